import type { Actor } from '#shared/actor';
import type { AuditFact, AuditRule } from '#shared/audit';
import { auditFact, type Subject } from '#shared/audit-fact';
import { changesBetween } from '#shared/changes';
import type { TextKind } from '../domain/text-kind';
import type { TextTranslation, TextTranslationState } from '../domain/text-translation';
import type { TextVersion, TextVersionState } from '../domain/text-version';
import type { LocatedVersion, TextParent } from './text-parent';

/** The subject of audit facts about a version. */
export const versionSubject = (rule: AuditRule, actor: Actor, parent: TextParent, versionTag: string): Subject<TextVersionState> =>
  subjectOf(rule, actor, parent, [versionTag], parent.kind.auditedFields.version);

/** The fact that a version changed from `before` (null: it did not exist) to `after` (null: it is deleted). */
export function versionFact(
  rule: AuditRule,
  actor: Actor,
  parent: TextParent,
  before: TextVersion | null,
  after: TextVersion | null,
): AuditFact {
  return auditFact(versionSubject(rule, actor, parent, (after ?? before)?.state.versionTag ?? ''), before, after);
}

/** The subject of audit facts about a translation. */
export const translationSubject = (
  rule: AuditRule,
  actor: Actor,
  { parent, version }: LocatedVersion,
  languageCode: string,
): Subject<TextTranslationState> =>
  subjectOf(rule, actor, parent, [version.state.versionTag, languageCode], parent.kind.auditedFields.translation);

/** One fact for each translation of a new version, as if it were added later. */
export const initialTranslationFacts = (actor: Actor, located: LocatedVersion, translations: readonly TextTranslation[]): AuditFact[] =>
  translations.map((each) =>
    auditFact(translationSubject(located.parent.kind.audit.translation.create, actor, located, each.state.languageCode), null, each),
  );

function subjectOf<S extends { readonly text: string }>(
  rule: AuditRule,
  actor: Actor,
  { kind, project, promptSlug, assetKey }: TextParent,
  names: readonly string[],
  fields: readonly string[],
): Subject<S> {
  const path = [promptSlug, ...(assetKey === null ? [] : [assetKey]), ...names];
  const changes: Subject<S>['changes'] = (before, after) => changesBetween(shown(kind, before), shown(kind, after), fields);
  return { rule, actor, project: project.slug, path, changes };
}

/** The state, with the text under its name in bodies. */
const shown = ({ field }: TextKind, state: { readonly text: string } | null): Record<string, unknown> | null =>
  state && { ...state, [field]: state.text };
