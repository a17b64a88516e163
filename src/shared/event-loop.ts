/** Ends the current turn of the event loop: waiting requests, timers and signals run before the promise resolves. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** The number of bytes of JSON that one turn reads and parses: it takes some milliseconds. */
export const BYTES_PER_TURN = 64 * 1024;

/**
 * Divides a long loop into turns of bounded work. The unit of the work is the caller's choice (rows, bytes, elements): it is
 * counted and not timed, so that tests can assert on it.
 */
export class TurnBudget {
  #spent = 0;

  constructor(
    private readonly mostPerTurn: number,
    private readonly endTurn: () => Promise<void> = nextTurn,
  ) {}

  /** Counts work that was just done, and waits for the next turn when this turn has done its share. */
  async spend(count = 1): Promise<void> {
    this.#spent += count;
    if (this.#spent < this.mostPerTurn) return;
    this.#spent = 0;
    await this.endTurn();
  }
}
