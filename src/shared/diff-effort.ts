/** Lines and words made and compared for one answer, at most; they take about a tenth of a second. */
const MAX_EFFORT = 300_000;

/** What the pairs of texts of one answer may cost together: counted, not timed, so that the same texts always give the same answer. */
export class DiffEffort {
  #left: number;
  /** Of what is left, what later pairs have a right to. */
  #reserved = 0;

  constructor(
    private pairs = 1,
    most = MAX_EFFORT,
  ) {
    this.#left = most;
  }

  /** The next pair: it has an even share of what those before it left over. */
  begin(): void {
    this.#reserved = this.#left - Math.floor(this.#left / Math.max(this.pairs, 1));
    this.pairs -= 1;
  }

  /** For the pair that was begun. */
  get left(): number {
    return this.#left - this.#reserved;
  }

  spend(count: number): void {
    this.#left = Math.max(this.#left - count, this.#reserved);
  }
}
