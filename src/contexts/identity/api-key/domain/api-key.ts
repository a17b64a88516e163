import { timingSafeEqual } from 'node:crypto';
import { DomainError, NotFound } from '#shared/errors';
import { Validation } from '#shared/validation';
import { secretHashOf } from './key-value';

export interface ApiKeyState {
  readonly id: string;
  readonly tenantId: string;
  /** Its owner, in whose name it acts. */
  readonly userId: string;
  readonly name: string;
  /** `japm_<8 hex>` */
  readonly prefix: string;
  readonly secretHash: string;
  readonly expiresAt: Date | null;
  readonly revoked: boolean;
  /** Exact to a minute. */
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
  readonly now: Date;
}

export interface ApiKeyPatch {
  readonly name?: string;
  readonly expiresAt?: Date | null;
  readonly revoked?: boolean;
}

export const API_KEY_FIELDS = ['name', 'prefix', 'expiresAt', 'revoked'] as const;

/** A credential of a program; it may do what its owner may. */
export class ApiKey {
  private constructor(readonly state: ApiKeyState) {}

  static create({ secret, now, ...input }: NewApiKey): ApiKey {
    const guarded = guard(input);
    const secretHash = secretHashOf(secret);
    return new ApiKey({ ...input, ...guarded, secretHash, revoked: false, lastUsedAt: null, revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: ApiKeyState): ApiKey {
    return new ApiKey(state);
  }

  /** The prefix and a mask: enough to recognise a key by. */
  get displayKey(): string {
    return `${this.state.prefix}_********`;
  }

  /** Takes the same time wherever the difference is. */
  matches(secret: string): boolean {
    return timingSafeEqual(Buffer.from(secretHashOf(secret), 'hex'), Buffer.from(this.state.secretHash, 'hex'));
  }

  isUsable(now: Date): boolean {
    return !this.state.revoked && (this.state.expiresAt === null || this.state.expiresAt > now);
  }

  /** The key after the patch; the same object when nothing differs. */
  change(patch: ApiKeyPatch, now: Date): ApiKey {
    const { state } = this;
    const wanted = {
      ...guard({ name: patch.name ?? state.name, expiresAt: patch.expiresAt === undefined ? state.expiresAt : patch.expiresAt }),
      revoked: patch.revoked ?? state.revoked,
    };
    const sameExpiry = wanted.expiresAt?.getTime() === state.expiresAt?.getTime();
    if (wanted.name === state.name && wanted.revoked === state.revoked && sameExpiry) return this;
    return new ApiKey({ ...state, ...wanted, revision: state.revision + 1, updatedAt: now });
  }
}

function guard(input: { readonly name: string; readonly expiresAt: Date | null }): Pick<ApiKeyState, 'name' | 'expiresAt'> {
  const validation = new Validation('identity.api_key_invalid');
  const name = validation.name('/name', input.name.toWellFormed());
  const year = input.expiresAt?.getUTCFullYear() ?? 2000;
  if (!(year >= 1970 && year <= 9999)) validation.fail('/expiresAt', 'expiresAt must be a date between 1970 and 9999');
  validation.done();
  return { name, expiresAt: input.expiresAt };
}

/** Two keys of one prefix: by chance, so that another attempt helps. */
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
