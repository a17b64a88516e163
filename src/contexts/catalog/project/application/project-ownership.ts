import { isAdministrator, type Actor } from '#shared/actor';
import { Forbidden } from '#shared/errors';
import type { Project } from '../domain/project';

/** A project is changed by its owner and by the tenant's administrators. */
export function requireOwnership(actor: Actor, project: Project): void {
  if (isAdministrator(actor) || project.state.ownerUserId === actor.id) return;
  throw new Forbidden('Only the owner and administrators may change this project');
}
