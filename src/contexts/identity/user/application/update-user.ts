import type { Actor, Role } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { Invalid } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { tenantIdFrom } from '../../tenant/domain/tenant';
import { guardAccount, OwnAccount, type User } from '../domain/user';
import { USER_AUDIT, userChanges } from '../domain/user-audit';
import type { AccountGuard } from './account-guard';
import type { PasswordHasher } from './password-hasher.port';
import type { UserRepository } from './user-repository.port';
import type { UserScope } from './user-scope';

export interface UpdateUserCommand {
  readonly actor: Actor;
  readonly userId: string;
  /** The action in the audit log, which depends on the route. */
  readonly as: 'update' | 'credentials';
  readonly email?: string;
  readonly password?: string;
  readonly name?: string;
  readonly role?: Role;
  /** True disables the account: its sessions end, and its keys stop working. */
  readonly disabled?: boolean;
  /** Users do not move between tenants, so any value but the user's own tenant is refused. */
  readonly tenantId?: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateUser {
  constructor(
    private readonly users: UserRepository,
    private readonly scope: UserScope,
    private readonly hasher: PasswordHasher,
    private readonly guard: AccountGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute({
    actor,
    userId,
    as,
    email,
    password,
    name,
    role,
    disabled,
    tenantId,
    expectedRevision,
  }: UpdateUserCommand): Promise<User> {
    this.scope.admit(actor, as === 'credentials' ? 'user:credentials' : 'user:write');
    guardAccount({ email, password, name });
    // Hashing takes tens of milliseconds, so it comes before the transaction.
    const passwordHash = password === undefined ? undefined : await this.hasher.hash(password);
    return this.unitOfWork.run(async () => {
      return revise(this.outbox, {
        what: 'User',
        id: userId,
        expected: expectedRevision,
        before: await this.scope.user(actor, userId),
        change: (before) => {
          requireSameTenant(before, tenantId);
          const after = before.change({ email, name, role, passwordHash, disabled }, this.clock.now());
          requireRights(this.scope, actor, before, after);
          return after;
        },
        save: async (after, before) => ({ endedSessions: await this.#save(actor, before, after) }),
        fact: (after, before) => ({
          rule: USER_AUDIT[changeOf(before, after) ?? as],
          actor,
          tenantId: after.state.tenantId,
          project: null,
          path: [userId],
          changes: userChanges,
        }),
      });
    });
  }

  /** Stores the change and the consequences of changed credentials. Returns the number of ended sessions. */
  async #save(actor: Actor, before: User, after: User): Promise<number> {
    await this.guard.keepAdministrator(before, after);
    await this.users.update(after);
    if (setsCredentials(before, after)) await this.guard.credentialsSet(actor, after);
    if (actor.id === after.state.id && before.state.passwordHash !== after.state.passwordHash) await this.guard.passwordChosen(after);
    if (before.state.role !== after.state.role) await this.guard.voidResets(after);
    return endsSessions(before, after) ? this.guard.endSessions(actor, after) : 0;
  }
}

function requireSameTenant(user: User, tenantId: string | undefined): void {
  if (tenantId === undefined || tenantIdFrom(tenantId, '/tenantId') === user.state.tenantId) return;
  throw new Invalid('identity.tenant_fixed', [{ pointer: '/tenantId', message: 'tenantId of a user cannot be changed' }]);
}

function requireRights(scope: UserScope, actor: Actor, { state: before }: User, { state: after }: User): void {
  const fields = ['email', 'passwordHash', 'role', 'disabledAt'] as const;
  if (fields.every((field) => before[field] === after[field])) return;
  // With a new address or password of a user, the caller could sign in as that user.
  const isSignIn = before.email !== after.email || before.passwordHash !== after.passwordHash;
  const signIn = isSignIn ? 'user:credentials' : null;
  scope.requirePower(actor, { userId: before.id, before: before.role, after: after.role, signIn });
  if (actor.id !== before.id) return;
  if (before.role !== after.role) throw new OwnAccount('change the role of');
  if (before.disabledAt !== after.disabledAt) throw new OwnAccount('disable');
}

/** The action of a change that is more than a new name; of several actions, the one with the highest risk. */
function changeOf({ state: before }: User, { state: after }: User): 'role' | 'disable' | 'enable' | 'credentials' | null {
  if (before.role !== after.role) return 'role';
  if (before.disabledAt !== after.disabledAt) return after.disabledAt ? 'disable' : 'enable';
  return before.email !== after.email || before.passwordHash !== after.passwordHash ? 'credentials' : null;
}

const setsCredentials = ({ state: before }: User, { state: after }: User): boolean =>
  (['email', 'passwordHash', 'role'] as const).some((field) => before[field] !== after[field]);

function endsSessions({ state: before }: User, { state: after }: User): boolean {
  return before.email !== after.email || before.passwordHash !== after.passwordHash || after.disabledAt !== null;
}
