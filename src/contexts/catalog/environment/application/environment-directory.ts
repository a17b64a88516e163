import type { EnvironmentRepository } from './environment-repository.port';

/** What others need to know of an environment. */
export interface EnvironmentRef {
  readonly id: string;
  readonly name: string;
}

/** Finds environments for other contexts. */
export class EnvironmentDirectory {
  constructor(private readonly environments: EnvironmentRepository) {}

  async byId(tenantId: string, projectId: string, id: string): Promise<EnvironmentRef | null> {
    const found = await this.environments.find(tenantId, projectId, id);
    return found && { id: found.state.id, name: found.state.name };
  }

  async byName(tenantId: string, projectId: string, name: string): Promise<EnvironmentRef | null> {
    const found = await this.environments.findByName(tenantId, projectId, name);
    return found && { id: found.state.id, name: found.state.name };
  }
}
