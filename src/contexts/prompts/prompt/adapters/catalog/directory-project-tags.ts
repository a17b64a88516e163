import type { EnsureTags, TagDirectory } from '#contexts/catalog/index';
import type { Actor } from '#shared/actor';
import type { ProjectRef } from '../../application/project-catalog.port';
import { ProjectTags, type TagRef } from '../../application/project-tags.port';

/** Asks the catalog's directory of tags. */
export class DirectoryProjectTags extends ProjectTags {
  constructor(
    private readonly directory: TagDirectory,
    private readonly ensureTags: EnsureTags,
  ) {
    super();
  }

  of(tenantId: string, projectId: string): Promise<readonly TagRef[]> {
    return this.directory.of(tenantId, projectId);
  }

  byIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<readonly TagRef[]> {
    return this.directory.byIds(tenantId, projectId, ids);
  }

  ofAnyProject(tenantId: string, ids: readonly string[]): Promise<readonly TagRef[]> {
    return this.directory.ofAnyProject(tenantId, ids);
  }

  present(tenantId: string, projectId: string, ids: readonly string[]): Promise<readonly TagRef[]> {
    return this.directory.present(tenantId, projectId, ids);
  }

  byNamesOrIds(tenantId: string, projectId: string, namesOrIds: readonly string[]): Promise<readonly TagRef[]> {
    return this.directory.byNamesOrIds(tenantId, projectId, namesOrIds);
  }

  ensure(
    actor: Actor,
    project: Pick<ProjectRef, 'id' | 'slug'>,
    namesOrIds: readonly string[],
    description: string | null = null,
  ): Promise<void> {
    return this.ensureTags.execute(actor, project, namesOrIds, description);
  }
}
