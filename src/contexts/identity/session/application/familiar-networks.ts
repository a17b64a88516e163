import type { Clock } from '#shared/clock.port';
import { networkOf } from '#shared/network';
import type { SignInHistory } from './sign-in-history.port';

interface Recalled {
  readonly networks: Promise<ReadonlySet<string>>;
  readonly at: number;
}

const REMEMBERED_MS = 90 * 24 * 60 * 60_000;
/** The stored sessions of an account are read once in this time, however many guesses come. */
const RECALLED_FOR_MS = 30_000;
const MAX_PAIRS = 50_000;
const MAX_ACCOUNTS = 1000;

/** The networks from which an account has signed in, in this process or according to its stored sessions. */
export class FamiliarNetworks {
  // Pairs of account and network are in the order of their last sign-in.
  readonly #pairs = new Set<string>();
  readonly #recalled = new Map<string, Recalled>();

  constructor(
    private readonly clock: Clock,
    private readonly history: SignInHistory,
  ) {}

  has(account: string, address: string): boolean {
    return this.#pairs.has(keyOf(account, address));
  }

  add(account: string, address: string): void {
    const key = keyOf(account, address);
    this.#pairs.delete(key);
    this.#pairs.add(key);
    trim(this.#pairs, MAX_PAIRS);
  }

  /** Works like `has`, and reads the stored sessions too. */
  async recall(account: string, address: string): Promise<boolean> {
    if (this.has(account, address)) return true;
    if (!(await this.#stored(account)).has(networkOf(address))) return false;
    this.add(account, address);
    return true;
  }

  #stored(account: string): Promise<ReadonlySet<string>> {
    const now = this.clock.now().getTime();
    const known = this.#recalled.get(account);
    if (known && now - known.at < RECALLED_FOR_MS) return known.networks;
    const networks = this.history
      .addresses(account, new Date(now - REMEMBERED_MS))
      .then((addresses) => new Set(addresses.map((each) => networkOf(each))))
      .catch((error: unknown) => {
        this.#recalled.delete(account);
        throw error;
      });
    this.#recalled.delete(account);
    this.#recalled.set(account, { networks, at: now });
    trim(this.#recalled, MAX_ACCOUNTS);
    return networks;
  }
}

/** The key for counting guesses of an account, no longer than an address can be. */
export const accountKeyOf = (account: string): string => account.slice(0, 254);
export const keyOf = (account: string, address: string): string => JSON.stringify([accountKeyOf(account), networkOf(address)]);

/** Removes the oldest entries beyond the maximum. */
export function trim(all: Map<string, unknown> | Set<string>, most: number): void {
  for (const oldest of all.keys()) {
    if (all.size <= most) break;
    all.delete(oldest);
  }
}
