import type { Role } from '#shared/actor';
import { DomainError, NotFound } from '#shared/errors';
import { Validation } from '#shared/validation';
import { emailKeyOf, guardEmail } from './email';

export interface UserState {
  readonly id: string;
  readonly tenantId: string;
  readonly email: string;
  /** The address in the form for comparisons. It is unique over all tenants. */
  readonly emailKey: string;
  /** May be empty. */
  readonly name: string;
  readonly role: Role;
  /** The Argon2id hash in PHC format. */
  readonly passwordHash: string;
  /** The time since which the user cannot sign in; null while they can. */
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

/** A person with an account. */
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

  /** Whether the user is an enabled administrator of their tenant. */
  get isActiveAdministrator(): boolean {
    return !this.isDisabled && (this.state.role === 'admin' || this.state.role === 'tenant_admin');
  }

  /** Returns the user after the patch, or the same object when nothing differs. */
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
 * Checks the fields of an account and returns their stored form. Throws Invalid with every fault. `at` is the JSON pointer of the object that
 * has them. Call it before a password is hashed, since only the hash reaches {@link User.create}.
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

/** Throws Invalid for a password that is too short or too long. Call it before the password is hashed. */
export function guardPassword(password: string, pointer: string): void {
  const validation = new Validation('identity.user_invalid');
  checkPassword(validation, pointer, password);
  validation.done();
}

// White space at the edges belongs to a password and counts.
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

/** A change that users must not make to their own account. */
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
