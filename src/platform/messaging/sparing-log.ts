import { LRUCache } from 'lru-cache';

const EVERY_MS = 60_000;
const MAX_KINDS = 100;

/** Lets the same message through once a minute, with the number of those that were kept back since. */
export class SparingLog {
  readonly #seen = new LRUCache<string, { readonly at: number; keptBack: number }>({ max: MAX_KINDS });

  /** Calls `write` when that kind of message is due. */
  say(kind: string, write: (keptBack: number) => void): void {
    const now = Date.now();
    const seen = this.#seen.get(kind);
    if (seen && now - seen.at < EVERY_MS) {
      seen.keptBack += 1;
      return;
    }
    this.#seen.set(kind, { at: now, keptBack: 0 });
    write(seen?.keptBack ?? 0);
  }
}
