import type { Change } from '../domain/change';
import type { StoredPrompt } from '../domain/stored-prompt';

/** One project of a server, as far as it travels. Failures are DomainErrors. */
export abstract class ProjectMirror {
  /** Throws NotFound when there is none of that name. */
  abstract find(name: string): Promise<void>;
  /** Creates the project when it is missing. */
  abstract open(name: string): Promise<void>;
  /** By slug. */
  abstract slugs(): Promise<string[]>;
  abstract read(slug: string): Promise<StoredPrompt>;
  /** Ids by name. */
  abstract tagIds(): Promise<ReadonlyMap<string, string>>;
  /** All of them or none, at most 500. */
  abstract apply(changes: readonly Change[]): Promise<void>;
}
