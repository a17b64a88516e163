import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { ProjectCatalog, ProjectRef } from '../../prompt/application/project-catalog.port';
import type { Deployment } from '../domain/deployment';
import type { Colleagues } from '../../release-rules/application/colleagues.port';
import type { DeploymentLookup, LocatedDeployment } from './deployment-lookup';
import type { DeploymentRepository } from './deployment-repository.port';
import type { ModelDirectory } from './model-directory.port';

/** A deployment with the names of what it refers to. */
export interface ShownDeployment {
  readonly deployment: Deployment;
  readonly environmentName: string;
  /** The names of users by id, without users that are no longer in the tenant. */
  readonly names: ReadonlyMap<string, string>;
  /** The ids of the AI models that are named and still exist. */
  readonly models: ReadonlySet<string>;
}

/** Reads one deployment, or those of a project. */
export class ReadDeployments {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly lookup: DeploymentLookup,
    private readonly deployments: DeploymentRepository,
    private readonly colleagues: Colleagues,
    private readonly models: ModelDirectory,
  ) {}

  async list(actor: Actor, projectSlug: string, query: ListQuery): Promise<Page<ShownDeployment>> {
    const project = await this.catalog.project(actor, projectSlug, 'deployment:read');
    // The list leaves out deployments of environments that the caller's key does not include.
    const reached = await this.catalog.environments(actor, project.id);
    const environments = new Map(reached.map(({ id, name }) => [id, name]));
    const page = await this.deployments.page(actor.tenantId, [...environments.keys()], inEnvironment(query, environments));
    const names = await this.#names(actor, page.items);
    const models = await this.#models(actor, project, page.items);
    return mapPage(page, (deployment) => ({
      deployment,
      environmentName: environments.get(deployment.state.environmentId) ?? '',
      names,
      models,
    }));
  }

  async one(actor: Actor, projectSlug: string, id: string): Promise<ShownDeployment> {
    return this.#one(actor, await this.lookup.require(actor, 'deployment:read', projectSlug, id));
  }

  /** Reads a deployment that the caller has just changed, without a check of permissions. */
  async shown(actor: Actor, projectSlug: string, deployment: Deployment): Promise<ShownDeployment> {
    const { projectId, environmentId } = deployment.state;
    const environment = await this.catalog.environment(actor, projectId, environmentId);
    return this.#one(actor, { project: { id: projectId, slug: projectSlug }, environment, deployment });
  }

  async #one(actor: Actor, { project, deployment, environment }: LocatedDeployment): Promise<ShownDeployment> {
    const [names, models] = [await this.#names(actor, [deployment]), await this.#models(actor, project, [deployment])];
    return { deployment, environmentName: environment.name, names, models };
  }

  /** Deployments outlive the models that they released. */
  async #models({ tenantId }: Actor, { id }: ProjectRef, found: readonly Deployment[]): Promise<ReadonlySet<string>> {
    const items = found.flatMap((each) => each.items);
    const ids = items.flatMap(({ entityType, entityId }) => (entityType === 'AI_MODEL' && entityId !== null ? [entityId] : []));
    return new Set((await this.models.named(tenantId, id, ids)).map((each) => each.id));
  }

  #names(actor: Actor, found: readonly Deployment[]): Promise<ReadonlyMap<string, string>> {
    const ids = found.flatMap(({ state }) => [
      state.requestedBy,
      ...(state.approvedBy === null ? [] : [state.approvedBy]),
      ...state.approvals.map(({ by }) => by),
    ]);
    return this.colleagues.names(actor.tenantId, ids);
  }
}

/** The filter may contain the name of an environment. An id takes precedence over a name. */
function inEnvironment(query: ListQuery, environments: ReadonlyMap<string, string>): ListQuery {
  const { environmentId: wanted } = query.filters;
  if (wanted === undefined || environments.has(wanted)) return query;
  const named = [...environments].find(([, name]) => name === wanted.trim());
  return named ? { ...query, filters: { ...query.filters, environmentId: named[0] } } : query;
}
