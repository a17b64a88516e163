import { atLeast } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import type { SignInAccounts } from '../../application/sign-in-accounts.port';
import { MAX_REMEMBERED, SignInHistory } from '../../application/sign-in-history.port';
import type { SessionState } from '../../domain/session';
import { SessionTable } from './session.table';

export class TypeOrmSignInHistory extends SignInHistory {
  readonly #sessions: TableRows<SessionState>;

  constructor(
    session: PersistenceSession,
    private readonly users: SignInAccounts,
  ) {
    super();
    this.#sessions = session.rows(SessionTable);
  }

  /** Runs the same statements whether or not the account exists, so that the time of the response does not tell. */
  async addresses(emailKey: string, since: Date): Promise<readonly string[]> {
    const user = await this.users.findByEmailKey(emailKey);
    const recent = { tenantId: user?.state.tenantId ?? '', userId: user?.state.id ?? '', createdAt: atLeast(since) };
    const rows = await this.#sessions.pick(recent, ['ip'], { order: { createdAt: 'DESC' }, limit: MAX_REMEMBERED });
    return rows.flatMap(({ ip }) => (ip === null ? [] : [ip]));
  }
}
