import { KeyProjects } from '#contexts/identity/index';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import type { Actor } from '#shared/actor';
import type { ProjectDirectory } from '../../application/project-directory.port';
import { ProjectTable, type ProjectRow } from './project.table';

/** A key may be restricted to projects that its owner can read or resolve. */
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
    // Projects outside the caller's own key are refused for that reason, and not as missing.
    const owner = { ...actor, scopes: null };
    const [read, served] = [await this.directory.visible(owner, 'project:read'), await this.directory.visible(owner, 'prompt:resolve')];
    const found = await this.#projects.pick({ tenantId: actor.tenantId, slug: slugs }, ['id', 'slug']);
    const known = new Set(found.filter(({ id }) => read.has(id) || served.has(id)).map(({ slug }) => slug));
    return slugs.filter((each) => !known.has(each));
  }
}
