import { MAX_LISTED, SessionRepository } from '#contexts/identity/session/application/session-repository.port';
import type { Session } from '#contexts/identity/session/domain/session';
import { StaleRevision } from '#shared/errors';
import { keyOf, type IdentityStore } from './identity-store';

export class InMemorySessionRepository extends SessionRepository {
  constructor(private readonly store: IdentityStore) {
    super();
  }

  async add(session: Session): Promise<void> {
    this.#put(session);
  }

  async update(session: Session): Promise<void> {
    const { tenantId, id, revision } = session.state;
    if (this.store.sessions.get(keyOf(tenantId, id))?.state.revision !== revision - 1) throw new StaleRevision('Session', id);
    this.#put(session);
  }

  async endOfUser(tenantId: string, userId: string, now: Date, except?: string): Promise<number> {
    return this.#end(now, ({ state }) => state.tenantId === tenantId && state.userId === userId && state.id !== except);
  }

  async endOfTenant(tenantId: string, now: Date): Promise<number> {
    return this.#end(now, ({ state }) => state.tenantId === tenantId);
  }

  async purge(tenantId: string, userId: string, before: Date): Promise<void> {
    for (const { state } of this.#all()) {
      if (state.tenantId !== tenantId || state.userId !== userId) continue;
      if (state.expiresAt < before || (state.endedAt && state.endedAt < before)) this.store.sessions.delete(keyOf(tenantId, state.id));
    }
  }

  async find(tenantId: string, userId: string, id: string): Promise<Session | null> {
    const stored = this.store.sessions.get(keyOf(tenantId, id));
    return stored?.state.userId === userId ? stored : null;
  }

  async findByFamily(familyHash: string): Promise<Session | null> {
    return this.#all().find(({ state }) => state.familyHash === familyHash) ?? null;
  }

  async listLive(tenantId: string, userId: string, now: Date): Promise<Session[]> {
    return this.#all()
      .filter((each) => each.state.tenantId === tenantId && each.state.userId === userId && each.isLive(now))
      .sort((a, b) => +b.state.createdAt - +a.state.createdAt || (a.state.id < b.state.id ? 1 : -1))
      .slice(0, MAX_LISTED);
  }

  #all(): Session[] {
    return [...this.store.sessions.values()];
  }

  #put(session: Session): void {
    this.store.sessions.set(keyOf(session.state.tenantId, session.state.id), session);
  }

  #end(now: Date, belongs: (session: Session) => boolean): number {
    const ending = this.#all().filter((each) => each.isLive(now) && belongs(each));
    ending.forEach((each) => {
      this.#put(each.end(now));
    });
    return ending.length;
  }
}
