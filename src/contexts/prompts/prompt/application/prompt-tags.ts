import type { Changes } from '#shared/audit';
import type { TagRef } from './project-tags.port';

export const idsOf = (tags: readonly TagRef[]): string[] => tags.map((each) => each.id);

/** What the audit log says of a change of tags: their names; nothing when the set is the same. */
export function tagChanges(before: readonly TagRef[], after: readonly TagRef[]): Changes {
  const [was, is] = [before, after].map((tags) => tags.map((each) => each.name).toSorted());
  return JSON.stringify(was) === JSON.stringify(is) ? {} : { tags: { before: was, after: is } };
}
