import Libsql from 'libsql';
import { until } from '../until';
import { FAILURES, SqliteFailpoint, type Failure } from '../sqlite-failpoint';
import { startTestingApp, type TestingApp } from './testing-app';

interface Told {
  readonly slug: string;
  readonly status: number;
  readonly code: string | undefined;
}

describe('a database whose disk fails', () => {
  let failpoint: SqliteFailpoint;
  let app: TestingApp;
  let told: Told[];
  let names = 0;

  const file = (): string => app.product.database.file ?? '';

  async function post(): Promise<Told> {
    const slug = `p-${(names += 1)}`;
    const answer = await app
      .request('post', '/api/projects/disk/prompts', app.admin)
      .set('idempotency-key', `key-${slug}`)
      .send({ name: slug, slug, promptText: 'x'.repeat(6000) });
    const { code } = answer.body as { code?: string };
    const entry = { slug, status: answer.status, code };
    told.push(entry);
    if (answer.status === 503) expect([answer.get('retry-after'), answer.text]).toEqual(['5', expect.stringMatching(/disk/u)]);
    return entry;
  }

  /** What a new connection finds, against what the clients were told. */
  function judge(): string[] {
    const db = new Libsql(file());
    const slugs = new Set((db.prepare('SELECT slug FROM prompts_prompt').all() as { slug: string }[]).map((each) => each.slug));
    const rows = ['SELECT payload AS bytes FROM audit_outbox', 'SELECT canonical AS bytes FROM audit_log'].flatMap(
      (sql) => db.prepare(sql).all() as { bytes: ArrayBuffer }[],
    );
    db.close();
    const events = rows.map((each) => Buffer.from(each.bytes).toString());
    return told.flatMap(({ slug, status, code }) => {
      const found = [
        slugs.has(slug),
        events.some((each) => each.includes(`"${slug}"`) && each.includes('"prompt.create"') && each.includes('"success"')),
      ];
      const expected = code === 'platform.disk_failed' ? found[1] : status === 201;
      return found.every((each) => each === expected)
        ? []
        : [`${slug} was ${status} ${code ?? ''}; row and event found: ${found.join(', ')}`];
    });
  }

  beforeAll(async () => {
    failpoint = new SqliteFailpoint();
    app = await startTestingApp();
    await app.given.project('disk');
  });
  beforeEach(() => {
    told = [];
  });
  afterAll(async () => {
    failpoint.remove();
    await app.stop();
  });

  it.each(FAILURES)('keeps exactly what it acknowledged, whichever statement is %s', async (failure: Failure) => {
    const failed = new Set<string>();
    const isEachKindSeen = (): boolean => ['BEGIN', 'INSERT', 'COMMIT'].every((kind) => failed.has(kind));
    // The statements of the loops beside the request count as well, so that one round may miss a statement of the request.
    for (let n = 1, attempts = 0; attempts < 300; attempts += 1) {
      failpoint.arm(n, failure);
      await post();
      failpoint.disarm();
      if (failpoint.failed === null && isEachKindSeen()) break;
      if (failpoint.failed !== null) failed.add(failpoint.failed.split(' ')[0] ?? '');
      n = failpoint.failed === null ? 1 : n + 1;
      expect((await post()).status).toBe(201);
      expect(judge()).toEqual([]);
    }
    expect(isEachKindSeen()).toBe(true);
    expect(told.filter(({ status }) => status === 503).length).toBeGreaterThan(3);
  });

  it('says that the disk is full, reads on, and keeps what it acknowledges as soon as there is room', async () => {
    const lines: string[] = [];
    app.product.watch.stop();
    app.product.database.condition.end('disk_full');
    await app.product.watch.lookAfresh();
    for (const level of ['info', 'warn', 'error'] as const)
      jest.spyOn(app.product.logger, level).mockImplementation((...[fields, message]: unknown[]) => {
        if (/database (?:is|does|works)/u.test(String(message)))
          lines.push(`${level}: ${String(message)}: ${String((fields as { reason?: string }).reason)}`);
      });
    const [{ pages }] = await app.product.database.reader.query<[{ pages: number }]>('SELECT page_count AS pages FROM pragma_page_count');
    failpoint.exec(`PRAGMA max_page_count = ${pages}`);
    const full = await until('a full disk', async () => ((await post()).status === 503 ? told.at(-1) : null));
    expect(full.code).toBe('platform.disk_full');
    await app.request('get', '/api/projects/disk/prompts', app.admin).expect(200);
    const health = await app.request('get', '/health').expect(200);
    expect((health.body as { details: unknown }).details).toMatchObject({
      database: { status: 'degraded', message: expect.stringContaining('disk is full') as unknown },
    });
    expect(app.product.database.condition.reasonOf('disk_full')).toContain('full');
    const began = 'warn: database is degraded: the disk is full: no change is accepted';
    await until('the first line', () => lines.length > 0);
    expect(lines).toEqual([began]);
    failpoint.exec('PRAGMA max_page_count = 1073741823');
    for (let n = 0; n < 20; n += 1) expect((await post()).status).toBe(201);
    expect(judge()).toEqual([]);
    // Nobody waits out the ten seconds of bookkeeping: this clock does not reach them.
    const clock = performance.now();
    jest.spyOn(performance, 'now').mockImplementation(() => clock + 1_000);
    await app.request('get', '/health', undefined).expect(200);
    await until('the last line', () => lines.length > 1);
    jest.restoreAllMocks();
    expect(lines).toEqual([began, 'info: database is up again: undefined']);
    await until('the log', () => {
      const db = new Libsql(file());
      const [{ waiting }] = db.prepare('SELECT COUNT(*) AS waiting FROM audit_outbox').all() as [{ waiting: number }];
      db.close();
      return waiting === 0;
    });
  });
});
