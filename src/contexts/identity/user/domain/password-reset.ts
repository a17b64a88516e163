import { createHash } from 'node:crypto';
import { PLATFORM_TENANT_ID } from '#shared/actor';
import type { AttributedFailure } from '#shared/audit';
import { DomainError } from '#shared/errors';

/** Allows a user to choose a new password once. A user has at most one. */
export interface PasswordReset {
  readonly tenantId: string;
  readonly userId: string;
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export const RESET_TOKEN_BYTES = 32;
/** The lifetime of a reset: an hour. */
export const RESET_LIFETIME_MS = 3_600_000;

/** The token of a reset: `japm_pr_<64 hex>`. */
export const resetTokenOf = (random: Buffer): string => `japm_pr_${random.toString('hex')}`;

/** The SHA-256. The token is random and needs no slow hash. */
export const resetTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The error is the same for a token that is unknown, used, replaced or expired. */
export class InvalidResetToken extends DomainError implements AttributedFailure {
  readonly attempt: AttributedFailure['attempt'];

  constructor(reset: PasswordReset | null) {
    super('unauthenticated', 'identity.invalid_reset_token', 'The token is not valid');
    this.attempt = { tenantId: reset?.tenantId ?? PLATFORM_TENANT_ID, resourceId: reset?.userId ?? 'unknown' };
  }
}
