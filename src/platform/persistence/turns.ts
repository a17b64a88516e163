interface Waiting {
  readonly enter: () => void;
}

/** Lets so many in at a time, in the order of asking. */
export class Turns {
  #free: number;
  readonly #waiting = new Set<Waiting>();

  constructor(places: number) {
    this.#free = places;
  }

  /** Waits for its turn, at most so many ms; gives what ends it, or null when the time is over. */
  async acquire(patienceMs = Infinity): Promise<(() => void) | null> {
    if (this.#free > 0) this.#free -= 1;
    else if (!(await this.#entered(patienceMs))) return null;
    return () => {
      this.#release();
    };
  }

  #entered(patienceMs: number): Promise<boolean> {
    if (patienceMs <= 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      const waiting: Waiting = {
        enter: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      const giveUp = (): void => {
        this.#waiting.delete(waiting);
        resolve(false);
      };
      const timer = patienceMs === Infinity ? undefined : setTimeout(giveUp, patienceMs);
      this.#waiting.add(waiting);
    });
  }

  #release(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next.enter();
  }
}
