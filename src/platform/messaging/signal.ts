/** Wakes all waiting work in this process; other processes poll. */
export class Signal {
  readonly #waiting = new Set<() => void>();
  #rung = 0;

  ring(): void {
    this.#rung += 1;
    for (const wake of this.#waiting) wake();
  }

  /** Resolves at the next ring or after `timeoutMs`. */
  wait(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      this.#waiting.add(wake);
    });
  }

  /** Returns a listener that does not miss a ring since its last wait. */
  listener(): (timeoutMs: number) => Promise<void> {
    let heard = this.#rung;
    return async (timeoutMs) => {
      if (heard === this.#rung) await this.wait(timeoutMs);
      heard = this.#rung;
    };
  }
}

/** Rings after a commit to the outbox. */
export class OutboxSignal extends Signal {}
