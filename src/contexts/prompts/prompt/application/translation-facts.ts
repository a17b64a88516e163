import type { Actor } from '#shared/actor';
import type { AuditFact, AuditRule } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import { TRANSLATION_FIELDS, type Translation } from '../domain/translation';
import type { LocatedVersion } from './version-lookup';

/** The fact that a translation changed from `before` (null: did not exist) to `after` (null: is gone). */
export function translationFact(
  rule: AuditRule,
  actor: Actor,
  { project, prompt, version }: LocatedVersion,
  before: Translation | null,
  after: Translation | null,
): AuditFact {
  const { languageCode, revision } = (after ?? before)?.state ?? { languageCode: '', revision: 0 };
  return {
    rule,
    actor,
    resource: {
      id: `${project.slug}/${prompt.state.slug}/${version.state.versionTag}/${languageCode}`,
      revision: after ? revision : revision + 1,
      projectId: project.slug,
    },
    changes: changesBetween(before?.state ?? null, after?.state ?? null, TRANSLATION_FIELDS),
  };
}
