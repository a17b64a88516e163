import { japm as run, type Ran } from './japm';
import { startTestingApp, type TestingApp } from './testing-app';

describe('reading on the command line', () => {
  let app: TestingApp;
  const japm = (args: readonly string[], env: Record<string, string> = {}): Promise<Ran> =>
    run(args, { JAPM_URL: app.url, JAPM_TOKEN: app.admin, JAPM_PROJECT: 'shop', ...env });

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    for (const name of ['Order Mail', 'Menu', '计算机 1']) await app.given.prompt('shop', { name, promptText: `${name} {{who}}` });
    await app.given.version(
      { projectId: 'shop', promptId: 'menu' },
      { versionTag: '1.1.0', promptText: 'a\u202eb\r\n', languageCode: 'en' },
    );
    await app.given.environment('shop', 'production');
    await app.given.project('Empty');
  });
  afterAll(() => app.stop());

  it('lists prompts for people, and for programs as the server sends them', async () => {
    const { code, out } = await japm(['prompts', 'list', '--sort', 'name']);
    expect(code).toBe(0);
    expect(out[0]).toMatch(/^PROMPT +NAME +TYPE +NEWEST +TAGS +CHANGED$/u);
    expect(out.slice(1).map((line) => line.split(/ +/u)[0])).toEqual(['menu', 'order-mail', '-1']);
    const { entries } = await japm(['prompts', 'list', '--json', '--sort', 'name']);
    const { data } = await app.client().GET('/api/projects/{projectId}/prompts', {
      params: { path: { projectId: 'shop' }, query: { sort: 'name' } },
    });
    expect(entries()).toEqual(data);
  });

  it('offers every filter that the list of the API has', async () => {
    expect((await japm(['prompts', 'list', '--json', '-q', 'MENU', '--status', 'draft', '--type', 'USER'])).entries()).toMatchObject([
      { id: 'menu' },
    ]);
    expect((await japm(['prompts', 'list', '--status', 'gone'])).code).toBe(2);
  });

  it('follows the pages of a list up to --limit, or to its end with --all', async () => {
    const ids = async (...more: string[]) => (await japm(['audit', 'search', '--json', ...more])).entries().map(({ id }) => id);
    expect(await ids('--limit', '3')).toHaveLength(3);
    const changes = Array.from({ length: 110 }, (_, index) => ({ action: 'create', resource: 'tag', body: { name: `tag ${index}` } }));
    await app.request('post', '/api/projects/shop/changes', app.admin).send({ changes }).expect(200);
    const first = await japm(['audit', 'search', '--json', '--action', 'tag.create']);
    expect(first.out).toHaveLength(100);
    expect(first.err).toEqual(['There are more than 100: use --limit or --all.']);
    const all = await ids('--action', 'tag.create', '--all');
    expect(all).toHaveLength(110);
    expect(new Set(all).size).toBe(110);
    expect((await japm(['audit', 'search', '--all', '--limit', '2'])).code).toBe(2);
    expect((await japm(['audit', 'search', '--limit', '0'])).code).toBe(2);
  });

  it('says on standard error that a list is empty', async () => {
    expect(await japm(['prompts', 'list', '--project', 'Empty'])).toMatchObject({ code: 0, out: [], err: ['There are no such prompts.'] });
  });

  it('shows a prompt, a version, an environment and an event', async () => {
    expect((await japm(['prompts', 'show', 'menu'])).out.join('\n')).toMatch(
      /^id +menu\n[^]*VERSION[^]*1\.1\.0 +draft[^]*1\.0\.0 +active/u,
    );
    expect((await japm(['versions', 'list', 'menu'])).out).toHaveLength(3);
    expect((await japm(['versions', 'show', 'menu', '1.0.0'])).out.join('\n')).toMatch(/who +string +yes[^]*\n\nMenu \{\{who\}\}$/u);
    expect((await japm(['environments', 'show', 'production'])).out.join('\n')).toMatch(/pointers move +by hand or by deployments/u);
    expect((await japm(['environments', 'show', 'production', '--json'])).entries()).toMatchObject([
      { name: 'production' },
      { approvals: 1 },
    ]);
    const [{ id } = { id: '' }] = (await japm(['audit', 'search', '--action', 'prompt.create', '--json'])).entries<{ id: string }>();
    expect((await japm(['audit', 'show', id])).out.join('\n')).toMatch(/action +prompt\.create[^]*CHANGED +BEFORE +AFTER\n/u);
  });

  it('searches the audit log by words and shows a table', async () => {
    const { out } = await japm(['audit', 'search', 'menu', '--resource-type', 'prompt']);
    expect(out[0]).toMatch(/^TIME +ACTOR +ACTION +RESOURCE +OUTCOME +RISK$/u);
    expect(out.slice(1).join('\n')).toMatch(/prompt\.create +shop\/menu +success +low/u);
    await app.request('get', '/api/projects/shop/tags/none', app.admin).expect(404);
    expect((await japm(['audit', 'search', '--outcome', 'denied'])).out.join('\n')).toMatch(/ denied +/u);
    expect(await japm(['audit', 'search', '--action', 'tag.none'])).toMatchObject({ out: [], err: ['There are no such events.'] });
  });

  it('names the system where it acted, and shows an event as the server sends it', async () => {
    expect((await japm(['audit', 'search', '--action', 'system_prompt.create'])).out.join('\n')).toMatch(
      / install +system_prompt\.create/u,
    );
    const idOf = async (action: string): Promise<string> => {
      const { entries } = await japm(['audit', 'search', '--action', action, '--limit', '1', '--json']);
      return entries<{ id: string }>()[0]?.id ?? '';
    };
    const id = await idOf('system_prompt.create');
    expect((await japm(['audit', 'show', id])).out.join('\n')).toMatch(/actor +system install\n/u);
    expect((await japm(['audit', 'show', id, '--json'])).entries()).toMatchObject([{ id, action: 'system_prompt.create' }]);
    expect((await japm(['audit', 'show', await idOf('session.login')])).out.join('\n')).not.toContain('CHANGED');
  });

  it('prints a text byte for byte where standard output is no terminal', async () => {
    expect((await japm(['versions', 'show', 'menu', '1.1.0', '--text'])).out).toEqual(['a\u202eb\r\n']);
  });

  it.each<[string[], Record<string, string>, number, RegExp]>([
    [['prompts', 'show', 'nothing'], {}, 3, /^japm: Prompt 'nothing' not found \(404\)$/u],
    [['prompts', 'list'], { JAPM_TOKEN: 'wrong' }, 4, /\(401\)$/u],
    [['environments', 'create', 'production'], {}, 5, /already exists/u],
    [['prompts', 'list'], { JAPM_URL: 'http://127.0.0.1:1' }, 6, /can't be reached/u],
    [['prompts', 'list'], { JAPM_PROJECT: '' }, 2, /give --project, or set JAPM_PROJECT/u],
    [['audit', 'search', '--from', 'yesterday'], {}, 1, /RFC 3339/u],
  ])('ends %j with %j by what went wrong: %i', async (args, env, code, message) => {
    const ran = await japm(args, env);
    expect([ran.code, ran.out]).toEqual([code, []]);
    expect(ran.err.join('\n')).toMatch(message);
  });

  it('keeps what another tenant owns as hidden as the API does', async () => {
    const env = { JAPM_TOKEN: await app.strangerToken() };
    expect(await japm(['projects', 'list'], env)).toMatchObject({ out: [], err: ['There are no projects.'] });
    expect((await japm(['prompts', 'list'], env)).code).toBe(3);
  });

  it('leaves its name in the audit log', async () => {
    await japm(['environments', 'create', 'named']);
    expect((await japm(['audit', 'search', '--action', 'environment.create', '--json', '--limit', '1'])).entries()).toMatchObject([
      { origin: { userAgent: expect.stringMatching(/^japm\//u) as string } },
    ]);
  });
});

describe('resolving on the command line', () => {
  let app: TestingApp;
  const japm = (...args: string[]): Promise<Ran> => run(args, { JAPM_URL: app.url, JAPM_TOKEN: app.admin, JAPM_PROJECT: 'shop' });

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    const variables = [
      { name: 'who', type: 'string' },
      { name: 'count', type: 'number' },
    ];
    const promptText = '{{who}} × {{count}}';
    await app.given.prompt('shop', { name: 'Menu', promptText, variables, languageCode: 'en-US' } as Parameters<
      TestingApp['given']['prompt']
    >[1]);
  });
  afterAll(() => app.stop());

  it('takes texts and JSON, and the last value of a name', async () => {
    expect(await japm('resolve', 'menu', '1.0.0', '--var', 'who=x', '--var', 'count:=3', '--var', 'who=a=b')).toMatchObject({
      code: 0,
      out: ['a=b × 3'],
    });
  });

  it('lists all faults of the values, each in its line', async () => {
    const { code, out, err } = await japm('resolve', 'menu', '1.0.0', '--var', 'count=many', '--var', 'whom=Bo');
    expect([code, out]).toEqual([1, []]);
    expect(err.join('\n').split('\n')).toEqual([
      'japm: 3 faults:',
      ...['missing', 'unknown', 'mistyped'].map((kind) => expect.stringContaining(`  ${kind}: `) as string),
    ]);
  });

  it('resolves as of a time, and knows nothing from before the prompt', async () => {
    const values = ['--var', 'who=Bo', '--var', 'count:=1'];
    expect(await japm('resolve', 'menu', '1.0.0', ...values, '--as-of', new Date().toISOString())).toMatchObject({
      code: 0,
      out: ['Bo × 1'],
    });
    expect((await japm('resolve', 'menu', '1.0.0', ...values, '--as-of', '2020-01-01')).code).toBe(3);
    expect((await japm('resolve', 'menu', '1.0.0', ...values, '--as-of', 'then')).code).toBe(1);
  });

  it('tells that the language fell back, or fails with --strict', async () => {
    const values = ['--var', 'who=Bo', '--var', 'count:=1', '--language', 'fr'];
    expect(await japm('resolve', 'menu', '1.0.0', ...values)).toMatchObject({
      code: 0,
      err: ['No text in fr: the one in en-US is shown.'],
    });
    expect(await japm('resolve', 'menu', '1.0.0', ...values, '--strict')).toMatchObject({ code: 3, out: [] });
  });

  it.each([
    [[], /either a version or --environment/u],
    [['1.0.0', '--environment', 'x'], /either a version or --environment/u],
    [['1.0.0', '--var', 'who'], /'who' is not a variable/u],
    [['1.0.0', '--var', '=x'], /is not a variable/u],
    [['1.0.0', '--var', 'count:=x'], /the value of 'count' is not valid JSON/u],
    [['1.0.0', '--var', 'count:=12345678901234567890'], /must keep its digits/u],
    [['1.0.0', '--vars', 'nowhere.json'], /nowhere\.json can't be read \(ENOENT\)/u],
    [['1.0.0', '--vars', 'package-lock.json/x'], /can't be read \(ENOTDIR\)/u],
  ])('takes %j for wrong usage', async (more, message) => {
    const { code, err } = await japm('resolve', 'menu', ...more);
    expect(code).toBe(2);
    expect(err.join('\n')).toMatch(message);
  });
});
