import type { Actor } from '#shared/actor';
import { pageOfAll, type ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { PointerInterval } from '../../pointer-history/domain/pointer-history';
import { POINTER_HISTORY_LIST, type PointerHistory } from '../../pointer-history/application/pointer-history.port';

/** Reads which versions an environment pointed at, and when. */
export class ReadPointerHistory {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly history: PointerHistory,
  ) {}

  /** With `asOf`, the versions at which it pointed at that time; otherwise the whole history. */
  async list(
    actor: Actor,
    projectSlug: string,
    environmentId: string,
    asOf: Date | null,
    query: ListQuery,
  ): Promise<Page<PointerInterval>> {
    const project = await this.catalog.project(actor, projectSlug, 'pointer:read');
    const environment = await this.catalog.environment(actor, project.id, environmentId);
    if (!asOf) return this.history.page(actor.tenantId, environment.id, query);
    return pageOfAll(await this.history.asOf(actor.tenantId, environment.id, asOf), POINTER_HISTORY_LIST, query);
  }
}
