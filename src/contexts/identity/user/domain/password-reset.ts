import { createHash } from 'node:crypto';
import { PLATFORM_TENANT_ID } from '#shared/actor';
import type { AttributedFailure } from '#shared/audit';
import { DomainError } from '#shared/errors';

/** Lets somebody choose a new password once; a user has one at most. */
export interface PasswordReset {
  readonly tenantId: string;
  readonly userId: string;
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export const RESET_TOKEN_BYTES = 32;
/** An hour. */
export const RESET_LIFETIME_MS = 3_600_000;

/** `japm_pr_<64 hex>` */
export const resetTokenOf = (random: Buffer): string => `japm_pr_${random.toString('hex')}`;

/** SHA-256: the token is random, so that nothing slower is needed. */
export const resetTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Never made, used before, replaced or over: the same answer. */
export class InvalidResetToken extends DomainError implements AttributedFailure {
  readonly attempt: AttributedFailure['attempt'];

  constructor(reset: PasswordReset | null) {
    super('unauthenticated', 'identity.invalid_reset_token', 'The token is not valid');
    this.attempt = { tenantId: reset?.tenantId ?? PLATFORM_TENANT_ID, resourceId: reset?.userId ?? 'unknown' };
  }
}
