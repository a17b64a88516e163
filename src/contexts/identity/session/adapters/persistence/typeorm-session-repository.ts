import { greaterThan, lessThan, not, sql, type Lookup } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import { MAX_LISTED, SessionRepository } from '../../application/session-repository.port';
import { Session, type SessionState } from '../../domain/session';
import { SessionTable } from './session.table';

export class TypeOrmSessionRepository extends SessionRepository {
  readonly #sessions: TableStore<SessionState, Session>;

  constructor(session: PersistenceSession) {
    super();
    this.#sessions = session.store(SessionTable, {
      restore: (row) => Session.restore(row),
      stale: ({ id }) => new StaleRevision('Session', id),
      constant: ['userId', 'familyHash', 'userAgent', 'ip', 'createdAt', 'expiresAt'],
    });
  }

  add({ state }: Session): Promise<void> {
    return this.#sessions.insert(state);
  }

  update({ state }: Session): Promise<void> {
    return this.#sessions.update(state);
  }

  endOfUser(tenantId: string, userId: string, now: Date, except?: string): Promise<number> {
    return this.#end({ tenantId, userId, ...(except !== undefined && { id: not(except) }) }, now);
  }

  endOfTenant(tenantId: string, now: Date): Promise<number> {
    return this.#end({ tenantId }, now);
  }

  async purge(tenantId: string, userId: string, before: Date): Promise<void> {
    await this.#sessions.removeWhere({ tenantId, userId, expiresAt: lessThan(before) });
    await this.#sessions.removeWhere({ tenantId, userId, endedAt: lessThan(before) });
  }

  find(tenantId: string, userId: string, id: string): Promise<Session | null> {
    return this.#sessions.find({ tenantId, userId, id });
  }

  findByFamily(familyHash: string): Promise<Session | null> {
    return this.#sessions.find({ familyHash });
  }

  listLive(tenantId: string, userId: string, now: Date): Promise<Session[]> {
    const live = { tenantId, userId, endedAt: null, expiresAt: greaterThan(now) };
    return this.#sessions.first(MAX_LISTED, live, { createdAt: 'DESC', id: 'DESC' });
  }

  #end(which: Lookup<SessionState>, now: Date): Promise<number> {
    const live = { ...which, endedAt: null, expiresAt: greaterThan(now) };
    return this.#sessions.updateWhere(live, { endedAt: now, revision: sql('revision + 1') });
  }
}
