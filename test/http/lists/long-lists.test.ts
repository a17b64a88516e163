import type { Response } from 'supertest';
import { startTestingApp, type TestingApp } from '../testing-app';

interface Answer {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

const TEXT = 'y'.repeat(200_000);
const COUNT = 30;

describe('long lists', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp({ server: { listLimitBytes: 6_500_000 } });
    await app.given.project('Long');
    await app.request('post', '/api/projects/long/prompts', app.admin).send({ name: 'Mail', promptText: 'x' }).expect(201);
    for (let patch = 1; patch <= COUNT; patch += 1) await addVersion(patch);
    for (let tag = 0; tag < 40; tag += 1)
      await app
        .request('post', '/api/projects/long/tags', app.admin)
        .send({ name: `t${String(tag).padStart(2, '0')}` })
        .expect(201);
  }, 60_000);
  afterAll(() => app.stop());

  const versions = '/api/projects/long/prompts/mail/versions';
  const addVersion = (patch: number) =>
    app
      .request('post', versions, app.admin)
      .send({ versionTag: `1.0.${patch}`, promptText: TEXT, languageCode: 'en' })
      .expect(201);
  const tagsOf = (body: unknown): string[] => (body as { versionTag: string }[]).map((each) => each.versionTag);
  const newestFirst = Array.from({ length: COUNT + 1 }, (_each, index) => `1.0.${COUNT - index}`);

  /** How many versions with their texts each statement read meanwhile. */
  async function readsDuring(work: () => Promise<unknown>): Promise<number[]> {
    const reads: number[] = [];
    const runner = app.product.database.reader.createQueryRunner();
    const query = runner.query.bind(runner);
    const spy = jest.spyOn(runner, 'query').mockImplementation((async (sql: string, values: unknown[] | undefined, structured: boolean) => {
      const result: unknown = await query(sql, values, structured as never);
      const rows = (structured ? (result as { records: unknown }).records : result) as readonly object[] | undefined;
      const texts =
        rows?.filter((row) => Object.entries(row).some(([name, value]) => name.endsWith('prompt_text') && value !== null)).length ?? 0;
      if (texts > 0) reads.push(texts);
      return result;
    }) as typeof query);
    await work();
    spy.mockRestore();
    return reads;
  }

  it('are answered whole to clients that ask for no page, and read in slices', async () => {
    const reads = await readsDuring(async () => {
      const { body, headers } = (await app.request('get', versions, app.admin).expect(200)) as Answer;
      expect(tagsOf(body)).toEqual(newestFirst);
      expect(headers.link).toBeUndefined();
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
    });
    // Of 200 KB each at most two come to a turn; the very first version is short, and the first statement reads short ones only.
    expect(reads).toEqual([...Array.from({ length: 14 }, () => 2), 3]);
  });

  it.each(['name', '-name', 'createdAt', '-createdAt'])('have every row once, in the order %s', async (sort) => {
    const { body } = (await app.request('get', `/api/projects/long/tags?sort=${sort}`, app.admin).expect(200)) as Answer;
    const names = (body as { name: string }[]).map((each) => each.name);
    const expected = Array.from({ length: 40 }, (_each, index) => `t${String(index).padStart(2, '0')}`);
    expect(names).toEqual(sort.startsWith('-') ? expected.toReversed() : expected);
  });

  it('of details are answered whole, with the tag of their text', async () => {
    const path = '/api/projects/long/prompts/mail';
    let etag: string | undefined;
    const reads = await readsDuring(async () => {
      const { body, headers } = (await app.request('get', path, app.admin).expect(200)) as Answer;
      expect(tagsOf((body as { versions: unknown }).versions)).toEqual(newestFirst);
      etag = headers.etag;
    });
    expect(Math.max(...reads)).toBe(3);
    await app
      .request('get', path, app.admin)
      .set('if-none-match', etag ?? '')
      .expect(304);
  });

  it('that are too long are refused with the way to read them, and can be read in pages', async () => {
    for (let patch = COUNT + 1; patch <= COUNT + 4; patch += 1) await addVersion(patch);
    const { body } = (await app.request('get', versions, app.admin).expect(400)) as Answer;
    expect(body).toMatchObject({
      code: 'request.list_too_long',
      errors: [{ pointer: '?limit', message: 'The list has more than 6500000 bytes; ask for pages of it with limit' }],
    });
    const found: string[] = [];
    for (let next: string | undefined = `${versions}?limit=10`; next !== undefined;) {
      const page: Response = await app.request('get', next, app.admin).expect(200);
      found.push(...tagsOf(page.body));
      next = /<([^>]+)>/u.exec(page.headers.link ?? '')?.[1];
    }
    expect(found).toHaveLength(COUNT + 5);
  });

  it('of a detail that is too long are refused before a text is read, and a change before it is made', async () => {
    const path = '/api/projects/long/prompts/mail';
    const code = 'request.list_too_long';
    const reads = await readsDuring(async () => {
      const { body } = (await app.request('get', path, app.admin).expect(400)) as Answer;
      expect(body).toMatchObject({ code, errors: [{ message: expect.stringContaining('/versions?limit') as unknown }] });
      await app.request('patch', path, app.admin).send({ description: 'new' }).expect(400);
    });
    expect(reads).toEqual([]);
    const { body } = (await app.request('get', '/api/projects/long/prompts', app.admin).expect(200)) as Answer;
    expect(body).not.toMatchObject([{ description: 'new' }]);
  });

  it('refuse a change whose answer they would be, and leave it to a change set', async () => {
    const prompt = '/api/projects/long/prompts/mail';
    const body = { description: 'changed' };
    await app.request('patch', prompt, app.admin).send(body).expect(400);
    const changes = [{ action: 'update', resource: 'prompt', id: 'mail', body }];
    const { body: set } = (await app.request('post', '/api/projects/long/changes', app.admin).send({ changes }).expect(200)) as Answer;
    expect(set).toMatchObject({ results: [{ outcome: 'updated' }] });
  });

  it('refuse a page that is too long, before any of its texts is read', async () => {
    const reads = await readsDuring(async () => {
      const { body } = (await app.request('get', `${versions}?limit=500`, app.admin).expect(400)) as Answer;
      expect(body).toMatchObject({ message: ['The page has more than 6500000 bytes; ask for smaller ones with limit'] });
    });
    expect(reads).toEqual([]);
  });

  it('have pages that are read in slices', async () => {
    const reads = await readsDuring(async () => {
      const { body } = (await app.request('get', `${versions}?limit=28`, app.admin).expect(200)) as Answer;
      expect(tagsOf(body)).toHaveLength(28);
    });
    expect(reads).toEqual(
      Array.from({ length: 15 }, () => 2)
        .slice(0, 14)
        .concat(1),
    );
  });

  it('of the translations of one version of an asset are refused, and a change of it is not', async () => {
    const assets = '/api/projects/long/prompts/mail/assets';
    await app.request('post', assets, app.admin).send({ key: 'spoken', name: 'Spoken', initialValue: 'x' }).expect(201);
    const version = `${assets}/spoken/versions/1.0.0`;
    for (let language = 0; language < 8; language += 1)
      await app
        .request('post', `${version}/translations`, app.admin)
        .send({ languageCode: `fr-A${String.fromCharCode(65 + language)}`, value: 'z'.repeat(900_000) })
        .expect(201);
    const { body } = (await app.request('get', version, app.admin).expect(400)) as Answer;
    expect(body).toMatchObject({ code: 'request.list_too_long' });
    await app.request('patch', version, app.admin).send({ changeMessage: 'said' }).expect(200);
  });

  it('count the translations of the versions', async () => {
    await app.request('post', '/api/projects/long/prompts', app.admin).send({ name: 'Many', promptText: 'x' }).expect(201);
    for (let language = 0; language < 33; language += 1)
      await app
        .request('post', '/api/projects/long/prompts/many/versions/1.0.0/translations', app.admin)
        .send({ languageCode: `fr-${language < 20 ? 'A' : 'B'}${String.fromCharCode(65 + (language % 20))}`, promptText: TEXT })
        .expect(201);
    const { body } = (await app.request('get', '/api/projects/long/prompts/many', app.admin).expect(400)) as Answer;
    expect(body).toMatchObject({ code: 'request.list_too_long' });
  });

  it('of an asset that are too long are refused', async () => {
    const assets = '/api/projects/long/prompts/mail/assets';
    const value = 'z'.repeat(900_000);
    await app.request('post', assets, app.admin).send({ key: 'big', name: 'Big', initialValue: value }).expect(201);
    await app.request('get', `${assets}/big`, app.admin).expect(200);
    for (let patch = 1; patch <= 7; patch += 1)
      await app
        .request('post', `${assets}/big/versions`, app.admin)
        .send({ versionTag: `2.0.${patch}`, value, languageCode: 'en-US' })
        .expect(201);
    const { body } = (await app.request('get', `${assets}/big`, app.admin).expect(400)) as Answer;
    expect(body).toMatchObject({ code: 'request.list_too_long' });
  });
});
