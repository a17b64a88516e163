import type { PasswordReset } from '../domain/password-reset';

export abstract class PasswordResetRepository {
  /** Stores a reset in place of an earlier one of the same user. */
  abstract put(reset: PasswordReset): Promise<void>;
  /** Searches all tenants, because a token names none. */
  abstract findByHash(tokenHash: string): Promise<PasswordReset | null>;
  /** Removes a reset. Returns false when another request has used it already. */
  abstract take(reset: PasswordReset): Promise<boolean>;
  abstract removeOfUser(tenantId: string, userId: string): Promise<void>;
}
