import type { Change } from '../domain/change';
import type { StoredPrompt, StoredTag } from '../domain/stored-prompt';

export interface KnownTag extends StoredTag {
  readonly id: string;
}

/** The server's report on the changes that it made. */
export interface ServerWarning {
  /** Null: all of them together. */
  readonly change: Change | null;
  readonly message: string;
}

/** One project of a server, as far as it travels. Failures are DomainErrors. */
export abstract class ProjectMirror {
  /** Throws NotFound when there is none of that name. */
  abstract find(name: string): Promise<void>;
  /** Creates the project when it is missing. */
  abstract open(name: string): Promise<void>;
  /** By slug. */
  abstract slugs(): Promise<string[]>;
  abstract read(slug: string): Promise<StoredPrompt>;
  abstract tags(): Promise<KnownTag[]>;
  /** All of them or none, at most 500. */
  abstract apply(changes: readonly Change[]): Promise<ServerWarning[]>;
}
