import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { PasswordResetRepository } from '../../application/password-reset-repository.port';
import type { PasswordReset } from '../../domain/password-reset';
import { PasswordResetTable } from './password-reset.table';

export class TypeOrmPasswordResetRepository extends PasswordResetRepository {
  readonly #resets: TableRows<PasswordReset>;

  constructor(session: PersistenceSession) {
    super();
    this.#resets = session.rows(PasswordResetTable);
  }

  async put(reset: PasswordReset): Promise<void> {
    await this.removeOfUser(reset.tenantId, reset.userId);
    await this.#resets.insert(reset);
  }

  findByHash(tokenHash: string): Promise<PasswordReset | null> {
    return this.#resets.find({ tokenHash });
  }

  async take({ tenantId, userId, tokenHash }: PasswordReset): Promise<boolean> {
    return (await this.#resets.removeWhere({ tenantId, userId, tokenHash })) !== 0;
  }

  async removeOfUser(tenantId: string, userId: string): Promise<void> {
    await this.#resets.removeWhere({ tenantId, userId });
  }
}
