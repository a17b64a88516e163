/** A reference that stands in a text of a version, or in one of its translations. */
export interface StoredReference {
  /** Id of the version: of a prompt or of an asset, as it was asked for. */
  readonly versionId: string;
  readonly kind: 'prompt' | 'asset';
  /** Slug; empty: the text's own project. */
  readonly project: string;
  /** Slug of the prompt, or key of an asset of the text's own prompt. */
  readonly target: string;
  readonly tag: string | null;
  readonly language: string | null;
}

export interface PromptPlace {
  readonly projectId: string;
  readonly projectSlug: string;
  readonly promptId: string;
  readonly promptSlug: string;
}

/** What texts refer to; each question is one statement, or one for every 500 names. */
export abstract class References {
  /** Of versions of prompts, each once; at most `most`, all of them where they are fewer. */
  abstract ofVersions(tenantId: string, versionIds: readonly string[], most: number): Promise<StoredReference[]>;
  /** Of versions of assets, and to prompts only; otherwise as {@link ofVersions}. */
  abstract ofAssetVersions(tenantId: string, versionIds: readonly string[], most: number): Promise<StoredReference[]>;
  /** Those prompts of the project that exist, by their slugs. */
  abstract places(tenantId: string, project: string, prompts: readonly string[]): Promise<PromptPlace[]>;
}
