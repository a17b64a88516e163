import { KeyProjects } from '#contexts/identity/index';
import { among } from '#platform/persistence/among';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { Actor } from '#shared/actor';
import type { ProjectDirectory } from '../../application/project-directory.port';
import { ProjectTable } from './project.table';

/** What a key may be narrowed to is what its owner reads or is served. */
export class TypeOrmKeyProjects extends KeyProjects {
  constructor(
    private readonly session: PersistenceSession,
    private readonly directory: ProjectDirectory,
  ) {
    super();
  }

  async unknown(actor: Actor, slugs: readonly string[]): Promise<readonly string[]> {
    if (slugs.length === 0) return [];
    // What the caller's own key leaves out is refused for that, and not as missing.
    const owner = { ...actor, scopes: null };
    const [read, served] = [await this.directory.visible(owner, 'project:read'), await this.directory.visible(owner, 'prompt:resolve')];
    const { reader } = this.session;
    const found = await reader
      .getRepository(ProjectTable)
      .find({ select: { id: true, slug: true }, where: { tenantId: actor.tenantId, slug: among(reader, slugs) } });
    const known = new Set(found.filter(({ id }) => read.has(id) || served.has(id)).map(({ slug }) => slug));
    return slugs.filter((each) => !known.has(each));
  }
}
