import { among } from '#platform/persistence/among';
import { heldRows } from '#platform/persistence/held-rows';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import type { Counts } from '#shared/audit';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { ProjectRef } from '../../application/project-directory.port';
import { PROJECT_LIST, ProjectRepository } from '../../application/project-repository.port';
import { Project, ProjectInUse, ProjectNotFound, ProjectTaken } from '../../domain/project';
import { ProjectTable, type ProjectRow } from './project.table';

/** The catalog below a project. */
const ITS_ROWS = {
  projects: 'catalog_project WHERE tenant_id = ? AND id = ?',
  environments: 'catalog_environment WHERE tenant_id = ? AND project_id = ?',
  tags: 'catalog_tag WHERE tenant_id = ? AND project_id = ?',
  regions: 'catalog_region WHERE tenant_id = ? AND project_id = ?',
  culturalData: 'catalog_cultural_data WHERE tenant_id = ? AND project_id = ?',
  ragDocuments: 'catalog_rag_document WHERE tenant_id = ? AND project_id = ?',
  aiModels: 'catalog_ai_model WHERE tenant_id = ? AND project_id = ?',
  members: 'catalog_member WHERE tenant_id = ? AND project_id = ?',
};

export class TypeOrmProjectRepository extends ProjectRepository {
  readonly #projects: TableStore<ProjectRow, Project>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#projects = session.store(ProjectTable, {
      restore: restored,
      stale: ({ slug }) => new StaleRevision('Project', slug),
      constant: ['slug', 'ownerUserId', 'createdAt'],
      taken: { uq_project_slug: ({ slug }) => new ProjectTaken(slug), uq_project_name: ({ name }) => new ProjectTaken(name) },
      // These are rows that another request added after the check of the project's contents.
      held: {
        fk_prompt_project: ({ slug }) => new ProjectInUse(slug, ['prompts']),
        fk_deployment_project: ({ slug }) => new ProjectInUse(slug, ['deployments']),
      },
    });
  }

  add({ state }: Project): Promise<void> {
    return this.#projects.insert(state);
  }

  update({ state }: Project): Promise<void> {
    return this.#projects.update(state);
  }

  async remove({ state }: Project): Promise<Counts> {
    const { projects: _itself, ...removed } = await heldRows(this.session.writer, ITS_ROWS, [state.tenantId, state.id]);
    await this.#projects.remove(state);
    return removed;
  }

  async lock(tenantId: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#projects.hold({ tenantId, id: ids });
  }

  async load(tenantId: string, { id, slug }: Pick<ProjectRef, 'id' | 'slug'>): Promise<Project> {
    const project = await this.#projects.find({ tenantId, id });
    if (!project) throw new ProjectNotFound(slug);
    return project;
  }

  page(tenantId: string, ids: ReadonlySet<string>, query: ListQuery, ownerUserId?: string): Promise<Page<Project>> {
    return this.#projects.page({ tenantId, ...(ownerUserId !== undefined && { ownerUserId }) }, PROJECT_LIST, query, (rows) => {
      rows.andWhere({ id: among(this.session.reader, ids) });
    });
  }
}

// Rows that are older than the column have no list.
const restored = (row: ProjectRow): Project =>
  Project.restore({ ...row, requiredLanguages: (row.requiredLanguages ?? []) as readonly string[] });
