import { timingSafeEqual } from 'node:crypto';
import type { KeyScopes } from '#shared/actor';
import { DomainError, NotFound } from '#shared/errors';
import type { KeyPower } from '#shared/power';
import { Validation } from '#shared/validation';
import { guardedScopes, scopesOf, type WantedScopes } from './key-scopes';
import { secretHashOf } from './key-value';

export interface ApiKeyState extends KeyScopes {
  readonly id: string;
  readonly tenantId: string;
  /** The owner, for whom the key acts. */
  readonly userId: string;
  readonly name: string;
  /** `japm_<8 hex>` */
  readonly prefix: string;
  readonly secretHash: string;
  /** The hash of the secret before the last rotation, which is valid until the overlap ends. */
  readonly previousHash: string | null;
  readonly overlapUntil: Date | null;
  readonly expiresAt: Date | null;
  readonly revoked: boolean;
  /** The last use, exact to a minute. */
  readonly lastUsedAt: Date | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewApiKey {
  readonly id: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly name: string;
  readonly prefix: string;
  readonly secret: string;
  readonly expiresAt: Date | null;
  readonly scopes?: WantedScopes;
  /** Whether the owner has a permission. A key must not name others. */
  readonly isGranted?: (permission: string) => boolean;
  /** Whether there is a project of that slug. */
  readonly isProject?: (slug: string) => boolean;
  readonly now: Date;
}

export interface ApiKeyPatch {
  readonly name?: string;
  readonly expiresAt?: Date | null;
  readonly revoked?: boolean;
}

export const API_KEY_FIELDS = [
  'name',
  'prefix',
  'expiresAt',
  'revoked',
  'permissions',
  'projects',
  'environments',
  'overlapUntil',
] as const;
const MAX_OVERLAP_SECONDS = 30 * 24 * 3600;

/** A credential of a program. It may do what its owner may, restricted by its scopes. */
export class ApiKey {
  private constructor(readonly state: ApiKeyState) {}

  static create({ secret, scopes: wanted = {}, isGranted = () => false, isProject = () => false, now, ...input }: NewApiKey): ApiKey {
    const validation = new Validation('identity.api_key_invalid');
    const guarded = guard(input, validation);
    const scopes = guardedScopes(wanted, { isGranted, isProject }, validation);
    validation.done();
    const fresh = { previousHash: null, overlapUntil: null, revoked: false, lastUsedAt: null, revision: 1, createdAt: now, updatedAt: now };
    return new ApiKey({ ...input, ...guarded, ...scopes, secretHash: secretHashOf(secret), ...fresh });
  }

  static restore(state: ApiKeyState): ApiKey {
    return new ApiKey(state);
  }

  /** The prefix and a mask, which identify the key for its owner. */
  get displayKey(): string {
    return `${this.state.prefix}_********`;
  }

  /** The scopes; null for a key without restrictions. */
  get scopes(): KeyScopes | null {
    return scopesOf(this.state);
  }

  /** Compares in constant time, wherever the difference is and whichever secret it is. */
  matches(secret: string, now: Date): boolean {
    const { secretHash, previousHash, overlapUntil } = this.state;
    const given = Buffer.from(secretHashOf(secret), 'hex');
    const isCurrent = timingSafeEqual(given, Buffer.from(secretHash, 'hex'));
    const isPrevious = timingSafeEqual(given, Buffer.from(previousHash ?? secretHash, 'hex'));
    return isCurrent || (isPrevious && overlapUntil !== null && overlapUntil > now);
  }

  /** Whether this is the current secret, from the last rotation. */
  isCurrent(secret: string): boolean {
    return timingSafeEqual(Buffer.from(secretHashOf(secret), 'hex'), Buffer.from(this.state.secretHash, 'hex'));
  }

  /** The power of the key. */
  get power(): KeyPower {
    return { of: 'key', scopes: this.state, expiresAt: this.state.expiresAt };
  }

  /** Returns the key with a new secret. The previous secret stays valid for the overlap. */
  rotate(secret: string, overlapSeconds: number, now: Date): ApiKey {
    const validation = new Validation('identity.api_key_invalid');
    if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0 || overlapSeconds > MAX_OVERLAP_SECONDS) {
      validation.fail('/overlapSeconds', `overlapSeconds must be a whole number from 0 to ${MAX_OVERLAP_SECONDS}`);
    }
    validation.done();
    if (!this.isUsable(now)) throw new DomainError('conflict', 'identity.api_key_over', `API key '${this.state.id}' is revoked or expired`);
    const overlapUntil = overlapSeconds === 0 ? null : new Date(now.getTime() + overlapSeconds * 1000);
    const previousHash = overlapUntil && this.state.secretHash;
    return new ApiKey({
      ...this.state,
      secretHash: secretHashOf(secret),
      previousHash,
      overlapUntil,
      revision: this.state.revision + 1,
      updatedAt: now,
    });
  }

  isUsable(now: Date): boolean {
    return !this.state.revoked && (this.state.expiresAt === null || this.state.expiresAt > now);
  }

  /** Returns the key after the patch, or the same object when nothing differs. */
  change(patch: ApiKeyPatch, now: Date): ApiKey {
    const { state } = this;
    const validation = new Validation('identity.api_key_invalid', state);
    const fields = guard(
      { name: patch.name ?? state.name, expiresAt: patch.expiresAt === undefined ? state.expiresAt : patch.expiresAt },
      validation,
    );
    validation.done();
    const wanted = { ...fields, revoked: patch.revoked ?? state.revoked };
    const sameExpiry = wanted.expiresAt?.getTime() === state.expiresAt?.getTime();
    if (wanted.name === state.name && wanted.revoked === state.revoked && sameExpiry) return this;
    return new ApiKey({ ...state, ...wanted, revision: state.revision + 1, updatedAt: now });
  }
}

function guard(
  input: { readonly name: string; readonly expiresAt: Date | null },
  validation: Validation,
): Pick<ApiKeyState, 'name' | 'expiresAt'> {
  const name = validation.name('/name', input.name.toWellFormed());
  const year = input.expiresAt?.getUTCFullYear() ?? 2000;
  if (!(year >= 1970 && year <= 9999)) validation.fail('/expiresAt', 'expiresAt must be a date between 1970 and 9999');
  return { name, expiresAt: input.expiresAt };
}

/** Another key has the prefix by chance, so another attempt helps. */
export class ApiKeyPrefixTaken extends DomainError {
  constructor() {
    super('conflict', 'identity.api_key_prefix_taken', 'A key with this prefix already exists');
  }
}

export class ApiKeyNotFound extends NotFound {
  constructor(id: string) {
    super('API key', id);
  }
}
