import type { Actor } from '#shared/actor';
import type { ProjectRef } from './project-catalog.port';

/** A tag as prompts show it. */
export interface TagRef {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The tags of a project, as prompts need them. Results are in the order of creation. */
export abstract class ProjectTags {
  abstract of(tenantId: string, projectId: string): Promise<readonly TagRef[]>;
  /** Throws NotFound for the first one that the project does not have. */
  abstract byIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<readonly TagRef[]>;
  /** The ones of any project that exist, for texts that are published to the whole tenant. */
  abstract ofAnyProject(tenantId: string, ids: readonly string[]): Promise<readonly TagRef[]>;
  /** The ones that the project has, without the others. */
  abstract present(tenantId: string, projectId: string, ids: readonly string[]): Promise<readonly TagRef[]>;
  /** Finds tags by names or ids. Throws NotFound for the first one that the project does not have. */
  abstract byNamesOrIds(tenantId: string, projectId: string, namesOrIds: readonly string[]): Promise<readonly TagRef[]>;
  /** Creates the missing ones with this description. The actor needs the permission for that. */
  abstract ensure(
    actor: Actor,
    project: Pick<ProjectRef, 'id' | 'slug'>,
    namesOrIds: readonly string[],
    description?: string | null,
  ): Promise<void>;
}
