import type { Actor } from '#shared/actor';
import { Invalid } from '#shared/errors';
import { pageOfAll, type ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { ProjectCatalogue } from '../../prompt/application/project-catalogue.port';
import type { PointerInterval } from '../domain/pointer-history';
import { POINTER_HISTORY_LIST, type PointerHistory } from './pointer-history.port';

/** What an environment pointed at, and when. */
export class ReadPointerHistory {
  constructor(
    private readonly catalogue: ProjectCatalogue,
    private readonly history: PointerHistory,
  ) {}

  /** Of all times, or what it pointed at then. */
  async list(
    actor: Actor,
    projectSlug: string,
    environmentId: string,
    asOf: Date | null,
    query: ListQuery,
  ): Promise<Page<PointerInterval>> {
    const project = await this.catalogue.project(actor, projectSlug, 'pointer:read');
    const environment = await this.catalogue.environment(actor, project.id, environmentId);
    if (!asOf) return this.history.page(actor.tenantId, environment.id, query);
    return pageOfAll(await this.history.asOf(actor.tenantId, environment.id, asOf), POINTER_HISTORY_LIST, query);
  }
}

/** A time as `?asOf` names it, with its offset. */
export function timeOf(text: string): Date {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$/iu.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime()))
    throw new Invalid('prompts.time_invalid', [{ pointer: '?asOf', message: 'asOf must be an RFC 3339 date-time with its offset' }]);
  return time;
}
