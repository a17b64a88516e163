import { majorOf, precedes } from '#shared/semver';

/**
 * The version whose callers `tag` would get: of `active` tags the highest of lower precedence (semver.org 2.0.0, 11), if it
 * has the same major; a new major promises nothing.
 */
export function followedTag(tag: string, active: readonly string[]): string | undefined {
  const followed = highestBefore(tag, active);
  return followed !== undefined && majorOf(followed) === majorOf(tag) ? followed : undefined;
}

/**
 * The version whose declarations one of that tag takes over where it has none of its own: of the active ones with lower
 * precedence the highest, of whatever major; where none is active, of all.
 */
export function inheritedTag(tag: string, active: readonly string[], all: readonly string[]): string | undefined {
  return highestBefore(tag, active) ?? highestBefore(tag, all);
}

function highestBefore(tag: string, tags: readonly string[]): string | undefined {
  const highest = tags.filter((each) => precedes(each, tag)).reduce((a, b) => (a === '' || precedes(a, b) ? b : a), '');
  return highest === '' ? undefined : highest;
}
