/**
 * Replaces a module's function, so it loads modules of its own.
 * @jest-environment node
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { registerVerify } from '#contexts/audit/log/adapters/cli/verify.command';
import { performVerify, type VerifyReport } from '#contexts/audit/log/adapters/cli/perform-verify';
import { CompactRange } from '#contexts/audit/log/domain/merkle';
import { UsageError } from '#platform/cli/command';
import { runProgram } from '#platform/cli/run-program';
import type { Config } from '#platform/config/config.schema';
import { startTestingApp, type TestingApp } from '../../../../../http/testing-app';

// The command reads the configuration of its process; here it is given one.
let mockConfiguration: (() => Config) | undefined;
jest.mock('#contexts/audit/log/adapters/cli/perform-verify', () => {
  const actual = jest.requireActual<{ performVerify: typeof performVerify }>('#contexts/audit/log/adapters/cli/perform-verify');
  const given: typeof performVerify = (options, output, configuration) =>
    actual.performVerify(options, output, configuration ?? mockConfiguration);
  return { ...actual, performVerify: given };
});

interface Db {
  exec(sql: string): void;
  prepare(sql: string): {
    run(...values: unknown[]): unknown;
    all(...values: unknown[]): Record<string, unknown>[];
    get(...values: unknown[]): Record<string, unknown>;
  };
  close(): void;
}
const open = (file: string): Db => new Libsql(file) as unknown as Db;

describe('japm verify', () => {
  let app: TestingApp;
  let folder: string;
  let file: string;
  let config: Config;
  let earlier: string;
  let latest: string;
  let err: string[];

  const write = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1)
      await app
        .request('post', '/api/projects', app.admin)
        .send({ name: `Project ${Math.random()}` })
        .expect(201);
  };
  const checkpoint = async (): Promise<string> => (await app.request('get', '/api/audit/log/checkpoint', app.admin).expect(200)).text;
  const sizeOf = (note: string): number => Number(note.split('\n')[1]);
  const verify = (options: { key?: string; since?: string[] } = {}, over: Config = config): Promise<VerifyReport> =>
    performVerify(
      { key: options.key, since: options.since ?? [] },
      { out: () => undefined, err: (line) => void err.push(line), terminal: null },
      () => over,
    );
  /** Changes the copy by hand, as somebody with access to the database would. */
  function tamper(change: (db: Db) => void): void {
    const db = open(file);
    change(db);
    db.close();
  }
  const kinds = ({ result }: VerifyReport): string[] => [...new Set(result.findings.map((each) => each.kind))].toSorted();

  beforeAll(async () => {
    app = await startTestingApp();
    await write(6);
    earlier = await checkpoint();
    await write(6);
    latest = await checkpoint();
  });
  afterAll(() => app.stop());

  beforeEach(async () => {
    err = [];
    folder = await mkdtemp(join(tmpdir(), 'japm-verify-'));
    file = join(folder, 'copy.sqlite');
    const db = open(app.product.database.file ?? '');
    db.exec(`VACUUM INTO '${file}'`);
    db.close();
    await mkdir(join(folder, 'keys'));
    await copyFile(join(app.dataDir, 'keys/log.pem'), join(folder, 'keys/log.pem'));
    config = { ...app.product.config, dataDir: folder, database: { ...app.product.config.database, url: `sqlite:${file}` } };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const program = (...args: string[]): Promise<{ code: unknown; out: string; err: string }> => {
    const command = ['--conditions=japm-source', '--import', 'tsx', 'src/cli.ts', 'verify', ...args];
    const options = { cwd: join(__dirname, '../../../../../..'), env: { ...process.env, JAPM_DATA_DIR: app.dataDir } };
    return new Promise((done) => {
      execFile(process.execPath, command, options, (error, stdout, stderr) => {
        done({ code: error ? error.code : 0, out: stdout, err: stderr });
      });
    });
  };

  it('says valid beside the running server, with size and root, and ends with 0', async () => {
    const { code, out } = await program();
    expect(out).toMatch(/^valid\nsize: \d+\nroot: [\w+/]{43}=\n$/u);
    expect(code).toBe(0);
    const json = await program('--json');
    expect(JSON.parse(json.out)).toMatchObject({ verdict: 'valid', pending: 0, findings: [], size: expect.any(Number) as number });
  }, 30_000); // Starts two processes.

  it('needs no more than the public key, as text or in a file', async () => {
    const { text: key } = await app.request('get', '/api/audit/log/key', app.admin);
    await rm(join(folder, 'keys'), { recursive: true });
    await writeFile(join(folder, 'log.key'), key);
    expect((await verify({ key: key.trim() })).result.verdict).toBe('valid');
    expect((await verify({ key: join(folder, 'log.key') })).result.verdict).toBe('valid');
    await copyFile(join(app.dataDir, 'keys/log.public.pem'), join(folder, 'log.public.pem'));
    expect((await verify({ key: join(folder, 'log.public.pem') })).result.verdict).toBe('valid');
    await expect(verify()).rejects.toThrow(/public key .* is missing/u);
    await expect(verify({ key: 'nonsense' })).rejects.toThrow('not an Ed25519 verifier key');
    expect(await readdir(folder)).not.toContain('keys');
  });

  it('names one changed byte', async () => {
    tamper((db) => {
      const { canonical } = db.prepare('SELECT canonical FROM audit_log WHERE seq = 3').get() as { canonical: ArrayBuffer };
      const bytes = Buffer.from(canonical);
      bytes[20] = (bytes[20] ?? 0) ^ 1;
      db.prepare('UPDATE audit_log SET canonical = ? WHERE seq = 3').run([bytes]);
    });
    const report = await verify();
    expect(report.result).toMatchObject({ verdict: 'invalid', findingCount: 1, findings: [{ kind: 'changed', firstSeq: 3, lastSeq: 3 }] });
    expect(report.lines.join('\n')).toMatch(/^NOT valid\nchanged: event \S+: its canonical bytes do not hash to its leaf/u);
  });

  it('names a byte that was changed together with its leaf', async () => {
    tamper((db) => {
      db.exec('UPDATE audit_log SET leaf_hash = zeroblob(32) WHERE seq = 3');
    });
    expect((await verify()).result.findings).toMatchObject([
      { kind: 'changed', firstSeq: 3 },
      { kind: 'changed', message: expect.stringContaining('root') as string },
    ]);
  });

  it.each(['action', 'outcome', 'actor_id', 'resource_id', 'time_us', 'trace_id', 'tenant_seq'])(
    'names a change of the column %s',
    async (column) => {
      tamper((db) => {
        db.exec(`UPDATE audit_log SET ${column} = '${column === 'time_us' ? '5' : column === 'tenant_seq' ? '500' : 'x'}' WHERE seq = 2`);
      });
      const { result } = await verify();
      expect(result.verdict).toBe('invalid');
      const name = column.replaceAll(/_(.)/gu, (_all, letter: string) => letter.toUpperCase());
      expect(result.findings.map((each) => each.message).join()).toContain(`column '${name}' differs`);
    },
  );

  it('names a changed personal value, and is content with an erased one', async () => {
    tamper((db) => {
      db.exec("DELETE FROM audit_personal WHERE seq = 2 AND field = 'actor.name'");
    });
    expect((await verify()).result.verdict).toBe('valid');
    tamper((db) => {
      db.exec(
        "UPDATE audit_personal SET value = 'somebody@else.test' WHERE seq = (SELECT max(seq) FROM audit_personal WHERE field = 'actor.email') AND field = 'actor.email'",
      );
    });
    const { result } = await verify();
    expect(result.findings).toMatchObject([
      { kind: 'changed', message: expect.stringContaining("'actor.email' does not match") as string },
    ]);
  });

  it('names a row that was deleted in the middle', async () => {
    tamper((db) => {
      db.exec('DELETE FROM audit_log WHERE seq = 3');
    });
    const { result } = await verify();
    expect(result.findings[0]).toMatchObject({ kind: 'missing', firstSeq: 3, lastSeq: 3, message: 'row 3 is missing' });
  });

  it('names newest rows that were cut off', async () => {
    tamper((db) => {
      db.exec(`DELETE FROM audit_log WHERE seq > ${sizeOf(earlier)}`);
    });
    expect(kinds(await verify())).toContain('truncated');
  });

  /** As somebody would who knows how the log is built and kept an old checkpoint. */
  function cutConsistently(): void {
    tamper((db) => {
      const size = sizeOf(earlier);
      db.exec(`DELETE FROM audit_log WHERE seq > ${size}; DELETE FROM audit_personal WHERE seq > ${size}`);
      const tree = CompactRange.empty();
      for (const { leaf_hash } of db.prepare('SELECT leaf_hash FROM audit_log ORDER BY seq').all())
        tree.append(Buffer.from(leaf_hash as ArrayBuffer));
      db.prepare('UPDATE audit_sequencer SET size = ?, root = ?, frontier = ?, checkpoint_note = ?').run([
        size,
        tree.root(),
        tree.serialize(),
        earlier,
      ]);
      db.exec('DELETE FROM audit_tenant_head');
      db.exec('INSERT INTO audit_tenant_head (tenant_id, size) SELECT tenant_id, max(tenant_seq) FROM audit_log GROUP BY tenant_id');
    });
  }

  it('names a cut that left the head consistent, by a checkpoint that was seen before', async () => {
    const note = join(folder, 'elsewhere');
    await writeFile(note, latest);
    cutConsistently();
    expect(kinds(await verify({ since: [note] }))).toEqual(['truncated']);
    expect((await verify()).result.verdict).toBe('valid'); // Nothing is left that could tell.
  });

  it('keeps the checkpoint of a valid log, so that a later cut is noticed', async () => {
    await verify();
    const kept = await readFile(join(folder, 'checkpoint'), 'utf8');
    expect(sizeOf(kept)).toBeGreaterThanOrEqual(sizeOf(latest));
    cutConsistently();
    expect(kinds(await verify())).toEqual(['truncated']);
    expect(await readFile(join(folder, 'checkpoint'), 'utf8')).toBe(kept);
  });

  it('replaces an older checkpoint and only warns when it cannot', async () => {
    await writeFile(join(folder, 'checkpoint'), earlier);
    await verify();
    expect(sizeOf(await readFile(join(folder, 'checkpoint'), 'utf8'))).toBeGreaterThan(sizeOf(earlier));
    await rm(join(folder, 'checkpoint'));
    await mkdir(join(folder, `checkpoint.${process.pid}`));
    expect((await verify()).result.verdict).toBe('valid');
    expect(err.join()).toContain('the checkpoint could not be stored');
  });

  it('names a checkpoint that somebody else signed, or that is of another log', async () => {
    await writeFile(
      join(folder, 'checkpoint'),
      latest.replace(/\d+\n/u, (size) => `${Number(size) + 1}\n`),
    );
    expect(kinds(await verify())).toContain('bad_checkpoint');
  });

  it.each([
    ['frontier', 'UPDATE audit_sequencer SET frontier = zeroblob(length(frontier))', 'frontier of the tree differs'],
    [
      "size of a tenant's events",
      'UPDATE audit_tenant_head SET size = size - 1',
      /^tenant \S+: its head has \d+ events, the log has \d+$/u,
    ],
    ['head of a tenant', 'DELETE FROM audit_tenant_head', 'its head has 0 events'],
  ])('names a changed %s', async (_, sql, message) => {
    tamper((db) => {
      db.exec(sql);
    });
    const { result } = await verify();
    expect(result.findings).toMatchObject([{ kind: 'changed', message: expect.stringMatching(message) as string }]);
  });

  it('proves nothing about the word index, which is derived', async () => {
    tamper((db) => {
      db.exec('DELETE FROM audit_term');
    });
    expect((await verify()).result.verdict).toBe('valid');
  });

  it('names a head that was removed', async () => {
    tamper((db) => {
      db.exec('DELETE FROM audit_sequencer');
    });
    expect((await verify()).result.verdict).toBe('invalid');
  });

  it('says how much waits, as nothing is proved about it', async () => {
    tamper((db) => {
      db.exec("INSERT INTO audit_outbox (payload) VALUES (x'7b7d')");
    });
    expect((await verify()).lines.at(-1)).toMatch(/^pending: 1 /u);
  });

  it('counts what it does not list', async () => {
    tamper((db) => {
      db.exec(
        "UPDATE audit_log SET action = 'x', outcome = 'x', actor_id = 'x', resource_id = 'x', request_id = 'x', trace_id = 'x', risk = 'x', actor_type = 'x', resource_type = 'x', project_id = 'x'",
      );
    });
    const { lines, result } = await verify();
    expect(result.findings).toHaveLength(100);
    expect(lines).toContain(`and ${result.findingCount - 100} more`);
  });

  it('says what stands in its way, and makes nothing', async () => {
    const missing = {
      ...config,
      dataDir: join(folder, 'none'),
      database: { ...config.database, url: `sqlite:${join(folder, 'none/japm.sqlite')}` },
    };
    const key = (await app.request('get', '/api/audit/log/key', app.admin)).text.trim();
    await expect(verify({ key }, missing)).rejects.toThrow(/^there is no database at/u);
    expect(existsSync(join(folder, 'none'))).toBe(false);
    await expect(verify({ since: [join(folder, 'nix')] })).rejects.toThrow(UsageError);
    tamper((db) => {
      db.exec('DROP TABLE audit_log');
    });
    await expect(verify()).rejects.toThrow(/^the log cannot be checked: .*no such table/u);
    await writeFile(file, 'this is no database, '.repeat(100));
    await expect(verify()).rejects.toThrow(UsageError);
  });

  it('ends with 0, 1 when the log is not valid and 2 when it could not be checked', async () => {
    mockConfiguration = () => config;
    const lines: string[] = [];
    const drawn: string[] = [];
    const terminal = { write: (text: string) => drawn.push(text) } as unknown as NodeJS.WriteStream;
    const deps = {
      output: { out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line), terminal },
      env: {},
    };
    expect(await runProgram([registerVerify], ['verify'], deps)).toBe(0);
    expect(lines[0]).toBe('valid');
    expect(drawn).toEqual(['\r']);
    const note = join(folder, 'forged');
    await writeFile(note, latest.replace(/\d+\n/u, '999999\n'));
    lines.length = 0;
    expect(await runProgram([registerVerify], ['verify', '--json', '--since', note, '--since', note], deps)).toBe(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      verdict: 'invalid',
      findingCount: 2,
      findings: [{ kind: 'bad_checkpoint' }, { kind: 'bad_checkpoint' }],
    });
    lines.length = 0;
    expect(await runProgram([registerVerify], ['verify', '--key', 'nonsense'], deps)).toBe(2);
    expect(lines).toEqual(['japm: not an Ed25519 verifier key']);
  });

  it('does not take an archive that cannot be read for one that is empty', async () => {
    await mkdir(join(folder, 'checkpoint'));
    await expect(verify()).rejects.toThrow(/^the log cannot be checked: .*EISDIR/u);
  });
});
