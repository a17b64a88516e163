import type { User } from '../../domain/user';

/** The role of a user. No role contains another. */
export type RoleDto = 'admin' | 'tenant_admin' | 'user' | 'prompt_consumer' | 'auditor';

/** A person with an account. */
export interface UserDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /**
   * May be empty.
   * @example "Ann"
   */
  name: string;
  /** @example "ann@acme.test" */
  email: string;
  /** @example "user" */
  role: RoleDto;
  /** @example "3f0e5a52-8a43-4a6e-9f62-5f1f7e0f2b11" */
  tenantId: string;
  /** Whether the account is disabled: nobody can sign in with it, and its API keys do not work. */
  disabled: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export interface CreateUserDto {
  /**
   * Unique over all tenants, in any letter case.
   * @example "bo@acme.test"
   */
  email: string;
  /**
   * 8 to 1024 characters.
   * @example "correct horse battery"
   */
  password: string;
  /** @example "Bo" */
  name?: string | null;
  /**
   * The default is `user`.
   * @example "user"
   */
  role?: RoleDto | null;
  /**
   * The default is the caller's own tenant. Only a `tenant_admin` of the platform tenant may give another one.
   * @example "default-tenant"
   */
  tenantId?: string | null;
}

export interface UpdateUserDto {
  /** @example "bo@acme.test" */
  email?: string | null;
  /**
   * 8 to 1024 characters.
   * @example "correct horse battery"
   */
  password?: string | null;
  /**
   * Null clears it.
   * @example "Bo"
   */
  name?: string | null;
  /** @example "tenant_admin" */
  role?: RoleDto | null;
  /** True disables the account within a second, false enables it again. */
  disabled?: boolean | null;
  /**
   * Only the user's current tenant.
   * @example "default-tenant"
   */
  tenantId?: string | null;
}

export interface ChangeCredentialsDto {
  /** @example "bo@acme.test" */
  email?: string | null;
  /**
   * 8 to 1024 characters.
   * @example "correct horse battery"
   */
  password?: string | null;
}

export interface PasswordResetDto {
  /**
   * The token. Only this response has it.
   * @example "japm_pr_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
   */
  token: string;
  expiresAt: Date;
}

export function userDto({ state, isDisabled: disabled }: User): UserDto {
  const { id, name, email, role, tenantId, createdAt, updatedAt } = state;
  return { id, name, email, role, tenantId, disabled, createdAt, updatedAt };
}
