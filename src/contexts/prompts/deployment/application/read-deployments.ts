import type { Actor } from '#shared/actor';
import type { ProjectCatalogue } from '../../prompt/application/project-catalogue.port';
import type { Deployment } from '../domain/deployment';
import type { Colleagues } from './colleagues.port';
import type { DeploymentLookup, LocatedDeployment } from './deployment-lookup';
import type { DeploymentFilter, DeploymentRepository } from './deployment-repository.port';

/** A deployment with the names of what it refers to. */
export interface ShownDeployment {
  readonly deployment: Deployment;
  readonly environmentName: string;
  /** Names of users by their ids; who is not in the tenant any more is missing. */
  readonly names: ReadonlyMap<string, string>;
}

/** The reads of deployments: one, and those of a project. */
export class ReadDeployments {
  constructor(
    private readonly catalogue: ProjectCatalogue,
    private readonly lookup: DeploymentLookup,
    private readonly deployments: DeploymentRepository,
    private readonly colleagues: Colleagues,
  ) {}

  /** Newest request first. */
  async list(actor: Actor, projectSlug: string, filter: DeploymentFilter): Promise<ShownDeployment[]> {
    const project = await this.catalogue.project(actor, projectSlug, 'deployment:read');
    const found = await this.deployments.list(actor.tenantId, project.id, filter);
    const names = await this.#names(actor, found);
    const environments = new Map((await this.catalogue.environments(actor, project.id)).map(({ id, name }) => [id, name]));
    // Those of environments that the caller's key does not reach stay out.
    return found.flatMap((deployment) => {
      const environmentName = environments.get(deployment.state.environmentId);
      return environmentName === undefined ? [] : [{ deployment, environmentName, names }];
    });
  }

  async one(actor: Actor, projectSlug: string, id: string): Promise<ShownDeployment> {
    return this.#one(actor, await this.lookup.require(actor, 'deployment:read', projectSlug, id));
  }

  /** One that the caller has just changed. */
  async shown(actor: Actor, projectSlug: string, deployment: Deployment): Promise<ShownDeployment> {
    return this.#one(actor, { ...(await this.lookup.require(actor, 'deployment:read', projectSlug, deployment.state.id)), deployment });
  }

  async #one(actor: Actor, { deployment, environment }: LocatedDeployment): Promise<ShownDeployment> {
    return { deployment, environmentName: environment.name, names: await this.#names(actor, [deployment]) };
  }

  #names(actor: Actor, found: readonly Deployment[]): Promise<ReadonlyMap<string, string>> {
    const ids = found.flatMap(({ state }) => [state.requestedBy, ...(state.approvedBy === null ? [] : [state.approvedBy])]);
    return this.colleagues.names(actor.tenantId, ids);
  }
}
