import { DomainError, Invalid, type FieldError } from '#shared/errors';
import { MAX_FAULTS } from '#shared/faults';
import type { DocumentText, PromptDocument } from './prompt-document';

/** The maximum number of versions, translations and assets in one document: each needs some statements within one transaction. */
const MAX_PARTS = 10_000;

/**
 * Refuses a document that contains a part twice, because the later one would overwrite the earlier one. Throws Invalid with the place of
 * each repetition, and `unprocessable` if the document has more parts than one transaction may have.
 */
export function requireDistinctParts({ versions, assets }: PromptDocument): void {
  const texts = [...versions, ...assets.flatMap((asset) => asset.versions)];
  const parts = assets.length + texts.reduce((sum, { translations }) => sum + 1 + translations.length, 0);
  if (parts > MAX_PARTS) {
    const message = `The document has ${parts} versions, translations and assets, more than ${MAX_PARTS}; send it in parts`;
    throw new DomainError('unprocessable', 'prompts.document_too_many_parts', message, [{ pointer: '', message }]);
  }
  const faults = [
    ...repeated(
      assets.map(({ key, pointer }) => ({ name: key.trim(), pointer: `${pointer}/key` })),
      'asset',
    ),
    ...[versions, ...assets.map((asset) => asset.versions)].flatMap((each) => repeated(each.map(versionName), 'version')),
    ...texts.flatMap((text) => repeated(languages(text), 'translation')),
  ];
  if (faults.length > 0) throw new Invalid('prompts.document_invalid', faults.slice(0, MAX_FAULTS));
}

interface Named {
  readonly name: string;
  readonly pointer: string;
}

const versionName = ({ versionTag, pointer }: DocumentText): Named => ({ name: versionTag.trim(), pointer: `${pointer}/versionTag` });

const languages = ({ translations, pointer }: DocumentText): Named[] =>
  translations.map(({ languageCode }, index) => ({
    name: languageCode.trim().toLowerCase(),
    pointer: `${pointer}/translations/${index}/languageCode`,
  }));

function repeated(all: readonly Named[], what: string): FieldError[] {
  const seen = new Set<string>();
  return all
    .filter(({ name }) => seen.size === seen.add(name).size)
    .map(({ name, pointer }) => ({ pointer, message: `The document has ${what} '${name}' twice` }));
}
