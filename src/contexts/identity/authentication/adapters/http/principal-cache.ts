import { LRUCache } from 'lru-cache';
import { isConnectionLoss } from '#platform/persistence/violations';

interface Entry<T> {
  readonly since: number;
  readonly principal: Promise<T | null>;
}
interface Known<T> {
  readonly seenAt: number;
  readonly principal: T;
}

/**
 * A short-lived cache of principals for the serving routes: one query per principal and `maxAgeMs`, however many requests
 * arrive at once. The age counts from the start of the query, so that a revocation works after `maxAgeMs` at the latest.
 * The cache keeps neither failures nor errors. While the database is unavailable, a principal seen less than `graceMs` ago stays valid.
 */
export class PrincipalCache<T extends object> {
  readonly #entries = new LRUCache<string, Entry<T>>({ max: 10_000 });
  readonly #known = new LRUCache<string, Known<T>>({ max: 10_000 });
  #cleared = 0;

  constructor(
    private readonly maxAgeMs: number,
    private readonly graceMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get(key: string, find: () => Promise<T | null>): Promise<T | null> {
    const entered = this.#entries.get(key);
    if (entered && this.now() - entered.since < this.maxAgeMs) return entered.principal;
    const entry: Entry<T> = { since: this.now(), principal: this.#look(key, find) };
    this.#entries.set(key, entry);
    const forget = (): void => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    };
    entry.principal.then((principal) => {
      if (!principal) forget();
    }, forget);
    return entry.principal;
  }

  /** Removes all principals, including those whose query is still running. */
  clear(): void {
    this.#cleared += 1;
    this.#entries.clear();
    this.#known.clear();
  }

  async #look(key: string, find: () => Promise<T | null>): Promise<T | null> {
    const startedAt = this.now();
    const era = this.#cleared;
    try {
      const principal = await find();
      if (!principal) this.#known.delete(key);
      else if (era === this.#cleared) this.#known.set(key, { seenAt: startedAt, principal });
      return principal;
    } catch (error) {
      const known = this.#known.get(key);
      if (known && isConnectionLoss(error) && this.now() - known.seenAt < this.graceMs) return known.principal;
      throw error;
    }
  }
}
