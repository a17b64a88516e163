import type { Actor } from '#shared/actor';
import type { AuditFact, AuditRule } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import { VERSION_FIELDS, type Version } from '../domain/version';
import type { LocatedPrompt } from './prompt-lookup';

/** The fact that a version changed from `before` (null: did not exist) to `after` (null: is gone). */
export function versionFact(
  rule: AuditRule,
  actor: Actor,
  { project, prompt }: LocatedPrompt,
  before: Version | null,
  after: Version | null,
): AuditFact {
  const { versionTag, revision } = (after ?? before)?.state ?? { versionTag: '', revision: 0 };
  return {
    rule,
    actor,
    resource: {
      id: `${project.slug}/${prompt.state.slug}/${versionTag}`,
      revision: after ? revision : revision + 1,
      projectId: project.slug,
    },
    changes: changesBetween(before?.state ?? null, after?.state ?? null, VERSION_FIELDS),
  };
}
