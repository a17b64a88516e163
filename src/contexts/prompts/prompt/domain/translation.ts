import { createHash } from 'node:crypto';
import { canonicalBytes } from '#shared/canonical-json';
import { DomainError, NotFound } from '#shared/errors';
import { Validation } from '#shared/validation';
import { requireFewOpenings } from '../../template/domain/placeholder-count';

/** A version's text in another language. */
export interface TranslationState {
  readonly id: string;
  readonly tenantId: string;
  readonly versionId: string;
  readonly languageCode: string;
  readonly promptText: string;
  /** SHA-256 (hex) over the canonical JSON of the text and language that it was made from or confirmed against. */
  readonly sourceHash: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One that comes with a new version; without a hash it was made from that version's text. */
export interface NewTranslation {
  readonly languageCode: string;
  readonly promptText: string;
  readonly sourceHash?: string;
}

/** What a document says of a translation that it brings. */
export interface TranslationOrigin {
  /** Hash of the text that it was made from, where that is not the version's present one. */
  readonly sourceHash?: string | undefined;
  /** Whether its language may be any that a new version may come with. */
  readonly anyLanguage?: boolean;
}

/** What a translation is made from. */
export interface SourceText {
  readonly promptText: string;
  readonly languageCode: string;
}

export const TRANSLATION_FIELDS = ['languageCode', 'promptText', 'sourceHash'] as const;

/** Shortest and longest language code of prompts, versions and initial translations. */
export const LANGUAGE_CODE_LENGTH = { min: 2, max: 10 };
/** Languages that a new version may come with. */
export const MAX_TRANSLATIONS = 200;
const ADDED_CODE = /^[a-z]{2}-[A-Z]{2}$/u;
const INVALID = 'prompts.translation_invalid';

/** States never change: a long text is hashed once, however many translations are compared with it. */
const hashes = new WeakMap<SourceText, string>();

export function sourceHashOf(source: SourceText): string {
  const known = hashes.get(source);
  if (known !== undefined) return known;
  const { promptText: text, languageCode: language } = source;
  const hash = createHash('sha256').update(canonicalBytes({ text, language })).digest('hex');
  hashes.set(source, hash);
  return hash;
}

/** Whether the text that a translation was made from is still what its version says. */
export const isCurrent = ({ sourceHash }: Pick<TranslationState, 'sourceHash'>, source: SourceText): boolean =>
  sourceHash === sourceHashOf(source);

export class Translation {
  private constructor(readonly state: TranslationState) {}

  /** Made from `source`, or from what `origin` says. Throws Invalid with every fault. */
  static create({
    source,
    origin = {},
    now,
    ...input
  }: Pick<TranslationState, 'id' | 'tenantId' | 'versionId' | 'languageCode' | 'promptText'> & {
    readonly source: SourceText;
    readonly origin?: TranslationOrigin | undefined;
    readonly now: Date;
  }): Translation {
    const validation = new Validation(INVALID);
    const languageCode = addedCode(validation, input.languageCode, origin);
    const promptText = guardedText(validation, '/promptText', input.promptText);
    validation.done();
    const sourceHash = origin.sourceHash ?? sourceHashOf(source);
    return new Translation({ ...input, languageCode, promptText, sourceHash, revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: TranslationState): Translation {
    return new Translation(state);
  }

  /** Another text, made from `source` or from what has `sourceHash`; the same object when neither differs. */
  change(text: string, source: SourceText, now: Date, sourceHash = sourceHashOf(source)): Translation {
    const validation = new Validation(INVALID);
    const promptText = guardedText(validation, '/promptText', text);
    validation.done();
    return this.#next({ promptText, sourceHash }, now);
  }

  /** Somebody has read it beside `source` and it still holds; the same object when it is current already. */
  confirm(source: SourceText, now: Date): Translation {
    return this.#next({ promptText: this.state.promptText, sourceHash: sourceHashOf(source) }, now);
  }

  #next(wanted: Pick<TranslationState, 'promptText' | 'sourceHash'>, now: Date): Translation {
    if (wanted.promptText === this.state.promptText && wanted.sourceHash === this.state.sourceHash) return this;
    return new Translation({ ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

/** Clients add languages of the form `xx-XX` (wire contract, 4.3); with a version, and so with a document, others come as well. */
export function addedCode(validation: Validation, code: string, { anyLanguage = false }: TranslationOrigin): string {
  if (anyLanguage) return validation.addressed('/languageCode', code, LANGUAGE_CODE_LENGTH);
  if (!ADDED_CODE.test(code)) validation.fail('/languageCode', 'languageCode must match xx-XX');
  return code;
}

/** A text with few enough placeholders. */
export function guardedText(validation: Validation, pointer: string, text: string): string {
  requireFewOpenings(pointer, text);
  return validation.text(pointer, text, { min: 1 });
}

/** Guards the translations that come with a new version: texts are not empty, each language is there once. */
export function guardedTranslations(
  validation: Validation,
  inputs: readonly NewTranslation[],
  source: SourceText,
): (NewTranslation & { readonly sourceHash: string })[] {
  if (inputs.length > MAX_TRANSLATIONS) {
    validation.fail('/initialTranslations', `initialTranslations must have at most ${MAX_TRANSLATIONS} languages, with those taken over`);
    return [];
  }
  const seen = new Set<string>();
  return inputs.map((input, index) => {
    const at = `/initialTranslations/${index}`;
    const languageCode = validation.addressed(`${at}/languageCode`, input.languageCode, LANGUAGE_CODE_LENGTH);
    const key = languageCode.toLowerCase();
    if (seen.has(key)) validation.fail(`${at}/languageCode`, `initialTranslations has language '${languageCode}' twice`);
    seen.add(key);
    const promptText = guardedText(validation, `${at}/promptText`, input.promptText);
    return { languageCode, promptText, sourceHash: input.sourceHash ?? sourceHashOf(source) };
  });
}

export class TranslationNotFound extends NotFound {
  constructor(languageCode: string) {
    super('Translation', languageCode);
  }
}

export class TranslationTaken extends DomainError {
  constructor(languageCode: string) {
    super('conflict', 'prompts.translation_taken', `Translation '${languageCode}' already exists for this version`);
  }
}
