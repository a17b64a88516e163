export type StoredStatus = 'draft' | 'active' | 'archived';

/** A tag of the project. */
export interface StoredTag {
  readonly name: string;
  readonly description: string | null;
}

export interface StoredVariable {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly default: unknown;
  readonly description: string | null;
  readonly example: unknown;
}

export interface StoredTranslation {
  readonly language: string;
  /** Whether its source text has changed since it was translated. */
  readonly stale: boolean;
  readonly text: string;
}

/** A version of an asset. */
export interface StoredText {
  readonly tag: string;
  readonly status: StoredStatus;
  /** Whether it was ever active. */
  readonly activated: boolean;
  readonly language: string;
  readonly changeMessage: string | null;
  /** Sorted by language. */
  readonly translations: readonly StoredTranslation[];
  readonly text: string;
}

/** A version of a prompt. */
export interface StoredVersion extends StoredText {
  /** The variables that its author declared; none if an activation derived all of them from the text. */
  readonly variables: readonly StoredVariable[];
  readonly literals: readonly string[];
}

export interface StoredAsset {
  readonly key: string;
  readonly name: string;
  readonly category: string | null;
  readonly enabled: boolean;
  /** Oldest first. */
  readonly versions: readonly StoredText[];
}

/** A prompt for export and import: without ids, times, owners, pointers and marketplace state. */
export interface StoredPrompt {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: string;
  /** Sorted names. */
  readonly tags: readonly string[];
  /** Oldest first. */
  readonly versions: readonly StoredVersion[];
  /** Sorted by key. */
  readonly assets: readonly StoredAsset[];
}
