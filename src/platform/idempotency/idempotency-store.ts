import { atMost } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { IdempotencyKeyTable, type IdempotencyKeyRow, type StoredResponse } from './idempotency-key.table';

export type Reservation = Omit<IdempotencyKeyRow, 'answer'>;
type Owned = Pick<IdempotencyKeyRow, 'tenantId' | 'scope' | 'owner'>;
type Stale = Owned & Pick<IdempotencyKeyRow, 'expiresAt'>;

const BATCH_SIZE = 500;

class Taken extends Error {}

/** The rows of keys. All methods but {@link find} write and need a unit of work. */
export class IdempotencyStore {
  readonly #keys: TableRows<IdempotencyKeyRow>;

  constructor(session: PersistenceSession) {
    this.#keys = session.rows(IdempotencyKeyTable, { PRIMARY: () => new Taken() });
  }

  find(tenantId: string, scope: string): Promise<IdempotencyKeyRow | null> {
    return this.#keys.find({ tenantId, scope });
  }

  /** Reserves the key. Returns false when there is a row already. */
  async reserve(reservation: Reservation): Promise<boolean> {
    try {
      await this.#keys.insert({ ...reservation, answer: null });
      return true;
    } catch (error) {
      if (error instanceof Taken) return false;
      throw error;
    }
  }

  /** Replaces an expired row. Returns false when another request completed it or took it over meanwhile. */
  async takeOver(stale: Stale, { contentHmac, owner, leaseUntil, expiresAt }: Reservation, now: Date): Promise<boolean> {
    const { tenantId, scope } = stale;
    const outOfTime = stale.expiresAt <= now ? { expiresAt: atMost(now) } : { answer: null };
    const taken = { contentHmac, owner, leaseUntil, expiresAt, answer: null };
    return (await this.#keys.updateWhere({ tenantId, scope, owner: stale.owner, ...outOfTime }, taken)) !== 0;
  }

  /** Stores the response. Returns false when another request owns the row meanwhile. */
  async complete({ tenantId, scope, owner }: Owned, answer: StoredResponse): Promise<boolean> {
    return (await this.#keys.updateWhere({ tenantId, scope, owner }, { answer })) !== 0;
  }

  /** Frees the key of a request without a result. */
  async release({ tenantId, scope, owner }: Owned): Promise<void> {
    await this.#keys.removeWhere({ tenantId, scope, owner, answer: null });
  }

  /** Removes some expired rows. Returns true when there may be more. */
  async purge(now: Date): Promise<boolean> {
    const isOld = { expiresAt: atMost(now) };
    const old = await this.#keys.pick(isOld, ['tenantId', 'scope'], { limit: BATCH_SIZE });
    // When two tenants have the same key, both rows are removed only if both have expired.
    if (old.length > 0) {
      const [tenants, scopes] = [old.map((each) => each.tenantId), old.map((each) => each.scope)];
      await this.#keys.removeWhere({ tenantId: [...new Set(tenants)], scope: [...new Set(scopes)], ...isOld });
    }
    return old.length === BATCH_SIZE;
  }
}
