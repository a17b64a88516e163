import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CommandDeps, given, UsageError } from './command';

/** The tokens that `japm login` keeps for a server. */
export interface StoredLogin {
  readonly token: string;
  /** The refresh token, which the server exchanges once for a new pair. Null or absent when the server gave none. */
  readonly refreshToken?: string | null;
  readonly email: string;
  /** The expiry in ISO 8601; null when the server gave none. */
  readonly expiresAt: string | null;
}

/** Tokens of `japm login` by the address of the server, and sessions of passwords in the environment by address and e-mail. */
type Servers = Readonly<Record<string, StoredLogin>>;

interface Kept {
  readonly servers: Servers;
  /** The server of the last `japm login`. */
  readonly last?: string | undefined;
}

/** The key is unambiguous, because no address contains a blank. */
export const sessionKey = (url: string, email: string): string => `${url} ${email}`;

/**
 * The tokens of `japm login`, by the address of their server, in `japm/credentials.json` of the user's configuration folder
 * (XDG Base Directory Specification). Only the user may read the file.
 */
export class CredentialStore {
  /** Null when there is no home folder, as in many CI jobs. The store then keeps nothing. */
  private readonly path: string | null;

  constructor({ XDG_CONFIG_HOME, HOME }: CommandDeps['env']) {
    const home = given(HOME);
    const folder = given(XDG_CONFIG_HOME) ?? (home && join(home, '.config'));
    this.path = folder === undefined ? null : join(folder, 'japm', 'credentials.json');
  }

  find(url: string): StoredLogin | null {
    const { servers } = this.read();
    return Object.hasOwn(servers, url) ? (servers[url] ?? null) : null;
  }

  keep(url: string, login: StoredLogin): void {
    const { servers, last } = this.read();
    this.write({ servers: { ...servers, [url]: login }, last });
  }

  /** The server of commands without an address. */
  get last(): string | undefined {
    return this.read().last;
  }

  remember(url: string): void {
    this.write({ ...this.read(), last: url });
  }

  /** The keys of a server: its login, and its sessions of passwords. */
  keysOf(url: string): string[] {
    return Object.keys(this.read().servers).filter((key) => key === url || key.startsWith(sessionKey(url, '')));
  }

  forget(url: string): void {
    const { servers, last } = this.read();
    const { [url]: known, ...others } = servers;
    if (known) this.write({ servers: others, last: last === url ? undefined : last });
  }

  private read(): Kept {
    if (this.path === null) return { servers: {} };
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { servers: {} };
      throw new UsageError(`${this.path} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
    }
    const kept = keptIn(text);
    if (!kept) throw new UsageError(`${this.path} is damaged; delete it and log in again`);
    return kept;
  }

  // A new file replaces the old one, so that no reader sees half of it and the mode of an older file does not remain.
  private write(kept: Kept): void {
    if (this.path === null) throw new UsageError('the token cannot be stored: neither HOME nor XDG_CONFIG_HOME is set');
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const fresh = `${this.path}.${String(process.pid)}`;
    rmSync(fresh, { force: true });
    writeFileSync(fresh, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(fresh, this.path);
  }
}

/** Parses without zod, because every start of the command line would wait for it to load. */
function keptIn(text: string): Kept | null {
  try {
    const { servers, last } = JSON.parse(text) as Kept;
    return Object.values(servers).every(isLogin) && typeof (last ?? '') === 'string' ? { servers, last } : null;
  } catch {
    return null;
  }
}

const isLogin = ({ token, refreshToken, email, expiresAt }: StoredLogin): boolean =>
  [token, refreshToken ?? '', email, expiresAt ?? ''].every((each: unknown) => typeof each === 'string');
