import { v7 } from 'uuid';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';

export class SystemClock extends Clock {
  #lastUs = 0;

  now(): Date {
    return new Date();
  }

  nowUs(): number {
    this.#lastUs = Math.max(this.#lastUs + 1, Math.floor((performance.timeOrigin + performance.now()) * 1000));
    return this.#lastUs;
  }
}

export class UuidIds extends Ids {
  next(): string {
    return v7();
  }
}
