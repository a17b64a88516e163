export type StoredStatus = 'draft' | 'active' | 'archived';

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
  /** Whether the text it was made from has changed since. */
  readonly stale: boolean;
  readonly text: string;
}

/** A version of an asset. */
export interface StoredText {
  readonly tag: string;
  readonly status: StoredStatus;
  /** Whether it ever was active. */
  readonly activated: boolean;
  readonly language: string;
  readonly changeMessage: string | null;
  /** By language. */
  readonly translations: readonly StoredTranslation[];
  readonly text: string;
}

/** A version of a prompt. */
export interface StoredVersion extends StoredText {
  /** Those that its author declared; none when an activation found them all in the text. */
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

/** A prompt as it travels: no ids, times, owners, pointers or marketplace state. */
export interface StoredPrompt {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: string;
  /** Names, sorted. */
  readonly tags: readonly string[];
  /** Oldest first. */
  readonly versions: readonly StoredVersion[];
  /** By key. */
  readonly assets: readonly StoredAsset[];
}
