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
/** Of one account from all networks that are not known for it, and the longest wait then: short, since its owner may be among them. */
const FREE_ANYWHERE = 20;
const LONGEST_WAIT_ANYWHERE_MS = 30_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15 * 60_000;
const FORGOTTEN_AFTER_MS = 60 * 60_000;
const MOST_PAIRS = 50_000;
const MOST_WAITING = 64;

/**
 * Failed sign-ins per account and address, in this process: after five each further one doubles the wait, from a second to
 * a quarter of an hour. Only that pair waits, so that a stranger cannot lock anybody out of their account. An IPv6 network of
 * 64 bits is one address. Guesses from many addresses are slowed by account: after twenty failures it takes attempts from networks
 * that it has not signed in from one at a time, each up to half a minute after the last failure. Those it has signed in from pass.
 */
export class FailedSignIns {
  // In the order of the last failure.
  readonly #pairs = new Map<string, Failures>();
  readonly #lines = new Map<string, Line>();
  // By account: what failed from networks that it has not signed in from.
  readonly #accounts = new Map<string, Failures>();
  readonly #running = new Map<string, number>();
  // Pairs of account and network that have signed in, in the order of their last time.
  readonly #familiar = new Set<string>();

  constructor(private readonly clock: Clock) {}

  /**
   * Does a check of a password, which says here how it ended. At the same time there are only as many of a pair as may fail;
   * the others wait for those. Throws TooManyFailures while the pair has to wait.
   */
  async inTurn<T>(account: string, address: string, check: () => Promise<T>): Promise<T> {
    const isStrange = !this.#familiar.has(keyOf(account, address));
    const line = await this.#enter(account, address, isStrange);
    try {
      return await check();
    } finally {
      if (isStrange) this.#count(account, -1);
      line.running -= 1;
      const woken = line.waiting.splice(0);
      if (line.running === 0) this.#lines.delete(keyOf(account, address));
      for (const wake of woken) wake();
    }
  }

  async #enter(account: string, address: string, isStrange: boolean): Promise<Line> {
    const key = keyOf(account, address);
    for (;;) {
      this.#requireTurn(account, address);
      const line = this.#lines.get(key) ?? { running: 0, waiting: [] };
      this.#lines.set(key, line);
      if (line.running < Math.max(1, FREE - (this.#known(account, address)?.count ?? 0))) {
        line.running += 1;
        if (isStrange) this.#count(account, 1);
        return line;
      }
      if (line.waiting.length >= MOST_WAITING) throw new TooManyFailures(1);
      await new Promise<void>((resolve) => line.waiting.push(resolve));
    }
  }

  #requireTurn(account: string, address: string): void {
    const key = keyOf(account, address);
    const anywhere = this.#familiar.has(key) ? undefined : this.#recent(this.#accounts, accountKeyOf(account));
    const blockedUntil = Math.max(this.#known(account, address)?.blockedUntil ?? 0, anywhere?.blockedUntil ?? 0);
    const left = blockedUntil - this.#now();
    if (left > 0) throw new TooManyFailures(Math.ceil(left / 1000));
    if (this.#familiar.has(key)) return;
    const running = this.#running.get(accountKeyOf(account)) ?? 0;
    if (running >= Math.max(1, FREE_ANYWHERE - (anywhere?.count ?? 0))) throw new TooManyFailures(1);
  }

  #count(account: string, change: 1 | -1): void {
    const key = accountKeyOf(account);
    const running = (this.#running.get(key) ?? 0) + change;
    if (running === 0) this.#running.delete(key);
    else this.#running.set(key, running);
  }

  /** Counts a failure. True: it begins a lock-out. */
  failed(account: string, address: string): boolean {
    const key = keyOf(account, address);
    const count = this.#add(this.#pairs, key, FREE, LONGEST_WAIT_MS);
    if (this.#familiar.has(key)) return count === FREE;
    return this.#add(this.#accounts, accountKeyOf(account), FREE_ANYWHERE, LONGEST_WAIT_ANYWHERE_MS) === FREE_ANYWHERE || count === FREE;
  }

  /** The address is known for the account from now on. What failed elsewhere stays counted. */
  succeeded(account: string, address: string): void {
    const key = keyOf(account, address);
    this.#pairs.delete(key);
    this.#familiar.delete(key);
    this.#familiar.add(key);
    trim(this.#familiar);
  }

  /** How many there are with this one. */
  #add(all: Map<string, Failures>, key: string, free: number, longestWaitMs: number): number {
    const now = this.#now();
    const count = (this.#recent(all, key)?.count ?? 0) + 1;
    const wait = count < free ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (count - free), longestWaitMs);
    all.delete(key);
    all.set(key, { count, blockedUntil: now + wait, at: now });
    trim(all);
    return count;
  }

  #known(account: string, address: string): Failures | undefined {
    return this.#recent(this.#pairs, keyOf(account, address));
  }

  #recent(all: ReadonlyMap<string, Failures>, key: string): Failures | undefined {
    const known = all.get(key);
    return known && this.#now() - known.at < FORGOTTEN_AFTER_MS ? known : undefined;
  }

  #now(): number {
    return this.clock.now().getTime();
  }
}

const accountKeyOf = (account: string): string => account.slice(0, 254);
const keyOf = (account: string, address: string): string => JSON.stringify([accountKeyOf(account), networkOf(address)]);

/** Forgets the oldest. */
function trim(all: Map<string, unknown> | Set<string>): void {
  for (const oldest of all.keys()) {
    if (all.size <= MOST_PAIRS) break;
    all.delete(oldest);
  }
}
