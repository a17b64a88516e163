import { CallTimedOut } from './provider-failure';

interface Timeouts {
  readonly firstTokenTimeoutMs: number;
  readonly totalTimeoutMs: number;
}

/** The timeouts of one call. Its signal aborts when one of them is over, or the caller's signal aborts. */
export class Deadlines {
  readonly #own = new AbortController();
  readonly #total: NodeJS.Timeout;
  #piece: NodeJS.Timeout | undefined;
  readonly signal: AbortSignal;

  constructor(
    private readonly timeouts: Timeouts,
    caller: AbortSignal,
  ) {
    this.signal = AbortSignal.any([caller, this.#own.signal]);
    this.#total = setTimeout(() => {
      this.#own.abort(new CallTimedOut('total'));
    }, timeouts.totalTimeoutMs);
  }

  /** The next piece of the response must come in time. */
  awaitPiece(): void {
    this.#piece = setTimeout(() => {
      this.#own.abort(new CallTimedOut('first'));
    }, this.timeouts.firstTokenTimeoutMs);
  }

  pieceCame(): void {
    clearTimeout(this.#piece);
  }

  /** The timeout that is over; undefined when none is. */
  get timeout(): CallTimedOut | undefined {
    const reason: unknown = this.#own.signal.reason;
    return reason instanceof CallTimedOut ? reason : undefined;
  }

  clear(): void {
    clearTimeout(this.#total);
    clearTimeout(this.#piece);
  }

  abort(): void {
    this.clear();
    this.#own.abort();
  }
}
