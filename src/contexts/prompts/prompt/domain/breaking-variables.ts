import { majorOf, precedes } from '#shared/semver';
import type { VariableDeclaration, VariableType } from '../../template/domain/variable';

/** What a caller of the earlier version relies on and the later one does not keep. */
export interface BreakingVariable {
  readonly name: string;
  /** `required`: it could be left out before. */
  readonly change: 'removed' | 'retyped' | 'required';
  readonly before: VariableType;
  /** Null when it is gone. */
  readonly after: VariableType | null;
}

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

/**
 * What callers of the earlier contract can no longer send, or leave out: variables that are removed, have another type, or are
 * required where they were not. Each side is the whole contract of a version, declared or found in its text.
 */
export function breakingVariables(before: readonly VariableDeclaration[], after: readonly VariableDeclaration[]): BreakingVariable[] {
  const known = new Map(after.map((each) => [each.name, each]));
  return before.flatMap((each) => {
    const now = known.get(each.name);
    const change = changeOf(each, now);
    return change === null ? [] : [{ name: each.name, change, before: each.type, after: now?.type ?? null }];
  });
}

function changeOf(before: VariableDeclaration, after: VariableDeclaration | undefined): BreakingVariable['change'] | null {
  if (!after) return 'removed';
  if (after.type !== before.type) return 'retyped';
  return isNeeded(after) && !isNeeded(before) ? 'required' : null;
}

const isNeeded = ({ required, default: fallback }: VariableDeclaration): boolean => required && (fallback ?? null) === null;
