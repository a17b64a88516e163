import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { Deployment, DeploymentState } from '../domain/deployment';

export const DEPLOYMENT_LIST: ListRules<DeploymentState> = {
  sort: { requestedAt: 'requestedAt', updatedAt: 'updatedAt', name: 'name' },
  order: '-requestedAt',
  tie: 'id',
  search: ['name', 'description'],
  filters: {
    status: ['PENDING', 'APPROVED', 'DEPLOYING', 'DEPLOYED', 'FAILED', 'ROLLED_BACK', 'CANCELLED'],
    environmentId: [],
  },
};

/** Stores deployments with their items. */
export abstract class DeploymentRepository {
  /** Throws DeploymentTaken if the environment has a deployment of that name. */
  abstract add(deployment: Deployment): Promise<void>;
  /** Also stores the items that differ from `before`. Throws StaleRevision if `before` is not the stored revision. */
  abstract update(before: Deployment, after: Deployment): Promise<void>;
  abstract find(tenantId: string, projectId: string, id: string): Promise<Deployment | null>;
  /** Reads the deployments of these environments in a fixed number of statements. */
  abstract page(tenantId: string, environmentIds: readonly string[], query: ListQuery): Promise<Page<Deployment>>;
  abstract count(tenantId: string, of: { readonly projectId: string } | { readonly environmentId: string }): Promise<number>;
}
