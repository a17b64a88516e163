import type { ProjectNames } from '#contexts/catalog/index';
import { PublishedProjects, type NamedProject } from '../../application/published-projects.port';

export class DirectoryPublishedProjects extends PublishedProjects {
  constructor(private readonly names: ProjectNames) {
    super();
  }

  async named(tenantId: string, ids: readonly string[]): Promise<Map<string, NamedProject>> {
    return new Map((await this.names.byIds(tenantId, [...new Set(ids)])).map((project) => [project.id, project]));
  }

  find(tenantId: string, slug: string): Promise<NamedProject | null> {
    return this.names.bySlug(tenantId, slug);
  }
}
