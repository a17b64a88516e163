import type { Actor } from '#shared/actor';
import { Invalid } from '#shared/errors';
import type { ProjectCatalogue } from '../../prompt/application/project-catalogue.port';
import type { PointerInterval } from '../domain/pointer-history';
import type { PointerHistory } from './pointer-history.port';

/** What an environment pointed at, and when. */
export class ReadPointerHistory {
  constructor(
    private readonly catalogue: ProjectCatalogue,
    private readonly history: PointerHistory,
  ) {}

  /** Newest first; with a time what it pointed at then, by name. */
  async list(actor: Actor, projectSlug: string, environmentId: string, asOf: Date | null): Promise<PointerInterval[]> {
    const project = await this.catalogue.project(actor, projectSlug, 'pointer:read');
    const environment = await this.catalogue.environment(actor, project.id, environmentId);
    return asOf ? this.history.asOf(actor.tenantId, environment.id, asOf) : this.history.list(actor.tenantId, environment.id);
  }
}

/** A time as `?asOf` names it, with its offset. */
export function timeOf(text: string): Date {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$/iu.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime()))
    throw new Invalid('prompts.time_invalid', [{ pointer: '?asOf', message: 'asOf must be an RFC 3339 date-time with its offset' }]);
  return time;
}
