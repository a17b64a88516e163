import { sql } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import type { AccessPolicy, ProjectStanding } from '#shared/access-policy.port';
import type { Actor, ProjectRole } from '#shared/actor';
import { Forbidden } from '#shared/errors';
import { ProjectDirectory, type DatedProject, type ProjectRef } from '../../application/project-directory.port';
import { ProjectNotFound } from '../../domain/project';
import { ProjectTable, type ProjectRow } from './project.table';

interface StandingRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly owner: string;
  /** The caller's role; null when they have none. */
  readonly role: ProjectRole | null;
  /** The id of any member; null when there is none. */
  readonly anybody: string | null;
}

const MEMBER = 'FROM catalog_member m WHERE m.tenant_id = project.tenant_id AND m.project_id = project.id';
/** The statement reads one row whatever the number of members. */
const STANDINGS = `SELECT project.id AS id, project.slug AS slug, project.name AS name, project.owner_user_id AS owner,
  (SELECT m.role ${MEMBER} AND m.user_id = ?) AS role, (SELECT MIN(m.user_id) ${MEMBER}) AS anybody
  FROM catalog_project project WHERE project.tenant_id = ?`;

export class TypeOrmProjectDirectory extends ProjectDirectory {
  readonly #projects: TableRows<ProjectRow>;

  constructor(
    private readonly session: PersistenceSession,
    private readonly policy: AccessPolicy,
  ) {
    super();
    this.#projects = session.rows(ProjectTable);
  }

  async require(actor: Actor, slug: string, permission: string): Promise<ProjectRef> {
    const project = await this.#find(actor, permission, 'project.slug', slug);
    if (!project) throw new ProjectNotFound(slug);
    return project;
  }

  findById(actor: Actor, id: string, permission: string): Promise<ProjectRef | null> {
    return this.#find(actor, permission, 'project.id', id);
  }

  async #find(actor: Actor, permission: string, column: 'project.slug' | 'project.id', value: string): Promise<ProjectRef | null> {
    const [row] = await this.session.reader.query<StandingRow[]>(`${STANDINGS} AND ${column} = ?`, [actor.id, actor.tenantId, value]);
    const decision = row ? this.policy.inProject(actor, permission, standingOf(row, actor)) : 'hidden';
    if (!row || decision === 'hidden') return null;
    if (decision === 'forbidden') throw new Forbidden(`You are not allowed '${permission}' in project '${row.slug}'`);
    return { id: row.id, slug: row.slug, name: row.name };
  }

  async hold(tenantId: string, { id }: Pick<ProjectRef, 'id'>): Promise<void> {
    // An update that changes nothing takes the row's lock on every engine.
    await this.#projects.updateWhere({ tenantId, id }, { revision: sql('revision') });
  }

  async visible(actor: Actor, permission: string): Promise<ReadonlySet<string>> {
    return new Set((await this.#allowed(actor, permission)).map(({ id }) => id));
  }

  async readable(actor: Actor, permission: string): Promise<readonly DatedProject[]> {
    const allowed = await this.#allowed(actor, permission);
    const dates = await this.#projects.pick({ tenantId: actor.tenantId }, ['id', 'createdAt']);
    const created = new Map(dates.map(({ id, createdAt }) => [id, createdAt]));
    return allowed.flatMap(({ id, slug, name }) => {
      const createdAt = created.get(id);
      return createdAt ? [{ id, slug, name, createdAt }] : [];
    });
  }

  async names(tenantId: string, slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#projects.pick({ tenantId, slug: slugs }, ['slug', 'name']);
    return new Map(rows.map(({ slug, name }) => [slug, name]));
  }

  async #allowed(actor: Actor, permission: string): Promise<readonly StandingRow[]> {
    const rows = await this.session.reader.query<StandingRow[]>(STANDINGS, [actor.id, actor.tenantId]);
    return rows.filter((row) => this.policy.inProject(actor, permission, standingOf(row, actor)) === 'allowed');
  }
}

const standingOf = ({ slug, owner, role, anybody }: StandingRow, { id }: Actor): ProjectStanding => ({
  slug,
  role,
  isOwner: owner === id,
  isClosed: anybody !== null,
});
