import type { Changes } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import { PROMPT_FIELDS } from '../domain/prompt';
import type { TagRef } from './project-tags.port';

export const idsOf = (tags: readonly TagRef[]): string[] => tags.map((each) => each.id);

type Recorded = Readonly<Record<(typeof PROMPT_FIELDS)[number], unknown>>;

/** The content of audit facts about a prompt and its tags. */
export const promptChanges =
  (tagsBefore: readonly TagRef[], tagsAfter: readonly TagRef[]) =>
  (before: Recorded | null, after: Recorded | null): Changes => ({
    ...changesBetween(before, after, PROMPT_FIELDS),
    ...tagChanges(tagsBefore, tagsAfter),
  });

/** The names of the tags; nothing if the set is unchanged. */
export function tagChanges(before: readonly TagRef[], after: readonly TagRef[]): Changes {
  const [was, is] = [before, after].map((tags) => tags.map((each) => each.name).toSorted());
  return JSON.stringify(was) === JSON.stringify(is) ? {} : { tags: { before: was, after: is } };
}
