import type { Tag } from '../domain/tag';

export abstract class TagRepository {
  /** Throws TagTaken when the project has one of that name. */
  abstract add(tag: Tag): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and TagTaken. */
  abstract update(tag: Tag): Promise<void>;
  abstract remove(tag: Tag): Promise<void>;
  abstract find(tenantId: string, projectId: string, id: string): Promise<Tag | null>;
  abstract findByName(tenantId: string, projectId: string, name: string): Promise<Tag | null>;
  /** Those that have one of the ids or one of the names, by creation. */
  abstract findAmong(tenantId: string, projectId: string, ids: readonly string[], names: readonly string[]): Promise<Tag[]>;
  /** By creation. */
  abstract list(tenantId: string, projectId: string): Promise<Tag[]>;
}
