/** A reference in a text of a version, or in one of its translations. */
export interface StoredReference {
  /** The id of the version of a prompt or of an asset, as requested. */
  readonly versionId: string;
  readonly kind: 'prompt' | 'asset';
  /** The slug of the project; empty: the project of the text itself. */
  readonly project: string;
  /** The slug of the prompt, or the key of an asset of the text's own prompt. */
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

/** Reads what texts refer to. Each method needs one statement, or one for every 500 names. */
export abstract class References {
  /** The references of versions of prompts, each once: all of them, or the first `most`. */
  abstract ofVersions(tenantId: string, versionIds: readonly string[], most: number): Promise<StoredReference[]>;
  /** The references of versions of assets, but only those to prompts; otherwise like {@link ofVersions}. */
  abstract ofAssetVersions(tenantId: string, versionIds: readonly string[], most: number): Promise<StoredReference[]>;
  /** The existing prompts of the project by these slugs. */
  abstract places(tenantId: string, project: string, prompts: readonly string[]): Promise<PromptPlace[]>;
}
