import type { PromptType } from '../../prompt/domain/prompt-type';
import type { NewVariable } from '../../template/domain/variable';

/** A text in another language in a document. */
export interface DocumentTranslation {
  readonly languageCode: string;
  readonly text: string;
  /** Null: its source is the version's text in the document. Otherwise the hash of its earlier source text. */
  readonly sourceHash: string | null;
}

/** A version of a prompt or of an asset. A member that is null was not given: it keeps its value, or has the default of a new version. */
export interface DocumentText {
  /** Its place in the caller's body (RFC 6901). */
  readonly pointer: string;
  readonly versionTag: string;
  /** Required if there is no such version yet, like the language. */
  readonly text: string | null;
  readonly languageCode: string | null;
  /** Undefined: not given. */
  readonly changeMessage: string | null | undefined;
  readonly status: 'draft' | 'active' | 'archived' | null;
  /** Whether it was ever active. */
  readonly activated: boolean;
  readonly translations: readonly DocumentTranslation[];
}

/** A version of a prompt. */
export interface DocumentVersion extends DocumentText {
  readonly variables: readonly NewVariable[] | null;
  readonly literals: readonly string[] | null;
}

export interface DocumentAsset {
  readonly pointer: string;
  readonly key: string;
  readonly name: string | null;
  /** Undefined: not given. */
  readonly category: string | null | undefined;
  readonly enabled: boolean | null;
  /** Oldest first. */
  readonly versions: readonly DocumentText[];
}

export interface DocumentTag {
  readonly name: string;
  readonly description: string | null;
}

/** A prompt with everything that belongs to it, or with the parts that change. */
export interface PromptDocument {
  readonly name: string | null;
  /** Undefined: not given. */
  readonly description: string | null | undefined;
  readonly type: PromptType | null;
  /** Null: not given. */
  readonly tags: readonly DocumentTag[] | null;
  /** Oldest first. */
  readonly versions: readonly DocumentVersion[];
  readonly assets: readonly DocumentAsset[];
}

/** Stands for the hash of a text that no longer exists: a translation with this source is stale. */
export const UNKNOWN_SOURCE = '0'.repeat(64);
