import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { PasswordResetRepository } from '../../application/password-reset-repository.port';
import type { PasswordReset } from '../../domain/password-reset';
import { PasswordResetTable } from './password-reset.table';

export class TypeOrmPasswordResetRepository extends PasswordResetRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async put(reset: PasswordReset): Promise<void> {
    await this.removeOfUser(reset.tenantId, reset.userId);
    await this.session.writer.createQueryBuilder().insert().into(PasswordResetTable).values(reset).updateEntity(false).execute();
  }

  findByHash(tokenHash: string): Promise<PasswordReset | null> {
    return this.session.reader.getRepository(PasswordResetTable).findOneBy({ tokenHash });
  }

  async take({ tenantId, userId, tokenHash }: PasswordReset): Promise<boolean> {
    const result = await this.session.writer.getRepository(PasswordResetTable).delete({ tenantId, userId, tokenHash });
    return result.affected !== 0;
  }

  async removeOfUser(tenantId: string, userId: string): Promise<void> {
    await this.session.writer.getRepository(PasswordResetTable).delete({ tenantId, userId });
  }
}
