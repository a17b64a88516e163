/** The maximum number of lines and words that are made and compared for one response. They take about a tenth of a second. */
const MAX_EFFORT = 300_000;

/** The budget of all pairs of texts in one response. It counts work and not time, so that the same texts always give the same response. */
export class DiffEffort {
  #left: number;
  /** The part of the rest that is reserved for later pairs. */
  #reserved = 0;

  constructor(
    private pairs = 1,
    most = MAX_EFFORT,
  ) {
    this.#left = most;
  }

  /** Begins the next pair. It gets an even share of what the pairs before it left over. */
  begin(): void {
    this.#reserved = this.#left - Math.floor(this.#left / Math.max(this.pairs, 1));
    this.pairs -= 1;
  }

  /** The rest for the pair that was begun. */
  get left(): number {
    return this.#left - this.#reserved;
  }

  spend(count: number): void {
    this.#left = Math.max(this.#left - count, this.#reserved);
  }
}
