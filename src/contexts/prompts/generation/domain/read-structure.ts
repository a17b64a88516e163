import type { FieldError } from '#shared/errors';
import type { NewTextTranslation } from '../../text/domain/text-translation';
import { ResponseInvalid, ResponseNotJson, ResponseTooLarge } from './generation-errors';

/** A text of the structure with its translations. */
export interface ReadText {
  readonly text: string;
  readonly changeMessage: string | null;
  readonly translations: readonly NewTextTranslation[];
}

export interface ReadAsset extends ReadText {
  readonly key: string;
  readonly name: string | null;
}

/** The members of a structure, each with its type. Their values are not checked. */
export interface ReadStructure {
  readonly prompt: { readonly name: string; readonly description: string | null };
  readonly version: ReadText;
  readonly languageCode: string;
  readonly assets: readonly ReadAsset[];
}

type JsonObject = Readonly<Record<string, unknown>>;

const DEFAULT_LANGUAGE = 'en-US';
/** The maximum numbers of assets, and of translations of all texts together. */
const MAX_ASSETS = 500;
const MAX_TRANSLATIONS = 5_000;

/**
 * Reads the response of a model: a JSON object, which may be in a Markdown fence and in a wrapper `{"structure": …}`. Other members are
 * left out. Throws ResponseNotJson, ResponseTooLarge, and ResponseInvalid for members of another type.
 */
export function readStructure(response: string): ReadStructure {
  const parsed = objectIn(response);
  const reader = new StructureReader();
  const structure = reader.structure(isObject(parsed.structure) ? parsed.structure : parsed);
  if (reader.faults.length > 0) throw new ResponseInvalid(reader.faults);
  return structure;
}

const FENCE = '```';

function objectIn(response: string): JsonObject {
  const json = withoutFence(response.trim());
  requireBounded(json);
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new ResponseNotJson();
  }
  if (!isObject(parsed)) throw new ResponseNotJson();
  return parsed;
}

/** The text between the first line and the last fence, if the whole text is in a fence. */
function withoutFence(text: string): string {
  const line = text.indexOf('\n');
  const isFenced = text.startsWith(FENCE) && text.endsWith(FENCE) && line >= 0 && line < text.length - FENCE.length;
  return isFenced ? text.slice(line + 1, -FENCE.length) : text;
}

/** The maximum number of arrays and objects in each other. A structure has six. */
const MAX_DEPTH = 32;
/** The maximum number of values. A structure with the maximum of assets and translations has half as many. */
const MAX_VALUES = 50_000;

/**
 * Throws for a text that is too deep or has too many values if it is JSON, since the parser would need long for a million arrays. One
 * linear scan.
 */
function requireBounded(json: string): void {
  let depth = 0;
  let values = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') isInString = !isInString;
    else if (character === '\\' && isInString) at += 1;
    else if (isInString) continue;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    else if (character === ',') values += 1;
    if (depth > MAX_DEPTH) throw new ResponseNotJson();
    if (values > MAX_VALUES) throw new ResponseTooLarge();
  }
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Collects the faults of all members. */
class StructureReader {
  readonly faults: FieldError[] = [];
  #translations = 0;

  structure({ prompt, version, languageCode, assets }: JsonObject): ReadStructure {
    const [named, text] = [this.#object('/prompt', prompt), this.#object('/version', version)];
    return {
      prompt: { name: this.#text('/prompt/name', named.name), description: this.#optional('/prompt/description', named.description) },
      version: this.#translated('/version', text, 'promptText'),
      languageCode: this.#optional('/languageCode', languageCode) ?? DEFAULT_LANGUAGE,
      assets: this.#list('/assets', assets, MAX_ASSETS).map((each, index) => this.#asset(`/assets/${index}`, each)),
    };
  }

  #asset(at: string, value: unknown): ReadAsset {
    const asset = this.#object(at, value);
    const name = this.#optional(`${at}/name`, asset.name);
    return { key: this.#text(`${at}/key`, asset.key), name: name?.trim() === '' ? null : name, ...this.#translated(at, asset, 'value') };
  }

  /** `field` is the name of the text. That of a translation may be `promptText` as well. */
  #translated(at: string, object: JsonObject, field: 'promptText' | 'value'): ReadText {
    return {
      text: this.#text(`${at}/${field}`, object[field]),
      changeMessage: this.#optional(`${at}/changeMessage`, object.changeMessage),
      translations: this.#list(`${at}/translations`, object.translations, MAX_TRANSLATIONS - this.#translations).map((each, index) => {
        const place = `${at}/translations/${index}`;
        const translation = this.#object(place, each);
        this.#translations += 1;
        return {
          languageCode: this.#text(`${place}/languageCode`, translation.languageCode),
          text: this.#text(`${place}/${field}`, translation[field] ?? translation.promptText),
        };
      }),
    };
  }

  #object(at: string, value: unknown): JsonObject {
    return isObject(value) ? value : this.#fail(at, {});
  }

  #text(at: string, value: unknown): string {
    return typeof value === 'string' ? value : this.#fail(at, '');
  }

  #optional(at: string, value: unknown): string | null {
    return value === undefined || value === null ? null : this.#text(at, value);
  }

  #list(at: string, value: unknown, most: number): readonly unknown[] {
    if (value === undefined || value === null) return [];
    return Array.isArray(value) && value.length <= most ? value : this.#fail(at, []);
  }

  #fail<T>(pointer: string, instead: T): T {
    this.faults.push({ pointer, message: 'the type is wrong' });
    return instead;
  }
}
