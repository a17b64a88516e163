import { ASSET_TEXT } from '#contexts/prompts/asset/domain/asset-text';
import { PROMPT_TEXT } from '#contexts/prompts/prompt/domain/prompt-text';
import {
  TextTranslationNotFound,
  TextTranslationTaken,
  TextVersionArchived,
  TextVersionInUse,
  TextVersionListed,
  TextVersionNotDraft,
  TextVersionNotFound,
  TextVersionNotListed,
  TextVersionNotPending,
  TextVersionPublished,
  TextVersionTaken,
} from '#contexts/prompts/text/domain/text-errors';
import type { TextKind } from '#contexts/prompts/text/domain/text-kind';
import type { DomainError } from '#shared/errors';

const errorsOf = (kind: TextKind): DomainError[] => [
  new TextVersionNotFound(kind, '1.0.0'),
  new TextVersionTaken(kind, '1.0.0'),
  new TextVersionPublished(kind, '1.0.0'),
  new TextVersionArchived(kind, '1.0.0'),
  new TextVersionInUse(kind, '1.0.0', ['staging', 'production']),
  new TextTranslationNotFound(kind, 'fr-FR'),
  new TextTranslationTaken(kind, 'fr-FR'),
];
const saidBy = (errors: readonly DomainError[]): string[] => errors.map(({ kind, code, message }) => `${kind} ${code}: ${message}`);

describe('what clients read of each kind of text', () => {
  it('is for versions of prompts what it was before there were kinds', () => {
    expect(saidBy([...errorsOf(PROMPT_TEXT), new TextVersionNotDraft(PROMPT_TEXT, '1.0.0', 'active')])).toEqual([
      "not_found version.not_found: Version '1.0.0' not found",
      "conflict prompts.version_taken: Version '1.0.0' already exists for this prompt",
      "conflict prompts.version_published: Version '1.0.0' is on the marketplace; text, language, variables, literals and AI model do not change there",
      "conflict prompts.version_archived: Version '1.0.0' is archived; restore it first",
      "conflict prompts.version_in_use: Version '1.0.0' is active in environments 'staging', 'production'",
      "not_found translation.not_found: Translation 'fr-FR' not found",
      "conflict prompts.translation_taken: Translation 'fr-FR' already exists for this version",
      "conflict prompts.version_not_draft: Version '1.0.0' is active; text, language, variables, literals and AI model change only while it is a draft",
    ]);
  });

  it('is for versions of assets what it was before there were kinds', () => {
    const listed = [
      new TextVersionListed(ASSET_TEXT, '1', 'PUBLISHED'),
      new TextVersionNotListed(ASSET_TEXT, '1', 'REJECTED'),
      new TextVersionNotPending(ASSET_TEXT, '1', 'REJECTED'),
    ];
    expect(saidBy([...errorsOf(ASSET_TEXT), ...listed])).toEqual([
      "not_found asset_version.not_found: Asset version '1.0.0' not found",
      "conflict prompts.asset_version_taken: Version '1.0.0' already exists for this asset",
      "conflict prompts.asset_version_published: Version '1.0.0' is on the marketplace; value and language do not change there",
      "conflict prompts.asset_version_archived: Version '1.0.0' is archived; restore it first",
      "conflict prompts.asset_version_in_use: Version '1.0.0' is active in environments 'staging', 'production'",
      "not_found asset_translation.not_found: Asset translation 'fr-FR' not found",
      "conflict prompts.asset_translation_taken: Translation 'fr-FR' already exists for this version",
      "conflict prompts.asset_version_listed: Version '1' cannot be published: it is PUBLISHED",
      "conflict prompts.asset_version_not_listed: Version '1' cannot be taken off the marketplace: it is REJECTED",
      "conflict prompts.asset_version_not_pending: Version '1' waits for no approval: it is REJECTED",
    ]);
  });

  it.each([PROMPT_TEXT, ASSET_TEXT])('names fields in the audit log as bodies do: $name', ({ field, body, auditedFields }) => {
    expect(body.text).toBe(field);
    for (const fields of Object.values(auditedFields)) expect(fields).toContain(field);
  });
});
