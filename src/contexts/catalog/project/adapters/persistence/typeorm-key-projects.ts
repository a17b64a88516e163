import { KeyProjects } from '#contexts/identity/index';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import type { Actor } from '#shared/actor';
import type { ProjectDirectory } from '../../application/project-directory.port';
import { ProjectTable, type ProjectRow } from './project.table';

/** What a key may be narrowed to is what its owner reads or is served. */
export class TypeOrmKeyProjects extends KeyProjects {
  readonly #projects: TableRows<ProjectRow>;

  constructor(
    session: PersistenceSession,
    private readonly directory: ProjectDirectory,
  ) {
    super();
    this.#projects = session.rows(ProjectTable);
  }

  async unknown(actor: Actor, slugs: readonly string[]): Promise<readonly string[]> {
    if (slugs.length === 0) return [];
    // What the caller's own key leaves out is refused for that, and not as missing.
    const owner = { ...actor, scopes: null };
    const [read, served] = [await this.directory.visible(owner, 'project:read'), await this.directory.visible(owner, 'prompt:resolve')];
    const found = await this.#projects.pick({ tenantId: actor.tenantId, slug: slugs }, ['id', 'slug']);
    const known = new Set(found.filter(({ id }) => read.has(id) || served.has(id)).map(({ slug }) => slug));
    return slugs.filter((each) => !known.has(each));
  }
}
