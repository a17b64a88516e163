import { LRUCache } from 'lru-cache';

interface Entry<T> {
  readonly since: number;
  readonly principal: Promise<T | null>;
}

/**
 * Principals of the last moment, for the serving routes: one look-up per principal and `maxAgeMs`, however many requests
 * ask at once. The age counts from the start of the look-up, so that a revocation works after `maxAgeMs` at the latest.
 * Nobody and errors are not kept.
 */
export class PrincipalCache<T extends object> {
  readonly #entries = new LRUCache<string, Entry<T>>({ max: 10_000 });

  constructor(
    private readonly maxAgeMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get(key: string, find: () => Promise<T | null>): Promise<T | null> {
    const known = this.#entries.get(key);
    if (known && this.now() - known.since < this.maxAgeMs) return known.principal;
    const entry: Entry<T> = { since: this.now(), principal: find() };
    this.#entries.set(key, entry);
    const forget = (): void => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    };
    entry.principal.then((principal) => {
      if (!principal) forget();
    }, forget);
    return entry.principal;
  }
}
