import { column, table } from '#platform/persistence/column-types';

/** What was answered, without what is secret. */
export interface StoredResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; null: no body, or one that is withheld. */
  readonly body: string | null;
  /** Why the answer cannot be given again: it held a secret, which is kept nowhere, or was too long to keep. */
  readonly withheld: 'secret' | 'length' | null;
}

/** A request that is under way or was answered, by the key its caller gave it. */
export interface IdempotencyKeyRow {
  readonly tenantId: string;
  /** SHA-256 (base64url) over actor, method, path and key. */
  readonly scope: string;
  /** HMAC-SHA-256 (base64url) of query and body with a key from the server secret. */
  readonly contentHmac: string;
  /** Of the request that owns the row; another one may take it over when the lease is out. */
  readonly owner: string;
  readonly leaseUntil: Date;
  readonly expiresAt: Date;
  readonly answer: StoredResponse | null;
}

export const IdempotencyKeyTable = table<IdempotencyKeyRow>({
  name: 'platform_idempotency_key',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    scope: column.key('scope', 43, { primary: true }),
    contentHmac: column.key('content_hmac', 43),
    owner: column.id('owner'),
    leaseUntil: column.time('lease_until'),
    expiresAt: column.time('expires_at'),
    answer: column.json('answer', { nullable: true }),
  },
  indices: { ix_idempotency_key_expires: ['expiresAt'] },
});
