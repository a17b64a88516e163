import type { VariableDeclaration, VariableType } from '../../template/domain/variable';

/** Something that a caller of the earlier version relies on and the later one does not keep. */
export interface BreakingVariable {
  readonly name: string;
  /** `required`: it was optional before. */
  readonly change: 'removed' | 'retyped' | 'required';
  readonly before: VariableType;
  /** Null if it is gone. */
  readonly after: VariableType | null;
}

/**
 * The values that callers of the earlier contract can no longer send or leave out: variables that are removed, have another type, or became
 * required. Each side is the whole contract of a version, declared or found in its text.
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
