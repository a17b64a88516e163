import type { ProjectDirectory } from '#contexts/catalog/index';
import type { AccessPolicy, ProjectStanding } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { ReaderProjects, type ReadableProject } from '../../application/reader-projects.port';
import { NO_PROJECT } from '../../domain/board-rows';

const PERMISSION = 'dashboard:read';
/** The standing of a stranger in a project that is closed to strangers. */
const STRANGER: ProjectStanding = { slug: NO_PROJECT, isOwner: false, isClosed: true, role: null };

export class DirectoryReaderProjects extends ReaderProjects {
  constructor(
    private readonly directory: ProjectDirectory,
    private readonly policy: AccessPolicy,
  ) {
    super();
  }

  of(actor: Actor): Promise<readonly ReadableProject[] | 'all'> {
    // A reader that sees any project of the tenant as a stranger sees all of them, whatever their number.
    if (this.policy.inProject(actor, PERMISSION, STRANGER) === 'allowed') return Promise.resolve('all');
    return this.directory.readable(actor, PERMISSION);
  }

  names(tenantId: string, slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.directory.names(tenantId, slugs);
  }
}
