import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CommandDeps, given, UsageError } from './command';

/** What `japm login` keeps of a server. */
export interface StoredLogin {
  readonly token: string;
  /** Changes for a new pair of tokens, once; null or absent where none was given. */
  readonly refreshToken?: string | null;
  readonly email: string;
  /** ISO 8601; null when the server did not say. */
  readonly expiresAt: string | null;
}

type Servers = Readonly<Record<string, StoredLogin>>;

/**
 * The tokens of `japm login`, by the address of their server, in `japm/credentials.json` of the user's configuration folder
 * (XDG Base Directory Specification). Only the user may read the file.
 */
export class CredentialStore {
  /** Null where there is no home, as in many jobs: nothing is kept then. */
  private readonly path: string | null;

  constructor({ XDG_CONFIG_HOME, HOME }: CommandDeps['env']) {
    const home = given(HOME);
    const folder = given(XDG_CONFIG_HOME) ?? (home && join(home, '.config'));
    this.path = folder === undefined ? null : join(folder, 'japm', 'credentials.json');
  }

  find(url: string): StoredLogin | null {
    const servers = this.read();
    return Object.hasOwn(servers, url) ? (servers[url] ?? null) : null;
  }

  keep(url: string, login: StoredLogin): void {
    this.write({ ...this.read(), [url]: login });
  }

  forget(url: string): void {
    const { [url]: known, ...others } = this.read();
    if (known) this.write(others);
  }

  private read(): Servers {
    if (this.path === null) return {};
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw new UsageError(`${this.path} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
    }
    const servers = serversIn(text);
    if (!servers) throw new UsageError(`${this.path} is damaged; delete it and log in again`);
    return servers;
  }

  // Through a new file: a reader never meets half of it, and an older file's mode does not stay.
  private write(servers: Servers): void {
    if (this.path === null) throw new UsageError('there is no place for the token: neither HOME nor XDG_CONFIG_HOME is set');
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const fresh = `${this.path}.${String(process.pid)}`;
    rmSync(fresh, { force: true });
    writeFileSync(fresh, `${JSON.stringify({ servers }, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(fresh, this.path);
  }
}

/** Without a schema's library: every start of the command line would wait for it. */
function serversIn(text: string): Servers | null {
  try {
    const { servers } = JSON.parse(text) as { servers: Servers };
    return Object.values(servers).every(isLogin) ? servers : null;
  } catch {
    return null;
  }
}

const isLogin = ({ token, refreshToken, email, expiresAt }: StoredLogin): boolean =>
  [token, refreshToken ?? '', email, expiresAt ?? ''].every((each: unknown) => typeof each === 'string');
