import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import type { ProjectRef } from '../../application/project-directory.port';
import { ProjectNames } from '../../application/project-names.port';
import { ProjectTable, type ProjectRow } from './project.table';

const NAMED = ['id', 'slug', 'name'] as const;

export class TypeOrmProjectNames extends ProjectNames {
  readonly #projects: TableRows<ProjectRow>;

  constructor(session: PersistenceSession) {
    super();
    this.#projects = session.rows(ProjectTable);
  }

  async byIds(tenantId: string, ids: readonly string[]): Promise<ProjectRef[]> {
    return ids.length === 0 ? [] : this.#projects.pick({ tenantId, id: ids }, NAMED);
  }

  async bySlug(tenantId: string, slug: string): Promise<ProjectRef | null> {
    const [found] = await this.#projects.pick({ tenantId, slug }, NAMED);
    // MySQL compares 'a' and 'a ' as equal.
    return found?.slug === slug ? found : null;
  }
}
