import type { Actor } from '#shared/actor';
import { EnvironmentNotFound, type Environment } from '../domain/environment';
import type { EnvironmentRepository } from './environment-repository.port';

/** Whether the caller's key, if they use one, reaches the environment. */
export const reaches = (
  { scopes }: Actor,
  { state: { id, name } }: { readonly state: Pick<Environment['state'], 'id' | 'name'> },
): boolean => !scopes?.environments || scopes.environments.includes(id) || scopes.environments.includes(name);

/** The form of an id; MySQL does not compare an ASCII id with other text. */
const ID = /^[\x21-\x7e]{1,36}$/u;

/**
 * The environment that a caller names by id or name. An id takes precedence over an equal name. Throws
 * EnvironmentNotFound when there is none within the caller's reach.
 */
export async function requireEnvironment(
  environments: EnvironmentRepository,
  actor: Actor,
  projectId: string,
  idOrName: string,
): Promise<Environment> {
  const byId = ID.test(idOrName) ? await environments.find(actor.tenantId, projectId, idOrName) : null;
  return within(actor, byId ?? (await environments.findByName(actor.tenantId, projectId, idOrName)), idOrName);
}

/** The found environment. Throws EnvironmentNotFound when there is none within the caller's reach. */
export function within(actor: Actor, found: Environment | null, idOrName: string): Environment {
  if (!found || !reaches(actor, found)) throw new EnvironmentNotFound(idOrName);
  return found;
}
