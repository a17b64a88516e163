/** Wakes everyone in this process who waits for news; other processes poll. */
export class Signal {
  #waiting: (() => void)[] = [];
  #rung = 0;

  ring(): void {
    this.#rung += 1;
    this.#waiting.splice(0).forEach((wake) => {
      wake();
    });
  }

  /** Resolves at the next ring or after `timeoutMs`. */
  wait(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** A listener of its own: a ring since its last wait is not missed. */
  listener(): (timeoutMs: number) => Promise<void> {
    let heard = this.#rung;
    return async (timeoutMs) => {
      if (heard === this.#rung) await this.wait(timeoutMs);
      heard = this.#rung;
    };
  }
}

/** Rings when something was committed to the outbox. */
export class OutboxSignal extends Signal {}
