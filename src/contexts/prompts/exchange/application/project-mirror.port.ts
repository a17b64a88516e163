import type { PutOutcome } from '../domain/prompt-change';
import type { StoredPrompt, StoredStatus, StoredTag, StoredVersion } from '../domain/stored-prompt';

export interface KnownTag extends StoredTag {
  readonly id: string;
}

export interface KnownPrompt {
  readonly name: string;
  /** Tags of its versions, newest first. */
  readonly tags: readonly string[];
}

/** A declared variable. People may have declared what a file cannot say: other types, other defaults than texts. */
export interface VersionVariable {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly default?: unknown;
}

/** Two versions with equal content are the same to an import of a file. */
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
  /** Whether nothing is changed. */
  readonly dryRun?: boolean;
  /** Why callers of a version before may lose variables; when not given they may not. */
  readonly breakingReason?: string;
}

/**
 * One project of a server, as far as it travels. Failures are DomainErrors: `unavailable`, `rate_limited`, `unauthenticated` and
 * `forbidden` when going on makes no sense, other kinds for one refused prompt.
 */
export abstract class ProjectMirror {
  /** Throws NotFound when there is none of that name. */
  abstract find(name: string): Promise<void>;
  /** Creates the project when it is missing. */
  abstract open(name: string): Promise<void>;
  /** By slug. */
  abstract prompts(): Promise<ReadonlyMap<string, KnownPrompt>>;
  abstract read(slug: string): Promise<StoredPrompt>;
  /** Null: it has no version. */
  abstract newest(slug: string): Promise<NewestVersion | null>;
  abstract tags(): Promise<KnownTag[]>;
  abstract createTag(tag: StoredTag): Promise<void>;
  abstract updateTag(tag: KnownTag): Promise<void>;
  /** All of the prompt or nothing, where it fits one document. Throws a DomainError with what the server refuses. */
  abstract put(prompt: StoredPrompt, options?: PutOptions): Promise<PutOutcome>;
  /** One version of a prompt, which keeps the rest; `isNew`: with the prompt, which must not be there. Returns the warnings. */
  abstract putVersion(prompt: Pick<StoredPrompt, 'slug' | 'name'>, version: StoredVersion, isNew: boolean): Promise<readonly string[]>;
  abstract rename(slug: string, name: string): Promise<void>;
  abstract activate(slug: string, tag: string): Promise<void>;
}
