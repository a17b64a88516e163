import { isVersionTag } from '#shared/semver';
import { Validation } from '#shared/validation';
import { NOT_LISTED } from '../../marketplace/domain/listing';
import { requireFewOpenings } from '../../template/domain/placeholder-count';
import { requireFewPlaceholders } from '../../template/domain/placeholder-limits';
import { guardedContent, type RawContent } from './text-content';
import type { TextBody, TextKind } from './text-kind';
import { guardedTranslations, TextTranslation, type NewTextTranslation } from './text-translation';
import { TextVersion } from './text-version';

export interface NewTextVersion extends RawContent {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly promptId: string;
  /** The prompt or asset that owns the version. */
  readonly parentId: string;
  readonly versionTag: string;
  readonly changeMessage: string | null;
  readonly aiModelId?: string | null;
  readonly translations: readonly NewTextTranslation[];
  /** One for each translation, in the same order. */
  readonly translationIds: readonly string[];
  /** The names of the fields in the caller's body; the default is those of the kind. */
  readonly body?: TextBody;
  readonly now: Date;
}

/** A new version with its translations. */
export interface TranslatedVersion {
  readonly version: TextVersion;
  readonly translations: readonly TextTranslation[];
}

const MAX_TAG_LENGTH = 50;

/** Creates a draft with its first translations. Throws Invalid with every fault. */
export function newTextVersion(kind: TextKind, { body = kind.body, now, ...input }: NewTextVersion): TranslatedVersion {
  const validation = new Validation(`${kind.codes.version}_invalid`);
  const versionTag = guardedTag(validation, kind, input.versionTag);
  requireFewOpenings(`/${body.text}`, input.text);
  const content = guardedContent(validation, input, body);
  if (kind.hasContract) requireFewPlaceholders(validation, content);
  const changeMessage = input.changeMessage === null ? null : validation.text(`/${body.changeMessage}`, input.changeMessage);
  const guarded = guardedTranslations(validation, kind, body.translations, input.translations);
  validation.done();
  const { id, tenantId, projectId, promptId, parentId, aiModelId = null } = input;
  const version = TextVersion.of(kind, {
    id,
    tenantId,
    projectId,
    promptId,
    parentId,
    versionTag,
    ...content,
    variablesDeclared: content.variables.length > 0,
    aiModelId,
    changeMessage,
    status: 'draft',
    activatedAt: null,
    ...NOT_LISTED,
    revision: 1,
    createdAt: now,
    updatedAt: now,
  });
  const translations = guarded.map(({ languageCode, text, sourceHash = version.sourceHash() }, index) =>
    TextTranslation.of(kind, { id: input.translationIds[index] ?? id, tenantId, versionId: id, languageCode, text, sourceHash, now }),
  );
  return { version, translations };
}

function guardedTag(validation: Validation, kind: TextKind, input: string): string {
  if (kind.tag === 'free') {
    const versionTag = validation.addressed('/versionTag', input.toWellFormed(), { max: MAX_TAG_LENGTH });
    if (versionTag.toLowerCase() === 'latest')
      validation.fail('/versionTag', `versionTag must not be '${versionTag}': it names the newest`);
    return versionTag;
  }
  const versionTag = input.trim();
  if (!isVersionTag(versionTag))
    validation.fail('/versionTag', `versionTag must be a semantic version such as 1.0.0, at most ${MAX_TAG_LENGTH} characters long`);
  return versionTag;
}
