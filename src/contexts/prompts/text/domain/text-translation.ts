import { Validation } from '#shared/validation';
import { requireFewOpenings } from '../../template/domain/placeholder-count';
import type { TextKind } from './text-kind';

/** A version's text in another language. */
export interface TextTranslationState {
  readonly id: string;
  readonly tenantId: string;
  readonly versionId: string;
  readonly languageCode: string;
  readonly text: string;
  /** SHA-256 (hex) by which {@link TextVersion.sourceHash} knew the text that it was made from or confirmed against. */
  readonly sourceHash: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One that comes with a new version; without a hash it was made from that version's text. */
export interface NewTextTranslation {
  readonly languageCode: string;
  readonly text: string;
  readonly sourceHash?: string;
}

/** What a document says of a translation that it brings. */
export interface TranslationOrigin {
  /** Hash of the text that it was made from, where that is not the version's present one. */
  readonly sourceHash?: string | undefined;
  /** Whether its language may be any that a new version may come with. */
  readonly anyLanguage?: boolean;
}

type AddedTranslation = Pick<TextTranslationState, 'id' | 'tenantId' | 'versionId' | 'languageCode' | 'text' | 'sourceHash'> & {
  readonly now: Date;
};

/** Shortest and longest language code of prompts, versions and initial translations. */
export const LANGUAGE_CODE_LENGTH = { min: 2, max: 10 };
/** Languages that a new version may come with. */
export const MAX_TRANSLATIONS = 200;
const ADDED_CODE = /^[a-z]{2}-[A-Z]{2}$/u;

export class TextTranslation {
  private constructor(
    readonly kind: TextKind,
    readonly state: TextTranslationState,
  ) {}

  /** One that is added to a version. Throws Invalid with every fault. */
  static create(kind: TextKind, input: AddedTranslation, origin: TranslationOrigin = {}): TextTranslation {
    const validation = new Validation(`${kind.codes.translation}_invalid`);
    const languageCode = addedCode(validation, input.languageCode, origin);
    const text = guardedText(validation, `/${kind.field}`, input.text);
    validation.done();
    return TextTranslation.of(kind, { ...input, languageCode, text, sourceHash: origin.sourceHash ?? input.sourceHash });
  }

  /** Of fields that are guarded already. */
  static of(kind: TextKind, { now, ...input }: AddedTranslation): TextTranslation {
    return new TextTranslation(kind, { ...input, revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(kind: TextKind, state: TextTranslationState): TextTranslation {
    return new TextTranslation(kind, state);
  }

  /** Another text, made from that source; the same object when neither differs. */
  change(wanted: string, sourceHash: string, now: Date): TextTranslation {
    const validation = new Validation(`${this.kind.codes.translation}_invalid`);
    const text = guardedText(validation, `/${this.kind.field}`, wanted);
    validation.done();
    return this.#next({ text, sourceHash }, now);
  }

  /** Somebody has read it beside that source and it still holds; the same object when it is current already. */
  confirm(sourceHash: string, now: Date): TextTranslation {
    return this.#next({ text: this.state.text, sourceHash }, now);
  }

  #next(wanted: Pick<TextTranslationState, 'text' | 'sourceHash'>, now: Date): TextTranslation {
    if (wanted.text === this.state.text && wanted.sourceHash === this.state.sourceHash) return this;
    return new TextTranslation(this.kind, { ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

/** Clients add languages of the form `xx-XX` (wire contract, 4.3); with a version, and so with a document, others come as well. */
function addedCode(validation: Validation, code: string, { anyLanguage = false }: TranslationOrigin): string {
  if (anyLanguage) return validation.addressed('/languageCode', code, LANGUAGE_CODE_LENGTH);
  if (!ADDED_CODE.test(code)) validation.fail('/languageCode', 'languageCode must match xx-XX');
  return code;
}

/** A text with few enough placeholders. */
function guardedText(validation: Validation, pointer: string, text: string): string {
  requireFewOpenings(pointer, text);
  return validation.text(pointer, text, { min: 1 });
}

/** Guards the translations that come with a new version: texts are not empty, each language is there once. */
export function guardedTranslations(
  validation: Validation,
  kind: TextKind,
  field: string,
  inputs: readonly NewTextTranslation[],
): NewTextTranslation[] {
  if (inputs.length > MAX_TRANSLATIONS) {
    const counted = kind.takesOverTranslations ? ', with those taken over' : '';
    validation.fail(`/${field}`, `${field} must have at most ${MAX_TRANSLATIONS} languages${counted}`);
    return [];
  }
  const seen = new Set<string>();
  return inputs.map((input, index) => {
    const at = `/${field}/${index}`;
    const languageCode = validation.addressed(`${at}/languageCode`, input.languageCode, LANGUAGE_CODE_LENGTH);
    const key = languageCode.toLowerCase();
    if (seen.has(key)) validation.fail(`${at}/languageCode`, `${field} has language '${languageCode}' twice`);
    seen.add(key);
    return { ...input, languageCode, text: guardedText(validation, `${at}/${kind.field}`, input.text) };
  });
}
