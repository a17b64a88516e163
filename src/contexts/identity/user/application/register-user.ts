import { PLATFORM_TENANT_ID } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import { Forbidden } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { IdentitySettings } from '../../access/application/identity-settings';
import { guardAccount, User } from '../domain/user';
import { USER_AUDIT, userChanges } from '../domain/user-audit';
import type { PasswordHasher } from './password-hasher.port';
import type { UserRepository } from './user-repository.port';

export interface RegisterUserCommand {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

const MAX_NAME_LENGTH = 100;

/** Creates an account with the role `user` in the platform tenant for the person that registers. */
export class RegisterUser {
  constructor(
    private readonly users: UserRepository,
    private readonly settings: IdentitySettings,
    private readonly hasher: PasswordHasher,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async execute({ email, password, name }: RegisterUserCommand): Promise<User> {
    if (!this.settings.values.registration) throw new Forbidden('Registration is switched off', 'identity.registration_off');
    guardAccount({ email, password, name }, '', MAX_NAME_LENGTH);
    const passwordHash = await this.hasher.hash(password);
    return this.unitOfWork.run(async () => {
      const user = User.create({
        id: this.ids.next(),
        tenantId: PLATFORM_TENANT_ID,
        email,
        name,
        role: 'user',
        passwordHash,
        now: this.clock.now(),
      });
      await this.users.add(user);
      const { id, tenantId, role } = user.state;
      this.outbox.append(
        auditFact(
          {
            rule: USER_AUDIT.register,
            actor: { type: 'user', id, tenantId, role, name: user.state.name, email: user.state.email, apiKeyId: null },
            project: null,
            path: [id],
            changes: userChanges,
          },
          null,
          user,
        ),
      );
      return user;
    });
  }
}
