import semver from 'semver';

/** `MAJOR.MINOR.PATCH` with optional `-pre.release` and `+build` (semver.org 2.0.0), 1–50 characters. */
export const isVersionTag = (tag: string): boolean =>
  tag.length <= 50 && semver.valid(tag) === tag.split('+')[0] && semver.parse(tag) !== null;

/** Whether tag `a` has lower precedence than `b` (semver.org 2.0.0, 11); build parts do not count. */
export const precedes = (a: string, b: string): boolean => semver.lt(a, b);

export const majorOf = (tag: string): number => semver.major(tag);

/**
 * The highest release by semver precedence with its minor part raised: `1.4.2` → `1.5.0`. `1.0.0` when there is none.
 * Pre-releases do not count: to raise one would be to release it.
 */
export function nextMinor(tags: readonly string[]): string {
  const highest = semver.rsort(tags.filter((tag) => semver.prerelease(tag) === null))[0];
  return highest === undefined ? '1.0.0' : (semver.inc(highest, 'minor') ?? '1.0.0');
}
