import type { TagDirectory } from '#contexts/catalog/index';
import { ProjectTags, type TagRef } from '../../application/project-tags.port';

/** Asks the catalogue's directory of tags. */
export class DirectoryProjectTags extends ProjectTags {
  constructor(private readonly directory: TagDirectory) {
    super();
  }

  of(tenantId: string, projectId: string): Promise<readonly TagRef[]> {
    return this.directory.of(tenantId, projectId);
  }

  byIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<readonly TagRef[]> {
    return this.directory.byIds(tenantId, projectId, ids);
  }

  present(tenantId: string, projectId: string, ids: readonly string[]): Promise<readonly TagRef[]> {
    return this.directory.present(tenantId, projectId, ids);
  }

  byNamesOrIds(tenantId: string, projectId: string, namesOrIds: readonly string[]): Promise<readonly TagRef[]> {
    return this.directory.byNamesOrIds(tenantId, projectId, namesOrIds);
  }
}
