import { sql } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import type { AccessPolicy, ProjectStanding } from '#shared/access-policy.port';
import type { Actor, ProjectRole } from '#shared/actor';
import { Forbidden } from '#shared/errors';
import { ProjectDirectory, type ProjectRef } from '../../application/project-directory.port';
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
    const [row] = await this.session.reader.query<StandingRow[]>(`${STANDINGS} AND project.slug = ?`, [actor.id, actor.tenantId, slug]);
    const decision = row ? this.policy.inProject(actor, permission, standingOf(row, actor)) : 'hidden';
    if (!row || decision === 'hidden') throw new ProjectNotFound(slug);
    if (decision === 'forbidden') throw new Forbidden(`You are not allowed '${permission}' in project '${slug}'`);
    return { id: row.id, slug: row.slug, name: row.name };
  }

  async hold(tenantId: string, { id }: Pick<ProjectRef, 'id'>): Promise<void> {
    // An update that changes nothing takes the row's lock on every engine.
    await this.#projects.updateWhere({ tenantId, id }, { revision: sql('revision') });
  }

  async visible(actor: Actor, permission: string): Promise<ReadonlySet<string>> {
    const rows = await this.session.reader.query<StandingRow[]>(STANDINGS, [actor.id, actor.tenantId]);
    return new Set(
      rows.filter((row) => this.policy.inProject(actor, permission, standingOf(row, actor)) === 'allowed').map(({ id }) => id),
    );
  }
}

const standingOf = ({ slug, owner, role, anybody }: StandingRow, { id }: Actor): ProjectStanding => ({
  slug,
  role,
  isOwner: owner === id,
  isClosed: anybody !== null,
});
