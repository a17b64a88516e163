/** Counts work of some unit in each turn of the event loop. */
export class TurnMeter {
  /** The largest amount of one turn so far. */
  most = 0;
  total = 0;
  #current = 0;
  #running = true;

  constructor() {
    const turn = (): void => {
      this.#current = 0;
      if (this.#running) setImmediate(turn);
    };
    turn();
  }

  count(amount: number): void {
    if (!this.#running) return;
    this.#current += amount;
    this.total += amount;
    this.most = Math.max(this.most, this.#current);
  }

  stop(): void {
    this.#running = false;
  }
}
