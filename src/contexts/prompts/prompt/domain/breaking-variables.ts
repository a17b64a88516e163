import { majorOf, precedes } from '#shared/semver';
import type { VariableDeclaration, VariableType } from './variable';

/** What a caller of the earlier version relies on and the later one does not keep. */
export interface BreakingVariable {
  readonly name: string;
  readonly change: 'removed' | 'retyped';
  readonly before: VariableType;
  /** Null when it is gone. */
  readonly after: VariableType | null;
}

interface Contract {
  readonly variables: readonly VariableDeclaration[];
  /** Whether any of them was declared by its author, and not just found in the text. */
  readonly variablesDeclared: boolean;
}

/**
 * The version whose callers `tag` would get: of `active` tags the highest of lower precedence (semver.org 2.0.0, 11), if it
 * has the same major; a new major promises nothing.
 */
export function followedTag(tag: string, active: readonly string[]): string | undefined {
  const followed = active.filter((each) => precedes(each, tag)).reduce((a, b) => (a === '' || precedes(a, b) ? b : a), '');
  return followed !== '' && majorOf(followed) === majorOf(tag) ? followed : undefined;
}

/**
 * Required variables that are removed or change their type. Only where both versions declare variables: who declares nothing
 * has promised nothing.
 */
export function breakingVariables(before: Contract, after: Contract): BreakingVariable[] {
  if (!before.variablesDeclared || !after.variablesDeclared) return [];
  const types = new Map(after.variables.map((each) => [each.name, each.type]));
  return before.variables
    .filter((each) => each.required && types.get(each.name) !== each.type)
    .map(({ name, type }) => {
      const now = types.get(name) ?? null;
      return { name, change: now === null ? 'removed' : 'retyped', before: type, after: now };
    });
}
