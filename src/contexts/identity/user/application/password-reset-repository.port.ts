import type { PasswordReset } from '../domain/password-reset';

export abstract class PasswordResetRepository {
  /** In the place of an earlier one of the same user. */
  abstract put(reset: PasswordReset): Promise<void>;
  /** Over all tenants: a token names none. */
  abstract findByHash(tokenHash: string): Promise<PasswordReset | null>;
  /** False when it is gone already: somebody else has used it. */
  abstract take(reset: PasswordReset): Promise<boolean>;
  abstract removeOfUser(tenantId: string, userId: string): Promise<void>;
}
