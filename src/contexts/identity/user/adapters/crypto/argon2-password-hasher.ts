import { hash, verify, type Options } from '@node-rs/argon2';
import { requestOrigin } from '#platform/observability/request-context';
import { DomainError } from '#shared/errors';
import { PasswordHasher } from '../../application/password-hasher.port';
import { FairQueue } from './fair-queue';

// The OWASP Password Storage Cheat Sheet recommends Argon2id (the package's default) with m = 19 MiB, t = 2, p = 1.
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const ROOM = {
  // Each computation uses a thread of the pool and 19 MiB, and the rest of the process needs threads as well.
  atOnce: 4,
  // The last waiting request waits about a second. Later requests are refused and should retry.
  waiting: 64,
  waitingOfOne: 16,
};
// No stored password is longer, so a longer one is not hashed.
const MAX_PASSWORD_LENGTH = 4096;

class HashingBusy extends DomainError {
  constructor() {
    super('unavailable', 'identity.busy', 'Too many sign-ins at once; try again in a few seconds');
  }
}

export class Argon2PasswordHasher extends PasswordHasher {
  readonly #queue = new FairQueue(ROOM, () => new HashingBusy());
  #decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(normalized(password), COST));
  }

  async verify(password: string, known: string | null): Promise<boolean> {
    const decoy = await this.#knownDecoy();
    const matches = await this.#inTurn(() => verify(known ?? decoy, normalized(password)));
    return matches && known !== null;
  }

  #knownDecoy(): Promise<string> {
    if (!this.#decoy) {
      const made = this.hash('no account has this password');
      // A failure (too many at once) must not be cached.
      made.catch(() => {
        this.#decoy = undefined;
      });
      this.#decoy = made;
    }
    return this.#decoy;
  }

  // The command line and jobs have no address and share one turn.
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.inTurn(requestOrigin().ip ?? '', work);
  }
}

// NIST SP 800-63B, 5.1.1.2, recommends it, because keyboards send the same character in several forms.
const normalized = (password: string): string => password.slice(0, MAX_PASSWORD_LENGTH).normalize('NFKC');
