import { v7 } from 'uuid';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';

/** How far the fine clock may be from the one that is set. */
const MAX_DRIFT_MS = 100;

export class SystemClock extends Clock {
  #lastUs = 0;
  #originMs: number = performance.timeOrigin;

  now(): Date {
    return new Date();
  }

  nowUs(): number {
    const sinceMs = performance.now();
    // It counts from the start of the process, and so misses when the clock is set and how long a suspended machine slept.
    if (Math.abs(this.#originMs + sinceMs - Date.now()) > MAX_DRIFT_MS) this.#originMs = Date.now() - sinceMs;
    this.#lastUs = Math.max(this.#lastUs + 1, Math.floor((this.#originMs + sinceMs) * 1000));
    return this.#lastUs;
  }
}

export class UuidIds extends Ids {
  next(): string {
    return v7();
  }
}
