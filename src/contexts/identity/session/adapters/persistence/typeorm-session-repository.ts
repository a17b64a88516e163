import { IsNull, LessThan, MoreThan, Not, type FindOptionsWhere } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import { MAX_LISTED, SessionRepository } from '../../application/session-repository.port';
import { Session, type SessionState } from '../../domain/session';
import { SessionTable } from './session.table';

export class TypeOrmSessionRepository extends SessionRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: Session): Promise<void> {
    await this.session.writer.createQueryBuilder().insert().into(SessionTable).values(state).updateEntity(false).execute();
  }

  async update({ state }: Session): Promise<void> {
    const { tenantId, id, revision, secretHash, lastUsedAt, endedAt } = state;
    const result = await this.session.writer
      .getRepository(SessionTable)
      .update({ tenantId, id, revision: revision - 1 }, { revision, secretHash, lastUsedAt, endedAt });
    if (result.affected === 0) throw new StaleRevision('Session', id);
  }

  endOfUser(tenantId: string, userId: string, now: Date, except?: string): Promise<number> {
    return this.#end({ tenantId, userId, ...(except === undefined ? {} : { id: Not(except) }) }, now);
  }

  endOfTenant(tenantId: string, now: Date): Promise<number> {
    return this.#end({ tenantId }, now);
  }

  async purge(tenantId: string, userId: string, before: Date): Promise<void> {
    const sessions = this.session.writer.getRepository(SessionTable);
    await sessions.delete({ tenantId, userId, expiresAt: LessThan(before) });
    await sessions.delete({ tenantId, userId, endedAt: LessThan(before) });
  }

  async find(tenantId: string, userId: string, id: string): Promise<Session | null> {
    return restored(await this.session.reader.getRepository(SessionTable).findOneBy({ tenantId, userId, id }));
  }

  async findByFamily(familyHash: string): Promise<Session | null> {
    return restored(await this.session.reader.getRepository(SessionTable).findOneBy({ familyHash }));
  }

  async listLive(tenantId: string, userId: string, now: Date): Promise<Session[]> {
    const rows = await this.session.reader.getRepository(SessionTable).find({
      where: { tenantId, userId, endedAt: IsNull(), expiresAt: MoreThan(now) },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: MAX_LISTED,
    });
    return rows.map((row) => Session.restore(row));
  }

  async #end(where: FindOptionsWhere<SessionState>, now: Date): Promise<number> {
    const result = await this.session.writer
      .getRepository(SessionTable)
      .update({ ...where, endedAt: IsNull(), expiresAt: MoreThan(now) }, { endedAt: now, revision: () => 'revision + 1' });
    return result.affected ?? 0;
  }
}

const restored = (row: SessionState | null): Session | null => (row ? Session.restore(row) : null);
