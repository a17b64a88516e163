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

/** What prompts need to know of the tags of their project; answers are by creation of the tag. */
export abstract class ProjectTags {
  abstract of(tenantId: string, projectId: string): Promise<readonly TagRef[]>;
  /** Throws NotFound for the first that the project does not have. */
  abstract byIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<readonly TagRef[]>;
  /** Those that the project has, without the others. */
  abstract present(tenantId: string, projectId: string, ids: readonly string[]): Promise<readonly TagRef[]>;
  /** Names or ids. Throws NotFound for the first that the project does not have. */
  abstract byNamesOrIds(tenantId: string, projectId: string, namesOrIds: readonly string[]): Promise<readonly TagRef[]>;
  /** Creates those that the project does not have yet, with this description; the actor needs leave for that. */
  abstract ensure(
    actor: Actor,
    project: Pick<ProjectRef, 'id' | 'slug'>,
    namesOrIds: readonly string[],
    description?: string | null,
  ): Promise<void>;
}
