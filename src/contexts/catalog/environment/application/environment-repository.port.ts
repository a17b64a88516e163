import type { Environment } from '../domain/environment';

export abstract class EnvironmentRepository {
  /** Throws EnvironmentTaken when the project has one of that name. */
  abstract add(environment: Environment): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and EnvironmentTaken. */
  abstract update(environment: Environment): Promise<void>;
  abstract remove(environment: Environment): Promise<void>;
  abstract find(tenantId: string, projectId: string, id: string): Promise<Environment | null>;
  abstract findByName(tenantId: string, projectId: string, name: string): Promise<Environment | null>;
  /** By creation. */
  abstract list(tenantId: string, projectIds: readonly string[]): Promise<Environment[]>;
}
