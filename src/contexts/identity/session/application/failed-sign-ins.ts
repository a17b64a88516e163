import type { Clock } from '#shared/clock.port';
import { DomainError } from '#shared/errors';
import { networkOf } from '#shared/network';

interface Failures {
  readonly count: number;
  readonly blockedUntil: number;
  readonly at: number;
}

/** Those of one pair that are looked at, and those that wait until one of them is done. */
interface Line {
  running: number;
  readonly waiting: (() => void)[];
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
const MOST_WAITING = 64;

/**
 * Failed sign-ins per account and address, in this process: after five each further one doubles the wait, from a second to
 * a quarter of an hour. Only that pair waits, so that a stranger cannot lock anybody out of his account. An IPv6 network of
 * 64 bits is one address.
 */
export class FailedSignIns {
  // In the order of the last failure.
  readonly #pairs = new Map<string, Failures>();
  readonly #lines = new Map<string, Line>();

  constructor(private readonly clock: Clock) {}

  /**
   * Does a check of a password, which says here how it ended. At the same time there are only as many of a pair as may fail;
   * the others wait for those. Throws TooManyFailures while the pair has to wait.
   */
  async inTurn<T>(account: string, address: string, check: () => Promise<T>): Promise<T> {
    const line = await this.#enter(account, address);
    try {
      return await check();
    } finally {
      line.running -= 1;
      const woken = line.waiting.splice(0);
      if (line.running === 0) this.#lines.delete(keyOf(account, address));
      for (const wake of woken) wake();
    }
  }

  async #enter(account: string, address: string): Promise<Line> {
    const key = keyOf(account, address);
    for (;;) {
      this.#requireTurn(account, address);
      const line = this.#lines.get(key) ?? { running: 0, waiting: [] };
      this.#lines.set(key, line);
      if (line.running < Math.max(1, FREE - (this.#known(account, address)?.count ?? 0))) {
        line.running += 1;
        return line;
      }
      if (line.waiting.length >= MOST_WAITING) throw new TooManyFailures(1);
      await new Promise<void>((resolve) => line.waiting.push(resolve));
    }
  }

  #requireTurn(account: string, address: string): void {
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

const keyOf = (account: string, address: string): string => JSON.stringify([account.slice(0, 254), networkOf(address)]);
