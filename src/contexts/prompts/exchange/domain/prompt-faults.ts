import { DomainError } from '#shared/errors';
import { MAX_GIVEN_SLUG_LENGTH, slugOf } from '#shared/slug';
import { Validation } from '#shared/validation';
import { Asset } from '../../asset/domain/asset';
import { ASSET_TEXT } from '../../asset/domain/asset-text';
import { PROMPT_TEXT } from '../../prompt/domain/prompt-text';
import { guardedTags, Prompt } from '../../prompt/domain/prompt';
import { lenientPromptType } from '../../prompt/domain/prompt-type';
import type { NewVariable } from '../../template/domain/variable';
import { newTextVersion } from '../../text/domain/new-text-version';
import { MAX_TRANSLATIONS } from '../../text/domain/text-translation';
import type { StoredAsset, StoredPrompt, StoredTag, StoredText, StoredTranslation, StoredVersion } from './stored-prompt';

/** What the server would refuse or store differently, and the text that contains it. */
export interface TextFault {
  readonly asset?: string | undefined;
  readonly tag?: string | undefined;
  readonly message: string;
}

const STAND_IN = 'stand-in';
const NOBODY = { id: '', tenantId: '', projectId: '', promptId: '', parentId: '', ownerUserId: '', now: new Date(0) };

/** Applies the rules of the server before anything is sent. */
export function faultsOf(prompt: StoredPrompt): TextFault[] {
  const faults = messagesOf(() => ofPrompt(prompt)).map((message): TextFault => ({ message }));
  for (const version of prompt.versions)
    faults.push(...messagesOf(() => ofVersion(version)).map((message) => ({ tag: version.tag, message })));
  for (const asset of prompt.assets) {
    faults.push(...messagesOf(() => ofAsset(asset)).map((message) => ({ asset: asset.key, message })));
    for (const text of asset.versions)
      faults.push(...messagesOf(() => ofAssetText(text)).map((message) => ({ asset: asset.key, tag: text.tag, message })));
  }
  return faults;
}

export const tagFaults = (tags: readonly StoredTag[]): string[] => tags.flatMap((each) => messagesOf(() => ofTag(each)));

function ofPrompt({ slug, name, description, type, tags }: StoredPrompt): void {
  // A slug that is longer than a given one may be was made from a name that equals the slug.
  const isMade = slug.length > MAX_GIVEN_SLUG_LENGTH && slugOf(slug) === slug;
  const named = { name, slug: isMade ? STAND_IN : slug, legacySlug: true };
  const { state } = Prompt.create({ ...NOBODY, ...named, description, type: lenientPromptType(type) });
  requireKept({ name, type, description }, { name: state.name, type: state.type, description: state.description });
  guardedTags('/tags', tags);
  for (const tag of tags) ofTag({ name: tag, description: null });
}

function ofTag({ name, description }: StoredTag): void {
  const validation = new Validation('exchange.tag_invalid');
  const kept = validation.name('/name', name);
  if (description !== null) validation.text('/description', description);
  validation.done();
  requireKept({ name }, { name: kept });
}

function ofVersion({ tag, language, text, variables, literals, translations, changeMessage }: StoredVersion): void {
  requireEachOnce(translations);
  const { state } = newTextVersion(PROMPT_TEXT, {
    ...NOBODY,
    ...{ versionTag: tag, text, languageCode: language, changeMessage, literals },
    variables: variables as readonly NewVariable[],
    translations: initialOf({ translations }).map((each) => ({ languageCode: each.language, text: each.text })),
    translationIds: [],
  }).version;
  requireKept(
    { tag, language, text, variables, literals },
    { tag: state.versionTag, language: state.languageCode, text: state.text, variables: state.variables, literals: state.literals },
  );
}

function ofAsset({ key, name, category }: StoredAsset): void {
  const { state } = Asset.create({ ...NOBODY, key, name, category });
  requireKept({ key, name }, { key: state.key, name: state.name });
}

function ofAssetText({ tag, language, text, translations, changeMessage }: StoredText): void {
  requireEachOnce(translations);
  const { version } = newTextVersion(ASSET_TEXT, {
    ...NOBODY,
    ...{ versionTag: tag, text, languageCode: language, changeMessage, translationIds: [], variables: [], literals: [] },
    translations: initialOf({ translations }).map((each) => ({ languageCode: each.language, text: each.text })),
  });
  const { versionTag, languageCode, text: value } = version.state;
  requireKept({ tag, language, text }, { tag: versionTag, language: languageCode, text: value });
}

/** Checks all translations, also those beyond the number that a version is created with. */
function requireEachOnce(translations: readonly StoredTranslation[]): void {
  const validation = new Validation('exchange.translations_invalid');
  const initial = new Set(initialOf({ translations }));
  const codes = translations.map((each) => each.language.toLowerCase());
  for (const [at, each] of translations.entries()) {
    if (codes.indexOf(each.language.toLowerCase()) !== at)
      validation.fail('/translations', `translations has language '${each.language}' twice`);
    if (!initial.has(each)) validation.text(`/translations ${each.language}`, each.text, { min: 1 });
  }
  validation.done();
}

/** Otherwise every import would find a difference that no import can remove. */
function requireKept(written: Readonly<Record<string, unknown>>, kept: Readonly<Record<string, unknown>>): void {
  const validation = new Validation('exchange.not_kept');
  for (const [name, value] of Object.entries(written))
    if (!same(value, kept[name])) validation.fail(`/${name}`, `${name} would be kept as ${JSON.stringify(kept[name]).slice(0, 200)}`);
  validation.done();
}

/** A new version is created with at most this many translations; further ones are added afterwards. */
const initialOf = ({ translations }: Pick<StoredText, 'translations'>): readonly StoredTranslation[] =>
  translations.slice(0, MAX_TRANSLATIONS);

/** Equal as JSON; the members of both sides are in the same order. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function messagesOf(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.errors.length > 0 ? error.errors.map(({ message }) => message) : [error.message];
  }
}
