import type { PutOutcome } from '../domain/prompt-change';
import type { StoredPrompt, StoredStatus, StoredTag, StoredVersion } from '../domain/stored-prompt';

export interface KnownTag extends StoredTag {
  readonly id: string;
}

export interface KnownPrompt {
  readonly name: string;
  /** The tags of its versions, newest first. */
  readonly tags: readonly string[];
}

/** A declared variable. People can declare more than a file can express: other types, and defaults that are not texts. */
export interface VersionVariable {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly default?: unknown;
}

/** Two versions with equal content are the same to the import of a file. */
export interface VersionContent {
  readonly text: string;
  readonly variables: readonly VersionVariable[];
  readonly literals: readonly string[];
  readonly languageCode: string;
}

export interface NewestVersion extends VersionContent {
  readonly tag: string;
  readonly status: StoredStatus;
}

export interface PutOptions {
  /** Whether this is a rehearsal that changes nothing. */
  readonly dryRun?: boolean;
  /** The reason why callers of an earlier version may lose variables; without a reason they may not. */
  readonly breakingReason?: string;
}

/**
 * A project on a server, with the parts that are imported and exported. Failures are DomainErrors: after `unavailable`, `rate_limited`,
 * `unauthenticated` and `forbidden` the import ends; other kinds concern one refused prompt.
 */
export abstract class ProjectMirror {
  /** Throws NotFound if there is no project of that name. */
  abstract find(name: string): Promise<void>;
  /** Creates the project if it is missing. */
  abstract open(name: string): Promise<void>;
  /** The prompts by slug. */
  abstract prompts(): Promise<ReadonlyMap<string, KnownPrompt>>;
  abstract read(slug: string): Promise<StoredPrompt>;
  /** Null: the prompt has no version. */
  abstract newest(slug: string): Promise<NewestVersion | null>;
  abstract tags(): Promise<KnownTag[]>;
  abstract createTag(tag: StoredTag): Promise<void>;
  abstract updateTag(tag: KnownTag): Promise<void>;
  /** Brings the whole prompt or nothing, if it fits in one document. Throws a DomainError with the reason if the server refuses it. */
  abstract put(prompt: StoredPrompt, options?: PutOptions): Promise<PutOutcome>;
  /**
   * Brings one version of a prompt and keeps the others. With `isNew` it creates the prompt, which must not exist. Returns the warnings.
   */
  abstract putVersion(prompt: Pick<StoredPrompt, 'slug' | 'name'>, version: StoredVersion, isNew: boolean): Promise<readonly string[]>;
  abstract rename(slug: string, name: string): Promise<void>;
  abstract activate(slug: string, tag: string): Promise<void>;
}
