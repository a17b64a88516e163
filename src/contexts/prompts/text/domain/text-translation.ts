import { Validation } from '#shared/validation';
import { requireFewOpenings } from '../../template/domain/placeholder-count';
import type { TextKind } from './text-kind';

/** The text of a version in another language. */
export interface TextTranslationState {
  readonly id: string;
  readonly tenantId: string;
  readonly versionId: string;
  readonly languageCode: string;
  readonly text: string;
  /** The SHA-256 (hex) of {@link TextVersion.sourceHash} at the time when it was translated or confirmed. */
  readonly sourceHash: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A translation of a new version. Without a hash, the new version's text is its source. */
export interface NewTextTranslation {
  readonly languageCode: string;
  readonly text: string;
  readonly sourceHash?: string;
}

/** The properties of a translation in a document. */
export interface TranslationOrigin {
  /** The hash of its source text, if that is not the current text of the version. */
  readonly sourceHash?: string | undefined;
  /** Whether it may have any language that the translations of a new version may have. */
  readonly anyLanguage?: boolean;
}

type AddedTranslation = Pick<TextTranslationState, 'id' | 'tenantId' | 'versionId' | 'languageCode' | 'text' | 'sourceHash'> & {
  readonly now: Date;
};

/** The shortest and longest language code of prompts, versions and initial translations. */
export const LANGUAGE_CODE_LENGTH = { min: 2, max: 10 };
/** The maximum number of languages of a new version. */
export const MAX_TRANSLATIONS = 200;
const ADDED_CODE = /^[a-z]{2}-[A-Z]{2}$/u;

export class TextTranslation {
  private constructor(
    readonly kind: TextKind,
    readonly state: TextTranslationState,
  ) {}

  /** Creates a translation that is added to a version. Throws Invalid with every fault. */
  static create(kind: TextKind, input: AddedTranslation, origin: TranslationOrigin = {}): TextTranslation {
    const validation = new Validation(`${kind.codes.translation}_invalid`);
    const languageCode = addedCode(validation, input.languageCode, origin);
    const text = guardedText(validation, `/${kind.field}`, input.text);
    validation.done();
    return TextTranslation.of(kind, { ...input, languageCode, text, sourceHash: origin.sourceHash ?? input.sourceHash });
  }

  /** Creates a translation from fields that were checked before. */
  static of(kind: TextKind, { now, ...input }: AddedTranslation): TextTranslation {
    return new TextTranslation(kind, { ...input, revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(kind: TextKind, state: TextTranslationState): TextTranslation {
    return new TextTranslation(kind, state);
  }

  /** The translation with another text or source; the same object if neither differs. */
  change(wanted: string, sourceHash: string, now: Date): TextTranslation {
    const validation = new Validation(`${this.kind.codes.translation}_invalid`);
    const text = guardedText(validation, `/${this.kind.field}`, wanted);
    validation.done();
    return this.#next({ text, sourceHash }, now);
  }

  /** The translation after a person confirmed that it fits this source; the same object if it is current already. */
  confirm(sourceHash: string, now: Date): TextTranslation {
    return this.#next({ text: this.state.text, sourceHash }, now);
  }

  #next(wanted: Pick<TextTranslationState, 'text' | 'sourceHash'>, now: Date): TextTranslation {
    if (wanted.text === this.state.text && wanted.sourceHash === this.state.sourceHash) return this;
    return new TextTranslation(this.kind, { ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

/**
 * Clients add languages of the form `xx-XX` (wire contract, 4.3). The translations of a new version or of a document may have others as
 * well.
 */
function addedCode(validation: Validation, code: string, { anyLanguage = false }: TranslationOrigin): string {
  if (anyLanguage) return validation.addressed('/languageCode', code, LANGUAGE_CODE_LENGTH);
  if (!ADDED_CODE.test(code)) validation.fail('/languageCode', 'languageCode must match xx-XX');
  return code;
}

/** Checks the number of placeholders in a text. */
function guardedText(validation: Validation, pointer: string, text: string): string {
  requireFewOpenings(pointer, text);
  return validation.text(pointer, text, { min: 1 });
}

/** Checks the translations of a new version: texts are not empty, and each language occurs once. */
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
