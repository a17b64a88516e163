import { PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import type { AttributedFailure } from '#shared/audit';
import { DomainError } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { PasswordHasher } from '../../user/application/password-hasher.port';
import type { UserRepository } from '../../user/application/user-repository.port';
import { emailKeyOf } from '../../user/domain/email';
import type { User, UserState } from '../../user/domain/user';
import { SESSION_AUDIT } from '../domain/session-audit';
import type { TokenSigner } from './token-signer.port';

export interface LoginCommand {
  /** Null: none was sent, which is answered like a wrong one. */
  readonly email: string | null;
  readonly password: string | null;
}

/** The same for an unknown address and a wrong password, in words and in time; the attempt belongs on the account's trail. */
export class InvalidCredentials extends DomainError implements AttributedFailure {
  readonly attempt: AttributedFailure['attempt'];

  constructor(user: User | null) {
    super('unauthenticated', 'identity.invalid_credentials', 'Invalid credentials');
    this.attempt = { tenantId: user?.state.tenantId ?? PLATFORM_TENANT_ID, resourceId: user?.state.id ?? 'unknown' };
  }
}

// No password is longer, so a longer one is not worth the hashing.
const LONGEST_PASSWORD = 4096;

export class Login {
  constructor(
    private readonly users: UserRepository,
    private readonly hasher: PasswordHasher,
    private readonly tokens: TokenSigner,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  /** An access token. Throws InvalidCredentials. */
  async execute({ email, password }: LoginCommand): Promise<string> {
    const user = email === null ? null : await this.users.findByEmailKey(emailKeyOf(email));
    const matches = await this.hasher.verify((password ?? '').slice(0, LONGEST_PASSWORD), user?.state.passwordHash ?? null);
    if (!user || !matches) throw new InvalidCredentials(user);
    const { state } = user;
    await this.unitOfWork.run(() => {
      this.outbox.append({ rule: SESSION_AUDIT.login, actor: signedIn(state), resource: { id: state.id, revision: 0, projectId: null } });
      return Promise.resolve();
    });
    return this.tokens.sign({ sub: state.id, email: state.email, tenantId: state.tenantId, jti: this.ids.next() });
  }
}

const signedIn = ({ id, tenantId, role, name, email }: UserState): Actor => ({
  type: 'user',
  id,
  tenantId,
  role,
  name,
  email,
  apiKeyId: null,
});
