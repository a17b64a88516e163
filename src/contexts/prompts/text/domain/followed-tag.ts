import { majorOf, precedes } from '#shared/semver';

/**
 * The version that `tag` replaces for callers: among the `active` tags the highest of lower precedence (semver.org 2.0.0, 11) with the same
 * major. A new major promises nothing.
 */
export function followedTag(tag: string, active: readonly string[]): string | undefined {
  const followed = highestBefore(tag, active);
  return followed !== undefined && majorOf(followed) === majorOf(tag) ? followed : undefined;
}

/**
 * The version whose declarations a new version takes over if it has none of its own: the highest one of lower precedence, with any major,
 * among the active versions; if none is active, among all.
 */
export function inheritedTag(tag: string, active: readonly string[], all: readonly string[]): string | undefined {
  return highestBefore(tag, active) ?? highestBefore(tag, all);
}

function highestBefore(tag: string, tags: readonly string[]): string | undefined {
  const highest = tags.filter((each) => precedes(each, tag)).reduce((a, b) => (a === '' || precedes(a, b) ? b : a), '');
  return highest === '' ? undefined : highest;
}
