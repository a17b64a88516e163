import { PasswordResetRepository } from '#contexts/identity/user/application/password-reset-repository.port';
import type { PasswordReset } from '#contexts/identity/user/domain/password-reset';
import { keyOf, type IdentityStore } from './identity-store';

export class InMemoryPasswordResetRepository extends PasswordResetRepository {
  constructor(private readonly store: IdentityStore) {
    super();
  }

  async put(reset: PasswordReset): Promise<void> {
    this.store.resets.set(keyOf(reset.tenantId, reset.userId), reset);
  }

  async findByHash(tokenHash: string): Promise<PasswordReset | null> {
    return [...this.store.resets.values()].find((each) => each.tokenHash === tokenHash) ?? null;
  }

  async take({ tenantId, userId, tokenHash }: PasswordReset): Promise<boolean> {
    const key = keyOf(tenantId, userId);
    return this.store.resets.get(key)?.tokenHash === tokenHash && this.store.resets.delete(key);
  }

  async removeOfUser(tenantId: string, userId: string): Promise<void> {
    this.store.resets.delete(keyOf(tenantId, userId));
  }
}
