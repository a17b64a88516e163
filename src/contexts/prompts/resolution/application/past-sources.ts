import type { Actor } from '#shared/actor';
import type { PointerHistory } from '../../pointer-history/application/pointer-history.port';
import { Pointer } from '../../pointer/domain/pointer';
import type { EnvironmentRef, ProjectCatalog, ProjectRef } from '../../prompt/application/project-catalog.port';
import type { HistoryStart } from '../../text/application/history-start.port';
import { PastNotKept } from '../domain/resolution-errors';
import type { CatalogReader, PointerReader, StoredSources, TemplateSources } from './template-sources';

/** The sources of a template at a time of the past. Permissions are those of today. */
export const sourcesAt = (present: StoredSources, history: PointerHistory, start: HistoryStart, time: Date): TemplateSources => ({
  catalog: new PastCatalog(present.catalog, start, time),
  prompts: present.prompts.at(time),
  versions: present.versions.at(time),
  pointers: new PastPointers(history, time),
  translations: present.translations.at(time),
  assets: present.assets.at(time),
  assetVersions: present.assetVersions.at(time),
  assetTranslations: present.assetTranslations.at(time),
});

class PastCatalog implements CatalogReader {
  constructor(
    private readonly present: ProjectCatalog,
    private readonly start: HistoryStart,
    private readonly time: Date,
  ) {}

  /** Throws PastNotKept for a time before the past of the project is complete. */
  async project(actor: Actor, slug: string, permission: string): Promise<ProjectRef> {
    const project = await this.present.project(actor, slug, permission);
    const since = await this.start.of(actor.tenantId, project.id);
    if (since && this.time < since) throw new PastNotKept(project.slug, since);
    return project;
  }

  environments(actor: Actor, projectId: string): Promise<readonly EnvironmentRef[]> {
    return this.present.environments(actor, projectId);
  }

  environmentNamed(actor: Actor, projectId: string, name: string): Promise<EnvironmentRef> {
    return this.present.environmentNamedAt(actor, projectId, name, this.time);
  }
}

class PastPointers implements PointerReader {
  constructor(
    private readonly history: PointerHistory,
    private readonly time: Date,
  ) {}

  async find(tenantId: string, environmentId: string, parentId: string): Promise<Pointer | null> {
    const [found] = await this.inEnvironments(tenantId, [environmentId], [parentId]);
    return found ?? null;
  }

  async inEnvironments(tenantId: string, environmentIds: readonly string[], parentIds: readonly string[]): Promise<Pointer[]> {
    const pointers: Pointer[] = [];
    for (const each of environmentIds) {
      for (const interval of await this.history.asOf(tenantId, each, this.time, parentIds)) {
        const { entityId: parentId, entityName: parentName, validFrom: movedAt, fromMove: revision, ...pointer } = interval;
        pointers.push(Pointer.restore({ ...pointer, parentId, parentName, movedAt, revision }));
      }
    }
    return pointers;
  }
}
