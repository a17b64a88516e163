import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';

/** Stands still until it is told otherwise. */
export class FixedClock extends Clock {
  #ms: number;
  #us = 0;

  constructor(start = '2026-01-01T00:00:00.000Z') {
    super();
    this.#ms = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#ms);
  }

  nowUs(): number {
    this.#us += 1;
    return this.#ms * 1000 + this.#us;
  }

  advance(ms: number): void {
    this.#ms += ms;
  }
}

/** UUIDs that count up: 00000000-0000-7000-8000-00000000000a, … */
export class CountingIds extends Ids {
  #last = 9;

  next(): string {
    this.#last += 1;
    return `00000000-0000-7000-8000-${this.#last.toString(16).padStart(12, '0')}`;
  }
}
