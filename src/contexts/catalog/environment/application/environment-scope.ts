import type { Actor } from '#shared/actor';
import { EnvironmentNotFound, type Environment } from '../domain/environment';

/** Whether the caller's key, if he uses one, reaches the environment. */
export const reaches = ({ scopes }: Actor, { state: { id, name } }: Environment): boolean =>
  !scopes?.environments || scopes.environments.includes(id) || scopes.environments.includes(name);

/** The environment that was looked for; throws EnvironmentNotFound when there is none within the caller's reach. */
export function within(actor: Actor, found: Environment | null, idOrName: string): Environment {
  if (!found || !reaches(actor, found)) throw new EnvironmentNotFound(idOrName);
  return found;
}
