import type { Actor } from '#shared/actor';
import type { Environment } from '../domain/environment';
import type { EnvironmentRepository } from './environment-repository.port';
import { reaches, requireEnvironment } from './environment-scope';

/** The properties of an environment that other contexts need. */
export interface EnvironmentRef {
  readonly id: string;
  readonly name: string;
}

/** Finds the environments of a project for other contexts, within the reach of the caller's key. */
export class EnvironmentDirectory {
  constructor(private readonly environments: EnvironmentRepository) {}

  /** An id takes precedence over an equal name. Throws EnvironmentNotFound. */
  async byIdOrName(actor: Actor, projectId: string, idOrName: string): Promise<EnvironmentRef> {
    return refTo(await requireEnvironment(this.environments, actor, projectId, idOrName));
  }

  async byName(actor: Actor, projectId: string, name: string): Promise<EnvironmentRef | null> {
    return reached(actor, await this.environments.findByName(actor.tenantId, projectId, name));
  }

  /**
   * The environment that had the name at that time. The rights are those of today: a key reaches what it reaches now, and one that was
   * removed by its id or by the name that it had.
   */
  async namedAt(actor: Actor, projectId: string, name: string, time: Date): Promise<EnvironmentRef | null> {
    const found = await this.environments.namedAt(actor.tenantId, projectId, name, time);
    if (!found || !reaches(actor, found.now ?? { state: found.then })) return null;
    return { id: found.then.id, name: found.then.name };
  }

  async of(actor: Actor, projectId: string): Promise<EnvironmentRef[]> {
    const found = await this.environments.list(actor.tenantId, [projectId]);
    return found.filter((each) => reaches(actor, each)).map(refTo);
  }
}

const refTo = ({ state: { id, name } }: Environment): EnvironmentRef => ({ id, name });
const reached = (actor: Actor, found: Environment | null): EnvironmentRef | null => (found && reaches(actor, found) ? refTo(found) : null);
