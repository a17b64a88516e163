import { v7 } from 'uuid';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';

/** The maximum difference between the monotonic clock and the system clock. */
const MAX_DRIFT_MS = 100;

export class SystemClock extends Clock {
  #lastUs = 0;
  #originMs: number = performance.timeOrigin;

  now(): Date {
    return new Date();
  }

  nowUs(): number {
    const sinceMs = performance.now();
    // The monotonic clock misses changes of the system clock and the time of a suspended machine.
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
