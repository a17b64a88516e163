interface Waiting {
  readonly places: number;
  readonly enter: () => void;
}

/** Admits a limited number at a time, in the order of their requests. Heavy work takes several places. */
export class Turns {
  #free: number;
  readonly #waiting = new Set<Waiting>();

  constructor(private readonly places: number) {
    this.#free = places;
  }

  /** Places that are not given back; more than there are where some were seized. */
  get taken(): number {
    return this.places - this.#free;
  }

  /** Waits for a turn, at most `patienceMs`. Returns the function that ends it, or null after that time. Work heavier than all places runs alone. */
  async acquire(patienceMs = Infinity, weight = 1): Promise<(() => void) | null> {
    const places = Math.min(weight, this.places);
    if (this.#waiting.size === 0 && this.#free >= places) return this.seize(places);
    return (await this.#entered(patienceMs, places)) ? this.#ending(places) : null;
  }

  /** Takes places at once, even more than are free. Others wait until they are returned. */
  seize(places: number): () => void {
    this.#free -= places;
    return this.#ending(places);
  }

  #ending = (places: number) => () => {
    this.#free += places;
    this.#admit();
  };

  #entered(patienceMs: number, places: number): Promise<boolean> {
    if (patienceMs <= 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      const waiting: Waiting = {
        places,
        enter: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      const giveUp = (): void => {
        this.#waiting.delete(waiting);
        resolve(false);
        this.#admit();
      };
      const timer = patienceMs === Infinity ? undefined : setTimeout(giveUp, patienceMs);
      this.#waiting.add(waiting);
    });
  }

  /** Admits strictly in order, because otherwise heavy work in front would never find room. */
  #admit(): void {
    for (const next of this.#waiting) {
      if (this.#free < next.places) return;
      this.#free -= next.places;
      this.#waiting.delete(next);
      next.enter();
    }
  }
}
