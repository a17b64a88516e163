import { startTestingApp, type TestingApp } from './testing-app';
import { Statements } from './walks/statements';

describe('the SQL statements of a resolve', () => {
  let app: TestingApp;
  let statements: Statements;
  const prompts = '/api/projects/shop/prompts';
  const create = (path: string, body: object) => app.request('post', path, app.admin).send(body).expect(201);
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

  /** Two levels of prompts, `count` on each, and as many assets; all of them translated. */
  async function aPrompt(name: string, count: number): Promise<void> {
    const french = (promptText: string) => [{ languageCode: 'fr-FR', promptText }];
    const aText = (each: string, promptText: string) =>
      create(prompts, { name: each, promptText, activate: true, initialTranslations: french(promptText) });
    for (const at of numbers(count)) await aText(`${name}-leaf-${at}`, 'leaf');
    for (const at of numbers(count)) await aText(`${name}-part-${at}`, `part {{prompt:${name}-leaf-${at}}}`);
    const parts = numbers(count).map((at) => `{{prompt:${name}-part-${at}}} {{asset:sign-${at}}}`);
    await aText(name, parts.join(' '));
    for (const at of numbers(count)) {
      const initialTranslations = [{ languageCode: 'fr-FR', value: 'asset' }];
      await create(`${prompts}/${name}/assets`, { key: `sign-${at}`, name: 'Sign', initialValue: 'asset', initialTranslations });
    }
  }

  beforeAll(async () => {
    app = await startTestingApp({ auth: { principalCacheMs: 0 } });
    statements = new Statements(app);
    await create('/api/projects', { name: 'Shop' });
    await aPrompt('few', 2);
    await aPrompt('many', 40);
  }, 120_000);
  afterAll(() => app.stop());

  const kinds: [string, (prompt: string) => [path: string, body: object]][] = [
    ['a resolve', (prompt) => [`${prompts}/${prompt}/resolve`, { version: 'latest' }]],
    ['a resolve in another language', (prompt) => [`${prompts}/${prompt}/resolve`, { version: 'latest', language: 'fr' }]],
    ['serving', (prompt) => [`/api/serve-prompt/execute/shop/${prompt}/latest/base`, {}]],
    ['serving in another language', (prompt) => [`/api/serve-prompt/execute/shop/${prompt}/latest/lang/fr`, {}]],
  ];

  it.each(kinds)('of %s are as many for 2 references on a level as for 40', async (kind, call) => {
    const made = async (prompt: string): Promise<{ sql: readonly string[]; text: string }> => {
      const [path, body] = call(prompt);
      const id = `${kind.replaceAll(' ', '-')}-${prompt}-${Math.random()}`;
      const answer = await app.request('post', path, app.admin).set('x-request-id', id).send(body);
      expect([answer.status, answer.text]).toEqual([path.endsWith('resolve') ? 200 : 201, expect.anything()]);
      return { sql: statements.of(id), text: answer.text };
    };
    // What does not depend on the prompt may be read once.
    await made('few');
    const [few, many] = [await made('few'), await made('many')];
    expect(many.text.match(/part leaf asset/gu)?.length).toBeGreaterThanOrEqual(40);
    expect(few.sql.length).toBeGreaterThan(0);
    expect(many.sql.length).toBe(few.sql.length);
  });

  it("of a pointer's move are as many for 2 references on a level as for 40, refused or not", async () => {
    const { body } = (await create('/api/projects/shop/environments', { name: 'production' })) as { body: { id: string } };
    const pointer = (prompt: string): string => `/api/projects/shop/environments/${body.id}/pointers/${prompt}`;
    const counted = async (prompt: string, status: number): Promise<number> => {
      const id = `move-${prompt}-${status}`;
      await app.request('put', pointer(prompt), app.admin).set('x-request-id', id).send({ versionTag: '1.0.0' }).expect(status);
      return statements.of(id).length;
    };
    const [few, many] = [await counted('few', 409), await counted('many', 409)];
    expect(many).toBe(few);
    for (const [prompt, count] of [
      ['few', 2],
      ['many', 40],
    ] as const)
      for (const level of ['leaf', 'part']) for (const at of numbers(count)) await counted(`${prompt}-${level}-${at}`, 200);
    expect(await counted('few', 200)).toBe(await counted('many', 200));
    // A leaf that 40 texts show, and one that a single text shows.
    const removed = async (prompt: string): Promise<number> => {
      const id = `removal-${prompt}`;
      await app.request('delete', pointer(prompt), app.admin).set('x-request-id', id).expect(409);
      return statements.of(id).length;
    };
    await create(prompts, { name: 'shared', promptText: 'x' });
    await create(prompts, { name: 'single', promptText: 'x' });
    await counted('shared', 200);
    await counted('single', 200);
    for (const at of numbers(40)) {
      await create(prompts, { name: `shows-${at}`, promptText: '{{prompt:shared}}' });
      await counted(`shows-${at}`, 200);
    }
    await create(prompts, { name: 'shows-single', promptText: '{{prompt:single}}' });
    await counted('shows-single', 200);
    expect(await removed('shared')).toBe(await removed('single'));
  }, 60_000);
});
