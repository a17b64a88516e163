import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually';

const ROOT = join(__dirname, '..', '..');

export const ADMIN = { email: 'root@japm.test', password: 'correct horse battery' };

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** `npm start` or a command of `japm` as a process of its own, on free ports. */
export class JapmProcess {
  #out = '';
  #err = '';
  readonly exited: Promise<Exit>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#out += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#err += text));
    this.exited = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        resolve({ code, signal });
      });
    });
  }

  /** Starts the server; it may not be up yet. */
  static server(dataDir: string, env: Readonly<Record<string, string>> = {}): JapmProcess {
    return JapmProcess.#spawn(['ops/bin/start.cjs'], { ...serverSettings(dataDir), ...env });
  }

  /** As people and supervisors start it: the process is npm's. */
  static npmStart(dataDir: string, env: Readonly<Record<string, string>> = {}): JapmProcess {
    return JapmProcess.#spawn(['start'], { ...serverSettings(dataDir), ...env }, 'npm');
  }

  static command(args: readonly string[], env: Readonly<Record<string, string>> = {}): JapmProcess {
    return JapmProcess.#spawn(['ops/bin/japm.cjs', ...args], env);
  }

  static #spawn(args: readonly string[], env: Readonly<Record<string, string>>, program = process.execPath): JapmProcess {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(program, args, { cwd: ROOT, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    return new JapmProcess(child);
  }

  /** Resolves when the server has said where it is; fails when it has ended instead. */
  async up(timeoutMs = 60_000): Promise<this> {
    const ended = this.exited.then(() => {
      throw new Error(`the server ended: ${this.#err}\n${this.#out}`);
    });
    const said = eventually(() => {
      if (!/metrics {2}http/u.test(this.#err)) throw new Error(`the server is not up: ${this.#err}`);
    }, timeoutMs);
    await Promise.race([said, ended]);
    return this;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get url(): string {
    return this.#place('API');
  }

  /** Where metrics and health are, in every role. */
  get opsUrl(): string {
    return this.#place('metrics');
  }

  #place(name: string): string {
    const url = new RegExp(`${name} +(http://[^/]+)/`, 'u').exec(this.#err)?.[1];
    if (url === undefined) throw new Error(`no ${name} in ${this.#err}`);
    return url;
  }

  /** What it has written to standard error. */
  get errors(): string {
    return this.#err;
  }

  get output(): string {
    return this.#out;
  }

  /** The lines of the log so far. */
  get log(): readonly Readonly<Record<string, unknown>>[] {
    return this.#out
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  end(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    this.child.kill(signal);
    return this.exited;
  }
}

const serverSettings = (dataDir: string): Record<string, string> => ({
  PORT: '0',
  JAPM_METRICS_PORT: '0',
  JAPM_DATA_DIR: dataDir,
  JAPM_ADMIN_EMAIL: ADMIN.email,
  JAPM_ADMIN_PASSWORD: ADMIN.password,
});

/** Builds what is stale, once and not in each process that a suite starts. */
export function build(): void {
  const { status, stderr } = spawnSync(process.execPath, ['-e', "require('./ops/bin/build-when-stale.cjs')()"], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed: ${stderr}`);
}

export const freshDataDir = (): string => mkdtempSync(join(tmpdir(), 'japm-process-'));
