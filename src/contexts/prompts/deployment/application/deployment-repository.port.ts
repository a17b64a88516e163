import type { Deployment, DeploymentStatus } from '../domain/deployment';

export interface DeploymentFilter {
  readonly environmentId?: string;
  readonly status?: DeploymentStatus;
}

/** Deployments with their items. */
export abstract class DeploymentRepository {
  /** Throws DeploymentTaken when the environment has one of that name. */
  abstract add(deployment: Deployment): Promise<void>;
  /** With the items that differ from `before`; throws StaleRevision when that is not what is stored. */
  abstract update(before: Deployment, after: Deployment): Promise<void>;
  abstract find(tenantId: string, projectId: string, id: string): Promise<Deployment | null>;
  /** Newest request first; in a fixed number of statements. */
  abstract list(tenantId: string, projectId: string, filter: DeploymentFilter): Promise<Deployment[]>;
  abstract count(tenantId: string, of: { readonly projectId: string } | { readonly environmentId: string }): Promise<number>;
}
