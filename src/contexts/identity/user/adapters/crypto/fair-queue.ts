import { networkOf } from '#shared/network';

/** The limits of a queue. */
interface Room {
  /** The maximum number of running tasks. */
  readonly atOnce: number;
  /** The maximum number of waiting tasks. */
  readonly waiting: number;
  /** The maximum number of waiting tasks of one address, so that it does not take the places of others. */
  readonly waitingOfOne: number;
}

type Wake = () => void;

/**
 * Runs a limited number of tasks at a time. Waiting tasks are admitted by turns of their addresses (for IPv6 a network of 64 bits),
 * so that a client that sends a hundred requests delays only itself.
 */
export class FairQueue {
  /** Maps an address to its waiting tasks, the longest first. The address with the next turn comes first. */
  readonly #waiting = new Map<string, Wake[]>();
  #waitingInAll = 0;
  #running = 0;

  constructor(
    private readonly room: Room,
    private readonly refusal: () => Error,
  ) {}

  /** Throws the refusal when too many tasks wait, of the address or in total. */
  async inTurn<T>(address: string, work: () => Promise<T>): Promise<T> {
    if (this.#running < this.room.atOnce) this.#running += 1;
    else await this.#wait(networkOf(address));
    try {
      return await work();
    } finally {
      // The place passes to the next task.
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
    // The address goes behind all others.
    if (others.length > 0) this.#waiting.set(address, others);
    return first;
  }
}
