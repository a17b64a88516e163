export interface LanguageStatusDto {
  /** @example "fr-FR" */
  languageCode: string;
  /**
   * Of the text that is served in this language.
   * @example "stale"
   */
  state: 'current' | 'stale' | 'missing';
  /** Whether the project wants it current before a release. */
  required: boolean;
  /** Whether the project has a region of it. */
  region: boolean;
  /**
   * Code of the text that is served in this language; null when there is none.
   * @example "fr-FR"
   */
  servedAs: string | null;
  /**
   * Whether that is the version's own text or a translation; null when there is none.
   * @example "translation"
   */
  servedFrom: 'version' | 'translation' | null;
  /**
   * True where the version's own language is translated as well: the version's own text is what is served, that translation never.
   * @example false
   */
  unservedTranslation: boolean;
  /** Hash of the text that it was made from. */
  sourceHash: string | null;
  updatedAt: Date | null;
}

export interface TranslationStatusDto {
  /** @example "1.0.0" */
  versionTag: string;
  /**
   * Of the version's own text.
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
  /** By code: the version's own, the required ones, those of the regions and those that are translated. */
  languages: LanguageStatusDto[];
}

/** Of a version of a prompt or of an asset. */
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
