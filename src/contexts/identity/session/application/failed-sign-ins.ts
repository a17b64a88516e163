import type { Clock } from '#shared/clock.port';
import { DomainError } from '#shared/errors';

interface Failures {
  readonly count: number;
  readonly blockedUntil: number;
  readonly at: number;
}

/** Too many wrong passwords of this account from this address; the same for accounts that do not exist. */
export class TooManyFailures extends DomainError {
  constructor(readonly retryAfterSeconds: number) {
    super('rate_limited', 'identity.too_many_failures', `Too many failed attempts; try again in ${retryAfterSeconds} s`, [], {
      retryAfterSeconds,
    });
  }
}

const FREE = 5;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15 * 60_000;
const FORGOTTEN_AFTER_MS = 60 * 60_000;
const MOST_PAIRS = 50_000;

/**
 * Failed sign-ins per account and address, in this process: after five each further one doubles the wait, from a second to
 * a quarter of an hour. Only that pair waits, so that a stranger cannot lock anybody out of his account.
 */
export class FailedSignIns {
  // In the order of the last failure.
  readonly #pairs = new Map<string, Failures>();

  constructor(private readonly clock: Clock) {}

  /** Throws TooManyFailures while the pair has to wait. */
  requireTurn(account: string, address: string): void {
    const left = (this.#known(account, address)?.blockedUntil ?? 0) - this.#now();
    if (left > 0) throw new TooManyFailures(Math.ceil(left / 1000));
  }

  /** Counts a failure. True: it begins a lock-out. */
  failed(account: string, address: string): boolean {
    const now = this.#now();
    const count = (this.#known(account, address)?.count ?? 0) + 1;
    const wait = count < FREE ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (count - FREE), LONGEST_WAIT_MS);
    const key = keyOf(account, address);
    this.#pairs.delete(key);
    this.#pairs.set(key, { count, blockedUntil: now + wait, at: now });
    for (const oldest of this.#pairs.keys()) {
      if (this.#pairs.size <= MOST_PAIRS) break;
      this.#pairs.delete(oldest);
    }
    return count === FREE;
  }

  succeeded(account: string, address: string): void {
    this.#pairs.delete(keyOf(account, address));
  }

  #known(account: string, address: string): Failures | undefined {
    const known = this.#pairs.get(keyOf(account, address));
    return known && this.#now() - known.at < FORGOTTEN_AFTER_MS ? known : undefined;
  }

  #now(): number {
    return this.clock.now().getTime();
  }
}

const keyOf = (account: string, address: string): string => JSON.stringify([account.slice(0, 254), address]);
