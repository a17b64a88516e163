import type { Role } from '#shared/actor';
import { DomainError, NotFound } from '#shared/errors';
import { Validation } from '#shared/validation';
import { emailKeyOf, guardEmail } from './email';

export interface UserState {
  readonly id: string;
  readonly tenantId: string;
  readonly email: string;
  /** The address as it is compared: unique over all tenants. */
  readonly emailKey: string;
  /** May be empty. */
  readonly name: string;
  readonly role: Role;
  /** Argon2id in PHC format. */
  readonly passwordHash: string;
  /** Since when the user cannot sign in; null: can. */
  readonly disabledAt: Date | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewUser {
  readonly id: string;
  readonly tenantId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly now: Date;
}

export interface UserPatch {
  readonly email?: string;
  readonly name?: string;
  readonly role?: Role;
  readonly passwordHash?: string;
  readonly disabled?: boolean;
}

/** Somebody who signs in. */
export class User {
  private constructor(readonly state: UserState) {}

  static create({ now, ...input }: NewUser): User {
    const guarded = guardAccount(input);
    return new User({
      ...input,
      ...guarded,
      emailKey: emailKeyOf(guarded.email),
      disabledAt: null,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    });
  }

  static restore(state: UserState): User {
    return new User(state);
  }

  get isDisabled(): boolean {
    return this.state.disabledAt !== null;
  }

  /** Whether the user looks after their tenant, and can. */
  get isActiveAdministrator(): boolean {
    return !this.isDisabled && (this.state.role === 'admin' || this.state.role === 'tenant_admin');
  }

  /** The user after the patch; the same object when nothing differs. */
  change({ role, passwordHash, disabled, ...patch }: UserPatch, now: Date): User {
    const { email, name } = guardAccount(
      { email: patch.email ?? this.state.email, name: patch.name ?? this.state.name },
      '',
      255,
      this.state,
    );
    const wanted = {
      email,
      emailKey: emailKeyOf(email),
      name,
      role: role ?? this.state.role,
      passwordHash: passwordHash ?? this.state.passwordHash,
      disabledAt: disabled === undefined ? this.state.disabledAt : disabled ? (this.state.disabledAt ?? now) : null,
    };
    const fields = ['email', 'name', 'role', 'passwordHash', 'disabledAt'] as const;
    if (fields.every((field) => wanted[field] === this.state[field])) return this;
    return new User({ ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

interface Account {
  readonly email: string;
  readonly name: string;
  readonly password?: string;
}

const PASSWORD = { min: 8, max: 1024 };

/**
 * The fields of an account as they are kept; throws Invalid with every fault. `at` is the JSON pointer of the object that
 * holds them. Called before a password is hashed, since only its hash reaches {@link User.create}.
 */
export function guardAccount<T extends Partial<Account>>(
  { email, name, password }: T,
  at = '',
  longestName = 255,
  stored = {},
): Pick<Account & T, 'email' | 'name'> {
  const validation = new Validation('identity.user_invalid', stored);
  const guarded = {
    email: email === undefined ? undefined : guardEmail(validation, `${at}/email`, email),
    name: name === undefined ? undefined : validation.name(`${at}/name`, name.toWellFormed(), { min: 0, max: longestName }),
  };
  if (password !== undefined) checkPassword(validation, `${at}/password`, password);
  validation.done();
  return guarded as Pick<Account & T, 'email' | 'name'>;
}

/** Throws Invalid for a password that is too short or too long; called before it is hashed. */
export function guardPassword(password: string, pointer: string): void {
  const validation = new Validation('identity.user_invalid');
  checkPassword(validation, pointer, password);
  validation.done();
}

// Counted as it is: white space at the edges belongs to a password.
function checkPassword(validation: Validation, pointer: string, password: string): void {
  const { length } = [...password];
  const field = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (length < PASSWORD.min) validation.fail(pointer, `${field} must be at least ${PASSWORD.min} characters long`);
  if (length > PASSWORD.max) validation.fail(pointer, `${field} must be at most ${PASSWORD.max} characters long`);
}

export class EmailTaken extends DomainError {
  constructor() {
    super('conflict', 'identity.email_taken', 'A user with this e-mail address already exists');
  }
}

export class UserNotFound extends NotFound {
  constructor(id: string) {
    super('User', id);
  }
}

/** What somebody may not do to their own account. */
export class OwnAccount extends DomainError {
  constructor(what: string) {
    super('forbidden', 'identity.own_account', `You may not ${what} your own account`);
  }
}

export class LastAdministrator extends DomainError {
  constructor() {
    super('conflict', 'identity.last_administrator', 'The tenant would have no enabled administrator left');
  }
}

export class UserInUse extends DomainError {
  constructor(reason: string) {
    super('conflict', 'identity.user_in_use', `The user cannot be deleted: ${reason}`);
  }
}
