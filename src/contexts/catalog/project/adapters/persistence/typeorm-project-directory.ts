import type { SelectQueryBuilder } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
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
  /** The caller's role; null without one. */
  readonly role: ProjectRole | null;
  /** Any member's id; null where there is none. */
  readonly anybody: string | null;
}

export class TypeOrmProjectDirectory extends ProjectDirectory {
  constructor(
    private readonly session: PersistenceSession,
    private readonly policy: AccessPolicy,
  ) {
    super();
  }

  async require(actor: Actor, slug: string, permission: string): Promise<ProjectRef> {
    const row = await this.#standings(actor).andWhere('project.slug = :slug', { slug }).getRawOne<StandingRow>();
    const decision = row ? this.policy.inProject(actor, permission, standingOf(row, actor)) : 'hidden';
    if (!row || decision === 'hidden') throw new ProjectNotFound(slug);
    if (decision === 'forbidden') throw new Forbidden(`You are not allowed '${permission}' in project '${slug}'`);
    return { id: row.id, slug: row.slug, name: row.name };
  }

  async hold(tenantId: string, { id }: Pick<ProjectRef, 'id'>): Promise<void> {
    // An update that changes nothing takes the row's lock on every engine.
    await this.session.writer.getRepository(ProjectTable).update({ tenantId, id }, { revision: () => 'revision' });
  }

  async visible(actor: Actor, permission: string): Promise<ReadonlySet<string>> {
    const rows = await this.#standings(actor).getRawMany<StandingRow>();
    return new Set(
      rows.filter((row) => this.policy.inProject(actor, permission, standingOf(row, actor)) === 'allowed').map(({ id }) => id),
    );
  }

  /** One statement, whatever the number of members. */
  #standings({ tenantId, id: userId }: Actor): SelectQueryBuilder<ProjectRow> {
    const member = 'FROM catalog_member m WHERE m.tenant_id = project.tenant_id AND m.project_id = project.id';
    return this.session.reader
      .createQueryBuilder(ProjectTable, 'project')
      .select('project.id', 'id')
      .addSelect('project.slug', 'slug')
      .addSelect('project.name', 'name')
      .addSelect('project.ownerUserId', 'owner')
      .addSelect(`(SELECT m.role ${member} AND m.user_id = :userId)`, 'role')
      .addSelect(`(SELECT MIN(m.user_id) ${member})`, 'anybody')
      .where('project.tenantId = :tenantId', { tenantId, userId });
  }
}

const standingOf = ({ slug, owner, role, anybody }: StandingRow, { id }: Actor): ProjectStanding => ({
  slug,
  role,
  isOwner: owner === id,
  isClosed: anybody !== null,
});
