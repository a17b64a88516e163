import { LRUCache } from 'lru-cache';

const EVERY_MS = 60_000;
const MAX_KINDS = 100;

/** Logs the same message once a minute, with the number of messages that were suppressed since. */
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
