import { DomainError, type FieldError } from '#shared/errors';
import { TurnBudget } from '#shared/event-loop';
import { Asset } from '../../asset/domain/asset';
import { ASSET_TEXT } from '../../asset/domain/asset-text';
import { Prompt } from '../../prompt/domain/prompt';
import { PROMPT_TEXT } from '../../prompt/domain/prompt-text';
import { newTextVersion, type TranslatedVersion } from '../../text/domain/new-text-version';
import { ResponseInvalid, ResponseTooLarge } from './generation-errors';
import { readStructure, type ReadAsset, type ReadText } from './read-structure';

/** The structure of a prompt, in the form of the body of `load-structure`. */
export interface GeneratedStructure {
  readonly prompt: { readonly name: string; readonly description: string | null };
  readonly version: {
    readonly promptText: string;
    readonly changeMessage: string | null;
    /** The keys of the assets. */
    readonly assets: readonly string[];
    readonly translations: readonly { readonly languageCode: string; readonly promptText: string }[];
  };
  readonly languageCode: string;
  readonly assets: readonly GeneratedAsset[];
}

export interface GeneratedAsset {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly changeMessage: string | null;
  readonly translations: readonly { readonly languageCode: string; readonly value: string }[];
}

/** As JSON in UTF-8. Half of what a body may have, so that a client that writes it with white space can still load it. */
const MAX_STRUCTURE_BYTES = 1024 * 1024;

/** In UTF-16 units, white space and members that JAPM does not know included. */
const MAX_RESPONSE_LENGTH = 2 * MAX_STRUCTURE_BYTES;

/** The number of texts that one turn of the event loop checks, which takes some milliseconds. */
const TEXTS_PER_TURN = 200;

const NOBODY = { id: '', tenantId: '', projectId: '', promptId: '', parentId: '', ownerUserId: '', now: new Date(0) };

/**
 * The structure that a model responded with, as `load-structure` stores it: names without white space at their ends, and nothing but the
 * members that it knows. Other requests get their turn while assets are checked. Throws ResponseNotJson, ResponseTooLarge, and ResponseInvalid for what `load-structure` would refuse in any project.
 */
export async function structureFrom(response: string): Promise<GeneratedStructure> {
  if (response.length > MAX_RESPONSE_LENGTH) throw new ResponseTooLarge();
  const { prompt, version, languageCode, assets } = readStructure(response);
  const faults: FieldError[] = [];
  const named = checked(faults, '/prompt', () => Prompt.create({ ...NOBODY, ...prompt, slug: null, type: 'USER' }).state);
  const text = checked(faults, '/version', () => versionOf(PROMPT_TEXT, version, languageCode));
  const made: (GeneratedAsset | undefined)[] = [];
  const turns = new TurnBudget(TEXTS_PER_TURN);
  for (const [index, each] of assets.entries()) {
    await turns.spend(1 + each.translations.length);
    made.push(checked(faults, `/assets/${index}`, () => assetOf(each, languageCode)));
  }
  requireDistinct(faults, made);
  if (!named || !text || faults.length > 0) throw new ResponseInvalid(faults);
  const known = made.filter((each) => each !== undefined);
  const structure: GeneratedStructure = {
    prompt: { name: named.name, description: named.description },
    version: {
      promptText: text.version.state.text,
      changeMessage: text.version.state.changeMessage,
      assets: known.map(({ key }) => key),
      translations: text.translations.map(({ state }) => ({ languageCode: state.languageCode, promptText: state.text })),
    },
    languageCode: text.version.state.languageCode,
    assets: known,
  };
  if (Buffer.byteLength(JSON.stringify(structure)) > MAX_STRUCTURE_BYTES) throw new ResponseTooLarge();
  return structure;
}

function assetOf({ key, name, ...value }: ReadAsset, languageCode: string): GeneratedAsset {
  const { state } = Asset.create({ ...NOBODY, key, name: name ?? key, category: null });
  const { version, translations } = versionOf(ASSET_TEXT, value, languageCode);
  return {
    key: state.key,
    name: state.name,
    value: version.state.text,
    changeMessage: version.state.changeMessage,
    translations: translations.map(({ state: { languageCode: code, text } }) => ({ languageCode: code, value: text })),
  };
}

const versionOf = (kind: typeof PROMPT_TEXT, { text, changeMessage, translations }: ReadText, languageCode: string): TranslatedVersion =>
  newTextVersion(kind, {
    ...NOBODY,
    ...{ versionTag: '1.0.0', text, languageCode, changeMessage, translations },
    ...{ variables: [], literals: [], translationIds: [], body: { ...kind.body, translations: 'translations', textRequired: true } },
  });

function requireDistinct(faults: FieldError[], assets: readonly (GeneratedAsset | undefined)[]): void {
  const keys = assets.map((each) => each?.key);
  for (const [index, key] of keys.entries())
    if (key !== undefined && keys.indexOf(key) !== index)
      faults.push({ pointer: `/assets/${index}/key`, message: 'the key is there twice' });
}

/** Collects the faults that `make` throws, with pointers below `at`. */
function checked<T>(faults: FieldError[], at: string, make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const found = error.errors.length > 0 ? error.errors : [{ pointer: '', message: error.message }];
    faults.push(...found.map(({ pointer, message }) => ({ pointer: `${at}${pointer}`, message })));
    return undefined;
  }
}
