import type { Actor } from '#shared/actor';
import type { AuditFact, AuditRule } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import { Translation, TRANSLATION_FIELDS } from '../domain/translation';
import { TRANSLATION_AUDIT } from '../domain/translation-audit';
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

/** That a new version came with translations: one fact for each, as of one that is added later. */
export const initialTranslationFacts = (actor: Actor, located: LocatedVersion): AuditFact[] =>
  located.version.translations.map((state) => translationFact(TRANSLATION_AUDIT.create, actor, located, null, Translation.restore(state)));
