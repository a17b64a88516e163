import { startTestingApp, type TestingApp } from '../testing-app';
import { Statements } from '../walks/statements';

const PROMPTS = 10_000;

describe('the prompts of a project that has ten thousand', () => {
  let app: TestingApp;
  let statements: Statements;
  const path = '/api/projects/shop/prompts';

  const listed = async (
    query: string,
    requestId: string,
  ): Promise<{ rows: { versions: unknown[] }[]; sql: readonly string[]; next: string }> => {
    const answer = await app.request('get', `${path}${query}`, app.admin).set('x-request-id', requestId).expect(200);
    const next = /cursor=([\w-]+)/u.exec(answer.headers.link ?? '')?.[1] ?? '';
    return { rows: answer.body as { versions: unknown[] }[], sql: statements.of(requestId), next };
  };

  beforeAll(async () => {
    app = await startTestingApp({ auth: { principalCacheMs: 0 } });
    statements = new Statements(app);
    await app.given.project('Shop');
    await app
      .request('post', path, app.admin)
      .send({ name: 'First', promptText: 'x'.repeat(10_000) })
      .expect(201);
  }, 60_000);
  afterAll(() => app.stop());

  /** As many copies of the only row as are missing, in one statement. */
  async function copies(table: string, changed: Readonly<Record<string, string>>): Promise<void> {
    const { writer } = app.product.database;
    const columns = writer.getMetadata(table).columns.map(({ databaseName }) => databaseName);
    const values = columns.map((each) => changed[each] ?? each);
    await writer.query(
      `INSERT INTO ${table} (${columns.join(', ')})
       WITH RECURSIVE copy(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM copy WHERE n < ${PROMPTS})
       SELECT ${values.join(', ')} FROM copy, (SELECT * FROM ${table} LIMIT 1)`,
    );
  }

  it('are listed without their texts, 500 in a statement', async () => {
    const one = await listed('', 'one-prompt');
    expect(one.rows).toHaveLength(1);
    await copies('prompts_prompt', { id: "printf('prompt-%d', n)", slug: "printf('copy-%d', n)", name: "printf('Copy %d', n)" });
    await copies('prompts_version', { id: "printf('version-%d', n)", prompt_id: "printf('prompt-%d', n)", prompt_text: "'copied'" });

    const all = await listed('', 'all-prompts');
    expect(all.rows).toHaveLength(PROMPTS);
    expect(all.rows.filter(({ versions }) => versions.length !== 1)).toEqual([]);
    // Besides those for one: which prompts there are, and their rows in slices.
    expect(all.sql.slice(0, one.sql.length - 2)).toEqual(one.sql.slice(0, -2));
    expect(all.sql.length).toBe(one.sql.length + 1 + PROMPTS / 500);
    expect(all.sql.slice(-2)).toEqual(one.sql.slice(-2));
    expect(all.sql.filter((each) => /prompt_text|content_hash|"variables"/u.test(each))).toEqual([]);

    const first = await listed('?limit=500&sort=name', 'first-page');
    const second = await listed(`?limit=500&sort=name&cursor=${first.next}`, 'second-page');
    expect([first.rows.length, second.rows.length]).toEqual([500, 500]);
    expect(second.sql).toHaveLength(first.sql.length);
    expect(second.sql.filter((each) => each.includes('prompt_text'))).toEqual([]);
    expect(second.rows.filter(({ versions }) => versions.length !== 1)).toEqual([]);
  }, 60_000);

  it.each(['createdAt', '-createdAt', 'updatedAt', '-updatedAt', 'name', '-name', 'id', '-id'])(
    'are paged by %s at the price of the page: by an index in that order, which holds what is asked of the versions',
    async (sort) => {
      const first = await listed(`?limit=2&sort=${sort}&status=draft`, `first-by-${sort}`);
      const { sql } = await listed(`?limit=2&sort=${sort}&status=draft&cursor=${first.next}`, `next-by-${sort}`);
      const plans = await Promise.all(
        sql.map((each) => app.product.database.reader.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${each}`)),
      );
      const of = (table: string): string[] =>
        plans.filter((_plan, at) => sql[at]?.includes(`FROM "${table}"`)).map((plan) => plan.map(({ detail }) => detail).join('; '));
      const prompts = of('prompts_prompt');
      expect(prompts).toHaveLength(1);
      expect(prompts[0]).not.toMatch(/TEMP B-TREE FOR ORDER/u);
      expect(prompts[0]).toMatch(/SEARCH v USING COVERING INDEX ix_version_newest/u);
      expect(of('prompts_version')).toEqual([
        expect.stringMatching(/USING COVERING INDEX ix_version_newest \(tenant_id=\? AND prompt_id=\?\)/u),
      ]);
    },
  );
});
