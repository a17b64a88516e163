import { TenantNotFound } from '#contexts/identity/tenant/domain/tenant';
import { USER_LIST, UserRepository } from '#contexts/identity/user/application/user-repository.port';
import { EmailTaken, User } from '#contexts/identity/user/domain/user';
import type { Counts } from '#shared/audit';
import { StaleRevision } from '#shared/errors';
import { pageOfAll, type ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { keyOf, type IdentityStore } from './identity-store';

export class InMemoryUserRepository extends UserRepository {
  constructor(private readonly store: IdentityStore) {
    super();
  }

  async add(user: User): Promise<void> {
    const { tenantId, id } = user.state;
    this.#refuseTaken(user);
    if (!this.store.tenants.has(tenantId)) throw new TenantNotFound(tenantId);
    this.store.users.set(keyOf(tenantId, id), user);
  }

  async update(user: User): Promise<void> {
    this.#requireRevision(user, user.state.revision - 1);
    this.#refuseTaken(user);
    this.store.users.set(keyOf(user.state.tenantId, user.state.id), user);
  }

  async lock({ state: { tenantId, id, revision } }: User): Promise<void> {
    if (this.store.users.get(keyOf(tenantId, id))?.state.revision !== revision) throw new StaleRevision('User', id);
  }

  async remove(user: User): Promise<Counts> {
    this.#requireRevision(user, user.state.revision);
    return this.#delete([user]);
  }

  async removeAll(tenantId: string): Promise<Counts> {
    const users = await this.list(tenantId);
    return { users: users.length, ...this.#delete(users) };
  }

  async countAdministrators(tenantId: string, except: string): Promise<number> {
    return (await this.list(tenantId)).filter((each) => each.isActiveAdministrator && each.state.id !== except).length;
  }

  async find(tenantId: string, id: string): Promise<User | null> {
    return this.store.users.get(keyOf(tenantId, id)) ?? null;
  }

  async findIn(tenantIds: readonly string[], id: string): Promise<User | null> {
    return this.#all().find(({ state }) => state.id === id && tenantIds.includes(state.tenantId)) ?? null;
  }

  async findByEmailKey(emailKey: string): Promise<User | null> {
    return this.#all().find(({ state }) => state.emailKey === emailKey) ?? null;
  }

  async list(tenantId: string): Promise<User[]> {
    return this.#all()
      .filter(({ state }) => state.tenantId === tenantId)
      .sort((a, b) => +a.state.createdAt - +b.state.createdAt || (a.state.id < b.state.id ? -1 : 1));
  }

  async page(tenantId: string, query: ListQuery): Promise<Page<User>> {
    const all = (await this.list(tenantId)).map(({ state }) => state);
    return mapPage(pageOfAll(all, USER_LIST, query), (state) => User.restore(state));
  }

  #all(): User[] {
    return [...this.store.users.values()];
  }

  /** No fake here keeps links. */
  #delete(users: readonly User[]): Counts {
    const { apiKeys, sessions } = this.store;
    const before = { apiKeys: apiKeys.size, sessions: sessions.size };
    for (const { state } of users) {
      const key = keyOf(state.tenantId, state.id);
      this.store.users.delete(key);
      for (const [each, owned] of apiKeys) if (keyOf(owned.state.tenantId, owned.state.userId) === key) apiKeys.delete(each);
      for (const [each, owned] of sessions) if (keyOf(owned.state.tenantId, owned.state.userId) === key) sessions.delete(each);
      this.store.resets.delete(key);
    }
    return { apiKeys: before.apiKeys - apiKeys.size, sessions: before.sessions - sessions.size, oidcLinks: 0 };
  }

  #refuseTaken({ state: { emailKey, id } }: User): void {
    if (this.#all().some(({ state }) => state.emailKey === emailKey && state.id !== id)) throw new EmailTaken();
  }

  #requireRevision({ state: { tenantId, id } }: User, revision: number): void {
    if (this.store.users.get(keyOf(tenantId, id))?.state.revision !== revision) throw new StaleRevision('User', id);
  }
}
