import { column, table } from '#platform/persistence/column-types';

/** A response without its secrets. */
export interface StoredResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as JSON text; null when there is none or it is withheld. */
  readonly body: string | null;
  /** Why the response cannot be repeated: it contained a secret, which is not stored, or was too long to store. */
  readonly withheld: 'secret' | 'length' | null;
}

/** A running or completed request, by the key that its caller gave it. */
export interface IdempotencyKeyRow {
  readonly tenantId: string;
  /** The SHA-256 (base64url) of actor, method, path and key. */
  readonly scope: string;
  /** The HMAC-SHA-256 (base64url) of query and body, with a key from the server secret. */
  readonly contentHmac: string;
  /** The id of the request that owns the row. Another request may take the row over when the lease has expired. */
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
