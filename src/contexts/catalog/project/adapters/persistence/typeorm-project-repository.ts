import { among } from '#platform/persistence/among';
import { heldRows } from '#platform/persistence/held-rows';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { Counts } from '#shared/audit';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { ProjectRef } from '../../application/project-directory.port';
import { PROJECT_LIST, ProjectRepository } from '../../application/project-repository.port';
import { Project, ProjectInUse, ProjectNotFound, ProjectTaken, type ProjectState } from '../../domain/project';
import { ProjectTable, type ProjectRow } from './project.table';

/** The catalogue below a project. */
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
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: Project): Promise<void> {
    await this.session.guarded(taken(state), () =>
      this.session.writer.createQueryBuilder().insert().into(ProjectTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: Project): Promise<void> {
    const { tenantId, id, revision, name, description, requiredLanguages, updatedAt } = state;
    const result = await this.session.guarded(taken(state), () =>
      this.session.writer
        .getRepository(ProjectTable)
        .update({ tenantId, id, revision: revision - 1 }, { revision, name, description, requiredLanguages, updatedAt }),
    );
    if (result.affected === 0) throw new StaleRevision('Project', state.slug);
  }

  async remove({ state: { tenantId, id, slug, revision } }: Project): Promise<Counts> {
    const { projects: _itself, ...removed } = await heldRows(this.session.writer, ITS_ROWS, [tenantId, id]);
    // What somebody added after the look at what the project still has.
    const refused = {
      fk_prompt_project: () => new ProjectInUse(slug, ['prompts']),
      fk_deployment_project: () => new ProjectInUse(slug, ['deployments']),
    };
    const result = await this.session.guarded(refused, () =>
      this.session.writer.getRepository(ProjectTable).delete({ tenantId, id, revision }),
    );
    if (result.affected === 0) throw new StaleRevision('Project', slug);
    return removed;
  }

  async lock(tenantId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    // As for users: an update that changes nothing takes the locks on every engine.
    await this.session.writer
      .getRepository(ProjectTable)
      .update({ tenantId, id: among(this.session.writer, ids) }, { revision: () => 'revision' });
  }

  async load(tenantId: string, { id, slug }: Pick<ProjectRef, 'id' | 'slug'>): Promise<Project> {
    const row = await this.session.reader.getRepository(ProjectTable).findOneBy({ tenantId, id });
    if (!row) throw new ProjectNotFound(slug);
    return restored(row);
  }

  async page(tenantId: string, ids: ReadonlySet<string>, query: ListQuery, ownerUserId?: string): Promise<Page<Project>> {
    const { reader } = this.session;
    const rows = reader.createQueryBuilder(ProjectTable, 'project').where({ tenantId, id: among(reader, ids) });
    if (ownerUserId !== undefined) rows.andWhere({ ownerUserId });
    return mapPage(await pageOf(rows, PROJECT_LIST, query), restored);
  }
}

// Projects from before the column have none.
const restored = (row: ProjectRow): Project =>
  Project.restore({ ...row, requiredLanguages: (row.requiredLanguages ?? []) as readonly string[] });
const taken = ({ name, slug }: ProjectState): Record<string, () => Error> => ({
  uq_project_slug: () => new ProjectTaken(slug),
  uq_project_name: () => new ProjectTaken(name),
});
