import type { Actor } from '#shared/actor';
import type { EnvironmentRef, ProjectCatalog, ProjectRef } from '../../prompt/application/project-catalog.port';
import type { Deployment } from '../domain/deployment';
import { DeploymentNotFound } from '../domain/deployment-errors';
import type { DeploymentRepository } from './deployment-repository.port';

export interface LocatedDeployment {
  readonly project: ProjectRef;
  readonly environment: EnvironmentRef;
  readonly deployment: Deployment;
}

/**
 * Finds what every route below a deployment needs: the project in which the caller has the permission, the deployment, and its environment.
 */
export class DeploymentLookup {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly deployments: DeploymentRepository,
  ) {}

  async require(actor: Actor, permission: string, projectSlug: string, id: string): Promise<LocatedDeployment> {
    const project = await this.catalog.project(actor, projectSlug, permission);
    const deployment = await this.deployments.find(actor.tenantId, project.id, id);
    if (!deployment) throw new DeploymentNotFound(id);
    const environment = await this.catalog.environment(actor, project.id, deployment.state.environmentId);
    return { project, environment, deployment };
  }

  /** Reads the deployment again after the lock was acquired, with its current state. */
  async again(actor: Actor, { project, deployment }: LocatedDeployment): Promise<Deployment> {
    const { id } = deployment.state;
    const found = await this.deployments.find(actor.tenantId, project.id, id);
    if (!found) throw new DeploymentNotFound(id);
    return found;
  }
}
