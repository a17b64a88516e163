const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Turns the first Ctrl-C or SIGTERM into an abort, from the first use of `signal` until `end`. The next one ends the process. */
export class Interruption {
  readonly #controller = new AbortController();
  #listens = false;
  readonly #abort = (): void => {
    this.end();
    this.#controller.abort();
  };

  get signal(): AbortSignal {
    if (!this.#listens) for (const name of SIGNALS) process.once(name, this.#abort);
    this.#listens = true;
    return this.#controller.signal;
  }

  end(): void {
    for (const name of SIGNALS) process.off(name, this.#abort);
  }
}
