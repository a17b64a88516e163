import type { Clock } from '#shared/clock.port';
import { DomainError } from '#shared/errors';
import { networkOf } from '#shared/network';
import { accountKeyOf, FamiliarNetworks, keyOf, trim } from './familiar-networks';
import type { SignInHistory } from './sign-in-history.port';
import { StrangersLine } from './strangers-line';

interface Failures {
  readonly count: number;
  readonly blockedUntil: number;
  readonly at: number;
}

/** The running attempts of one pair, and those that wait until one of them ends. */
interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/** There were too many wrong passwords for this account from this address. Accounts that do not exist give the same error. */
export class TooManyFailures extends DomainError {
  constructor(readonly retryAfterSeconds: number) {
    super('rate_limited', 'identity.too_many_failures', `Too many failed attempts; try again in ${retryAfterSeconds} s`, [], {
      retryAfterSeconds,
    });
  }
}

const FREE = 5;
/** Free failures of one account from all unknown networks. The wait after them is short, because the owner may be on one of these networks. */
const FREE_ANYWHERE = 20;
const MAX_WAIT_ANYWHERE_MS = 30_000;
const FIRST_WAIT_MS = 1000;
const MAX_WAIT_MS = 15 * 60_000;
const FORGOTTEN_AFTER_MS = 60 * 60_000;
const MAX_PAIRS = 50_000;
const MAX_WAITING = 64;
const MAX_LINES = 1000;
/** The wait in the response to a network whose turn comes after another one's. */
const WAIT_BEHIND_OTHERS_S = 5;

/**
 * Counts failed sign-ins per account and address in this process. After five failures each further one doubles the wait, from a second to
 * a quarter of an hour. These failures delay only that pair, and not the owner of the account elsewhere. An IPv6 network of
 * 64 bits is one address. Guesses from many addresses are delayed by account: after twenty failures from networks that it has not
 * signed in from, these networks wait up to half a minute after each failure, and then take turns (StrangersLine): the network with the
 * fewest failures comes first. Networks that it has signed in from are not delayed, even after a restart: its stored sessions have them.
 */
export class FailedSignIns {
  // The pairs are in the order of their last failure.
  readonly #pairs = new Map<string, Failures>();
  readonly #lines = new Map<string, Line>();
  // These are the failures of each account from networks that it has not signed in from.
  readonly #accounts = new Map<string, Failures>();
  readonly #running = new Map<string, number>();
  readonly #strangers = new Map<string, StrangersLine>();
  readonly #familiar: FamiliarNetworks;

  constructor(
    private readonly clock: Clock,
    history: SignInHistory,
  ) {
    this.#familiar = new FamiliarNetworks(clock, history);
  }

  /**
   * Runs a check of a password, which reports its result here. Only as many checks of a pair run at the same time as may fail;
   * the others wait for them. Throws TooManyFailures while the pair has to wait.
   */
  async inTurn<T>(account: string, address: string, check: () => Promise<T>): Promise<T> {
    const { line, isStrange } = await this.#enter(account, address);
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

  async #enter(account: string, address: string): Promise<{ readonly line: Line; readonly isStrange: boolean }> {
    const key = keyOf(account, address);
    for (;;) {
      this.#requireNoWait(this.#known(account, address));
      const isStrange = !(await this.#isFamiliar(account, address));
      // From here until the turn is taken, nothing is awaited.
      this.#requireNoWait(this.#known(account, address));
      if (isStrange) this.#requireTurn(account, address);
      const line = this.#lines.get(key) ?? { running: 0, waiting: [] };
      this.#lines.set(key, line);
      if (line.running < Math.max(1, FREE - (this.#known(account, address)?.count ?? 0))) {
        line.running += 1;
        if (isStrange) {
          this.#count(account, 1);
          this.#strangers.get(accountKeyOf(account))?.leave(networkOf(address));
        }
        return { line, isStrange };
      }
      if (line.waiting.length >= MAX_WAITING) throw new TooManyFailures(1);
      await new Promise<void>((resolve) => line.waiting.push(resolve));
    }
  }

  /** Reads the stored sessions only for an account under guessing. */
  async #isFamiliar(account: string, address: string): Promise<boolean> {
    return this.#guessed(account) ? this.#familiar.recall(accountKeyOf(account), address) : this.#familiar.has(account, address);
  }

  #guessed(account: string): Failures | undefined {
    const anywhere = this.#recent(this.#accounts, accountKeyOf(account));
    return anywhere && anywhere.count >= FREE_ANYWHERE ? anywhere : undefined;
  }

  #requireNoWait(failures: Failures | undefined): void {
    const left = (failures?.blockedUntil ?? 0) - this.#now();
    if (left > 0) throw new TooManyFailures(Math.ceil(left / 1000));
  }

  /** Checks the turn of a network that is not known for the account. A network that is too early gets a place in the line. */
  #requireTurn(account: string, address: string): void {
    const key = accountKeyOf(account);
    const guessed = this.#guessed(account);
    if (guessed) {
      const failures = this.#known(account, address)?.count ?? 0;
      const isNext = this.#strangersOf(key).isNext(networkOf(address), failures, this.#now());
      this.#requireNoWait(guessed);
      if (!isNext) throw new TooManyFailures(WAIT_BEHIND_OTHERS_S);
    } else this.#strangers.delete(key);
    const failed = this.#recent(this.#accounts, key)?.count ?? 0;
    if ((this.#running.get(key) ?? 0) >= Math.max(1, FREE_ANYWHERE - failed)) throw new TooManyFailures(1);
  }

  #strangersOf(key: string): StrangersLine {
    const line = this.#strangers.get(key) ?? new StrangersLine();
    this.#strangers.set(key, line);
    trim(this.#strangers, MAX_LINES);
    return line;
  }

  #count(account: string, change: 1 | -1): void {
    const key = accountKeyOf(account);
    const running = (this.#running.get(key) ?? 0) + change;
    if (running === 0) this.#running.delete(key);
    else this.#running.set(key, running);
  }

  /** Counts a failure. Returns true when it begins a lock-out. */
  failed(account: string, address: string): boolean {
    const key = keyOf(account, address);
    const count = this.#add(this.#pairs, key, FREE, MAX_WAIT_MS);
    if (this.#familiar.has(account, address)) return count === FREE;
    return this.#add(this.#accounts, accountKeyOf(account), FREE_ANYWHERE, MAX_WAIT_ANYWHERE_MS) === FREE_ANYWHERE || count === FREE;
  }

  /** Makes the address known for the account. Failures from other addresses stay counted. */
  succeeded(account: string, address: string): void {
    this.#pairs.delete(keyOf(account, address));
    this.#familiar.add(account, address);
  }

  /** Returns the number of failures including this one. */
  #add(all: Map<string, Failures>, key: string, free: number, longestWaitMs: number): number {
    const now = this.#now();
    const count = (this.#recent(all, key)?.count ?? 0) + 1;
    const wait = count < free ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (count - free), longestWaitMs);
    all.delete(key);
    all.set(key, { count, blockedUntil: now + wait, at: now });
    trim(all, MAX_PAIRS);
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
