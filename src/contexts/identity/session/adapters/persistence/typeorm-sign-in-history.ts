import { MoreThanOrEqual } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { SignInAccounts } from '../../application/sign-in-accounts.port';
import { MAX_REMEMBERED, SignInHistory } from '../../application/sign-in-history.port';
import { SessionTable } from './session.table';

export class TypeOrmSignInHistory extends SignInHistory {
  constructor(
    private readonly session: PersistenceSession,
    private readonly users: SignInAccounts,
  ) {
    super();
  }

  /** The same statements whether the account exists or not, so that the time of the answer does not tell. */
  async addresses(emailKey: string, since: Date): Promise<readonly string[]> {
    const user = await this.users.findByEmailKey(emailKey);
    const rows = await this.session.reader.getRepository(SessionTable).find({
      where: { tenantId: user?.state.tenantId ?? '', userId: user?.state.id ?? '', createdAt: MoreThanOrEqual(since) },
      order: { createdAt: 'DESC' },
      take: MAX_REMEMBERED,
    });
    return rows.flatMap(({ ip }) => (ip === null ? [] : [ip]));
  }
}
