import type { Actor } from '#shared/actor';
import type { AuditFact, Changes } from '#shared/audit';
import { auditFact } from '#shared/audit-fact';
import { changesBetween } from '#shared/changes';
import { PROMPT_FIELDS, type Prompt } from '../domain/prompt';
import { PROMPT_AUDIT } from '../domain/prompt-audit';
import type { ProjectRef } from './project-catalog.port';
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

/** The fact that a prompt was created with these tags. */
export const promptCreated = (actor: Actor, { slug: project }: ProjectRef, prompt: Prompt, tags: readonly TagRef[]): AuditFact =>
  auditFact({ rule: PROMPT_AUDIT.create, actor, project, path: [prompt.state.slug], changes: promptChanges([], tags) }, null, prompt);

/** The names of the tags; nothing if the set is unchanged. */
function tagChanges(before: readonly TagRef[], after: readonly TagRef[]): Changes {
  const [was, is] = [before, after].map((tags) => tags.map((each) => each.name).toSorted());
  return JSON.stringify(was) === JSON.stringify(is) ? {} : { tags: { before: was, after: is } };
}
