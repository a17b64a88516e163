export interface LanguageStatusDto {
  /** @example "fr-FR" */
  languageCode: string;
  /**
   * The status of the text that is served in this language.
   * @example "stale"
   */
  state: 'current' | 'stale' | 'missing';
  /** Whether the project requires it to be current before a release. */
  required: boolean;
  /** Whether the project has a region with it. */
  region: boolean;
  /**
   * The code of the text that is served in this language; null if there is none.
   * @example "fr-FR"
   */
  servedAs: string | null;
  /**
   * Whether that is the version's own text or a translation; null if there is none.
   * @example "translation"
   */
  servedFrom: 'version' | 'translation' | null;
  /**
   * True if there is also a translation into the version's own language. It is never served, because the version's own text takes
   * precedence.
   * @example false
   */
  unservedTranslation: boolean;
  /** The hash of the content that it was translated from. */
  sourceHash: string | null;
  updatedAt: Date | null;
}

export interface TranslationStatusDto {
  /** @example "1.0.0" */
  versionTag: string;
  /**
   * The language of the version's own text.
   * @example "en-US"
   */
  languageCode: string;
  /**
   * SHA-256 (hex) over the canonical JSON of the version's text and language.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  sourceHash: string;
  /** Whether all languages that the project requires are current. */
  releasable: boolean;
  /** By code: the version's own language, the required ones, those of the regions, and those of the translations. */
  languages: LanguageStatusDto[];
}

/** The languages of a version of a prompt or an asset. */
interface Matrix extends Omit<TranslationStatusDto, 'versionTag' | 'languageCode' | 'languages'> {
  readonly version: { readonly state: Pick<TranslationStatusDto, 'versionTag' | 'languageCode'> };
  readonly languages: readonly LanguageStatusDto[];
}

export const matrixDto = ({ version, sourceHash, releasable, languages }: Matrix): TranslationStatusDto => ({
  versionTag: version.state.versionTag,
  languageCode: version.state.languageCode,
  sourceHash,
  releasable,
  languages: languages.map((each) => ({ ...each })),
});
