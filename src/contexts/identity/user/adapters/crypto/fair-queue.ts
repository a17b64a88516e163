import { networkOf } from '#shared/network';

/** What a queue lets in, and whom it has wait. */
interface Room {
  /** Running at the same time. */
  readonly atOnce: number;
  /** Waiting, all in all. */
  readonly waiting: number;
  /** Waiting of one address: it must not take the places of the others. */
  readonly waitingOfOne: number;
}

type Wake = () => void;

/**
 * Work that is done a few at a time. Those who wait are let in by turns of their addresses (of IPv6 a network of 64 bits),
 * so that a client that sends a hundred requests delays itself and nobody else.
 */
export class FairQueue {
  /** Address → those of it who wait, the longest first; the address whose turn it is comes first. */
  readonly #waiting = new Map<string, Wake[]>();
  #waitingInAll = 0;
  #running = 0;

  constructor(
    private readonly room: Room,
    private readonly refusal: () => Error,
  ) {}

  /** Throws the refusal when too many wait, of the address or in all. */
  async inTurn<T>(address: string, work: () => Promise<T>): Promise<T> {
    if (this.#running < this.room.atOnce) this.#running += 1;
    else await this.#wait(networkOf(address));
    try {
      return await work();
    } finally {
      // The place passes on.
      const next = this.#next();
      if (next) next();
      else this.#running -= 1;
    }
  }

  #wait(address: string): Promise<void> {
    const own = this.#waiting.get(address) ?? [];
    if (this.#waitingInAll >= this.room.waiting || own.length >= this.room.waitingOfOne) throw this.refusal();
    this.#waitingInAll += 1;
    return new Promise((wake) => {
      this.#waiting.set(address, [...own, wake]);
    });
  }

  #next(): Wake | undefined {
    const [turn] = this.#waiting;
    if (!turn) return undefined;
    const [address, [first, ...others]] = turn;
    this.#waitingInAll -= 1;
    this.#waiting.delete(address);
    // Behind all other addresses.
    if (others.length > 0) this.#waiting.set(address, others);
    return first;
  }
}
