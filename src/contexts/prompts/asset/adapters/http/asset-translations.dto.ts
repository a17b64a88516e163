export interface CreateAssetTranslationDto {
  /**
   * `xx-XX`; each language once.
   * @example "fr-FR"
   */
  languageCode: string;
  /** @example "Cordialement, {{variable:seller}}" */
  value: string;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface UpdateAssetTranslationDto {
  /** @example "Bien à vous, {{variable:seller}}" */
  value: string;
  /** Accepted and ignored: a translation keeps its language. */
  languageCode?: unknown;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}
