import { startTestingApp, type TestingApp } from '../testing-app';

interface Row {
  readonly id: string;
  readonly name: string;
}

describe('lists over HTTP', () => {
  let app: TestingApp;
  const path = '/api/projects/shop/tags';
  const ask = async (query: string): Promise<{ rows: Row[]; link: string | undefined }> => {
    const answer = await app.request('get', `${path}?${query}`, app.admin).expect(200);
    return { rows: answer.body as Row[], link: answer.headers.link };
  };
  const names = async (query: string): Promise<string[]> => (await ask(query)).rows.map(({ name }) => name);
  const nextOf = (link: string | undefined): string | undefined => /<([^>]+)>; rel="next"/u.exec(link ?? '')?.[1];
  const faults = async (query: string): Promise<unknown> => {
    const answer = await app.request('get', `${path}?${query}`, app.admin).expect(400);
    return (answer.body as { errors: unknown }).errors;
  };

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    for (const name of ['Zebra', 'äpfel', '100%', 'a_b', 'under[x]', 'Zoo'])
      await app.request('post', path, app.admin).send({ name }).expect(201);
  }, 30_000);
  afterAll(() => app.stop());

  it('come whole and without a link when nothing is asked', async () => {
    const { rows, link } = await ask('');
    expect(rows).toHaveLength(6);
    expect(link).toBeUndefined();
    expect(await names('limit=&sort=&q=&cursor=')).toEqual(rows.map(({ name }) => name));
  });

  it('come in pages, whose links keep the rest of the question', async () => {
    const { rows, link } = await ask('limit=2&sort=-name');
    expect(rows.map(({ name }) => name)).toEqual(['äpfel', 'under[x]']);
    const next = nextOf(link) ?? '';
    expect(next).toMatch(/^\/api\/projects\/shop\/tags\?limit=2&sort=-name&cursor=[\w-]+$/u);
    const second = await app.request('get', next, app.admin).expect(200);
    expect((second.body as Row[]).map(({ name }) => name)).toEqual(['a_b', 'Zoo']);
    const last = await app.request('get', nextOf(second.headers.link) ?? '', app.admin).expect(200);
    expect((last.body as Row[]).map(({ name }) => name)).toEqual(['Zebra', '100%']);
    expect(last.headers.link).toBeUndefined();
  });

  it('go on after a row that is gone, and do not show twice what came before', async () => {
    const gone = (await app.request('post', path, app.admin).send({ name: 'Zooo' }).expect(201)).body as Row;
    const { link } = await ask('limit=6&sort=name');
    await app.request('delete', `${path}/${gone.id}`, app.admin).expect(200);
    await app.request('post', path, app.admin).send({ name: '0' }).expect(201);
    const rest = await app.request('get', nextOf(link) ?? '', app.admin).expect(200);
    expect((rest.body as Row[]).map(({ name }) => name)).toEqual(['äpfel']);
    const { rows } = await ask('q=0&sort=name');
    await app.request('delete', `${path}/${rows[0]?.id ?? ''}`, app.admin).expect(200);
  });

  it.each([
    ['ZO', ['Zoo']],
    ['z', ['Zebra', 'Zoo']],
    ['ÄPF', ['äpfel']],
    ['äPF', ['äpfel']],
    ['%25', ['100%']],
    ['_', ['a_b']],
    ['[X]', ['under[x]']],
    ['*', []],
    ['?', []],
    ['\\', []],
    ["'", []],
    ['!', []],
  ])('find %s as it is written, in any case', async (q, found) => {
    expect(await names(`q=${q === '%25' ? q : encodeURIComponent(q)}`)).toEqual(found);
  });

  it('find what is written in other letters, and all of a long text at once', async () => {
    const made = await app
      .request('post', path, app.admin)
      .send({ name: 'ДЕнЬ Straße', description: `${'a'.repeat(1_000_000)}Ö` })
      .expect(201);
    for (const q of ['дЕНь', 'STRAßE', 'ь s', 'Aö']) expect(await names(`q=${encodeURIComponent(q)}`)).toEqual(['ДЕнЬ Straße']);
    expect(await names(`q=${'a'.repeat(254)}b`)).toEqual([]);
    await app.request('delete', `${path}/${(made.body as Row).id}`, app.admin).expect(200);
  });

  it.each([
    ['limit=0', '?limit', 'limit must be an integer from 1 to 500'],
    ['limit=501', '?limit', 'limit must be an integer from 1 to 500'],
    ['limit=1.5', '?limit', 'limit must be an integer from 1 to 500'],
    ['limit=1&limit=2', '?limit', 'limit must be given once'],
    ['sort=color', '?sort', 'sort must be one of: createdAt, -createdAt, updatedAt, -updatedAt, name, -name'],
    ['sort=constructor', '?sort', 'sort must be one of: createdAt, -createdAt, updatedAt, -updatedAt, name, -name'],
    ['cursor=nonsense', '?cursor', 'cursor does not belong to this list and query'],
    [`q=${'x'.repeat(256)}`, '?q', 'q must be at most 255 characters long'],
  ])('refuse %s', async (query, pointer, message) => {
    expect(await faults(query)).toEqual([{ pointer, message }]);
  });

  it('say all that is wrong at once', async () => {
    expect(await faults('limit=x&sort=y&cursor=z')).toHaveLength(3);
  });

  const FOREIGN = [{ pointer: '?cursor', message: 'cursor does not belong to this list and query' }];
  const cursorIn = (link: string | undefined): string => new URL(nextOf(link) ?? '', app.url).searchParams.get('cursor') ?? '';

  it('refuse a cursor of another sort, and one that somebody made up', async () => {
    const { link } = await ask('limit=1&sort=name');
    const cursor = cursorIn(link);
    expect(await faults(`limit=1&sort=-name&cursor=${cursor}`)).toEqual(FOREIGN);
    expect(await faults(`cursor=${cursor}`)).toEqual(FOREIGN);
    for (const altered of [cursor.slice(1), cursor.slice(0, -1), `${cursor}A`, cursor.slice(-8), cursor.slice(0, -8), 'AAAAAAAA'])
      expect(await faults(`limit=1&sort=name&cursor=${altered}`)).toEqual(FOREIGN);
    for (const position of [
      ['createdAt', 'x', 'y'],
      ['createdAt', -1, 'y'],
      ['createdAt', 9e15, 'y'],
      ['name', 5, 'y'],
      ['name', 'a', 'é'],
      ['name', 'a', 5],
      ['name'],
    ]) {
      const sort = String(position[0]);
      const mark = cursorIn((await ask(`limit=1&sort=${sort}`)).link).slice(-8);
      const forged = (of: readonly unknown[]): string => Buffer.from(JSON.stringify(of)).toString('base64url') + mark;
      expect(await faults(`sort=${sort}&cursor=${forged(position)}`)).toEqual(FOREIGN);
      // The mark is right: the position is what is refused.
      expect(await names(`sort=${sort}&cursor=${forged([sort, sort === 'name' ? 'Zebra' : 1, 'zz'])}`)).not.toEqual([]);
    }
  });

  it('refuse a cursor of another list, of another question and of another tenant, and take one in another spelling', async () => {
    const add = (at: string, body: object, token = app.admin) => app.request('post', at, token).send(body).expect(201);
    await add('/api/projects', { name: 'Other' });
    const stranger = await app.strangerToken();
    await add('/api/projects', { name: 'Shop' }, stranger);
    for (const name of ['a', 'b']) {
      await add('/api/projects/other/tags', { name });
      await add(path, { name: `environment ${name}` }, stranger);
      await add('/api/projects/shop/environments', { name });
    }
    const question = 'limit=1&sort=name&q=e';
    const cursor = cursorIn((await ask(question)).link);
    const refused = async (address: string, token = app.admin): Promise<void> => {
      const answer = await app.request('get', address, token).expect(400);
      expect((answer.body as { errors: object[] }).errors).toEqual(FOREIGN);
    };
    await refused(`/api/projects/other/tags?${question}&cursor=${cursor}`);
    await refused(`/api/projects/shop/environments?${question}&cursor=${cursor}`);
    await refused(`${path}?${question}&cursor=${cursor}`, stranger);
    await refused(`${path}?limit=1&sort=name&q=r&cursor=${cursor}`);
    await refused(`${path}?limit=1&sort=name&cursor=${cursor}`);
    const rest = await names(`${question.replace('limit=1', 'limit=5')}&cursor=${cursor}`);
    expect(rest).not.toEqual([]);
    const spelt = await app.request('get', `/api/projects/%73hop/tags/?q=%65&cursor=${cursor}&sort=name&limit=`, app.admin).expect(200);
    expect((spelt.body as Row[]).map(({ name }) => name)).toEqual(rest);
  });
});
