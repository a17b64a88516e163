import { startTestingApp, type TestingApp } from './testing-app';

interface Call {
  readonly method: 'post' | 'patch' | 'delete';
  readonly path: string;
  readonly body: object;
}

const LANGUAGES = ['en', 'de-DE', 'fr-FR'];
const EPISODES = 16;
const MAX_STEPS = 12;

/** The same numbers in every run (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe('changes of what environments serve, without a move', () => {
  let app: TestingApp;
  let number = 0;
  let projects: readonly string[] = [];

  const bodyOf = (answer: { readonly body: unknown }): unknown => answer.body;
  const call = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body: object = {}) =>
    app.request(method, `/api/projects/${path}`, app.admin).send(body);
  const aProject = async (): Promise<string> => {
    number += 1;
    await app
      .request('post', '/api/projects', app.admin)
      .send({ name: `shop-${number}` })
      .expect(201);
    await call('post', `shop-${number}/environments`, { name: 'production' }).expect(201);
    return `shop-${number}`;
  };
  const aPrompt = (project: string, slug: string, promptText: string) =>
    call('post', `${project}/prompts`, { name: slug, slug, promptText, languageCode: 'en', activate: true }).expect(201);
  const point = (project: string, slug: string) =>
    call('put', `${project}/environments/production/pointers/${slug}`, { versionTag: '1.0.0' }).expect(200);
  const isServed = async (project: string, prompt: string, language: string): Promise<boolean> => {
    const path = `/api/serve-prompt/execute/${project}/${prompt}/latest/lang/${language}?environmentName=production`;
    const { status } = await app.request('post', path, app.admin).send({});
    return status === 201;
  };

  beforeAll(async () => {
    app = await startTestingApp();
  }, 30_000);
  afterAll(() => app.stop());
  beforeEach(async () => {
    projects = [await aProject(), await aProject()];
  });

  it('say which text cannot be resolved any more, where and why', async () => {
    const [shop = '', other = ''] = projects;
    await aPrompt(shop, 'child', 'child {{asset:sign}}');
    await aPrompt(other, 'parent', `parent {{prompt:${shop}/child}}`);
    await point(shop, 'child');
    await point(other, 'parent');
    const prompt = `${shop}/prompts/child`;
    const translated = await call('post', `${prompt}/versions/1.0.0/translations`, {
      languageCode: 'de-DE',
      promptText: '{{prompt:nothere}}',
    }).expect(201);
    const missing = "Environment 'production' serves what cannot be resolved: referenced prompt 'nothere' does not exist: ";
    expect(translated.headers.warning).toContain(`${missing}child -> nothere`);
    expect(translated.headers.warning).toContain(`${missing}parent -> ${shop}/child -> nothere`);
    await call('patch', `${prompt}/versions/1.0.0/translations/de-DE`, { promptText: 'Kind' }).expect(200).expect(silent);
    const asset = { key: 'sign', name: 'Sign', initialValue: '{{prompt:child}}' };
    const circular = "prompt 'child' contains itself: child -> child";
    expect((await call('post', `${prompt}/assets`, asset).expect(201)).headers.warning).toContain(circular);
    await call('patch', `${prompt}/assets/sign`, { enabled: false }).expect(200).expect(silent);
    expect((await call('patch', `${prompt}/assets/sign`, { enabled: true }).expect(200)).headers.warning).toContain(circular);
    const version = { versionTag: '2.0.0', value: 'Yours', languageCode: 'en' };
    expect((await call('post', `${prompt}/assets/sign/versions`, version).expect(201)).headers.warning).toContain(circular);
    await call('post', `${prompt}/assets/sign/versions/2.0.0/activate`).expect(200).expect(silent);
  });

  it('reach what names a version by its tag', async () => {
    const [shop = ''] = projects;
    await aPrompt(shop, 'draft', 'active');
    const draft = { versionTag: '2.0.0', languageCode: 'en', promptText: 'draft' };
    await call('post', `${shop}/prompts/draft/versions`, draft).expect(201);
    await aPrompt(shop, 'shows', '{{prompt:draft:2.0.0}}');
    await point(shop, 'shows');
    const changed = await call('patch', `${shop}/prompts/draft/versions/2.0.0`, { promptText: '{{prompt:nothere}}' }).expect(200);
    expect(changed.headers.warning).toContain('shows -> draft:2.0.0 -> nothere');
  });

  it('say it once for all changes of a change set, and again when the answer is replayed', async () => {
    const [shop = ''] = projects;
    await aPrompt(shop, 'page', 'page');
    await point(shop, 'page');
    const translation = { resource: 'translation', prompt: 'page', version: '1.0.0' };
    const create = { ...translation, action: 'create', body: { languageCode: 'fr-FR', promptText: '{{prompt:nothere}} {{#if vip}}' } };
    const mend = { ...translation, action: 'update', id: 'fr-FR', body: { promptText: 'page' } };
    const apply = (changes: object[], key: string) => call('post', `${shop}/changes`, { changes }).set('idempotency-key', key).expect(200);
    const mended = await apply([create, mend], 'mended');
    expect(mended.headers.warning).toBe('299 - "Templates have no conditions, loops or filters: {{#if vip}} are variables of these names"');
    expect((bodyOf(mended) as { results: { warning: string | null }[] }).results.map(({ warning }) => warning)).toEqual([
      'Templates have no conditions, loops or filters: {{#if vip}} are variables of these names',
      null,
    ]);
    const broken = await apply([{ ...create, action: 'update', id: 'fr-FR' }], 'broken');
    expect(broken.headers.warning).toContain('page -> nothere');
    const replayed = await apply([{ ...create, action: 'update', id: 'fr-FR' }], 'broken');
    expect(replayed.headers).toMatchObject({ 'idempotency-replayed': 'true', warning: broken.headers.warning as string });
  });

  it('announce every served text that they break', async () => {
    let breaks = 0;
    for (let episode = 0; episode < EPISODES; episode += 1) {
      projects = [await aProject(), await aProject()];
      breaks += await anEpisode(random(episode));
    }
    expect(breaks).toBeGreaterThan(EPISODES / 3);
  }, 120_000);

  /** Random changes until one breaks a served text; how many texts it broke. */
  async function anEpisode(below: (most: number) => number): Promise<number> {
    const [shop = '', other = ''] = projects;
    const places = [
      [shop, 'p0'],
      [shop, 'p1'],
      [shop, 'p2'],
      [other, 'p3'],
    ] as const;
    const oneOf = <T>(values: readonly T[]): T => values[below(values.length)] as T;
    const texts = [
      'plain',
      '{{asset:a}}',
      '{{asset:a:2.0.0}}',
      '{{asset:b}}',
      `{{prompt:${shop}/p0}}`,
      `{{prompt:${shop}/p1:1.0.0}}`,
      `{{prompt:${shop}/p2:2.0.0}}`,
    ];
    const bad = ['{{prompt:nothere}}', '{{prompt:p2}}', `{{prompt:${other}/p3}}`];
    for (const [project, slug] of places) await aPrompt(project, slug, slug === 'p0' ? 'end {{asset:a}}' : oneOf(texts));
    for (const [project, slug] of places) {
      await call('post', `${project}/prompts/${slug}/versions`, { versionTag: '2.0.0', languageCode: 'en', promptText: 'draft' }).expect(
        201,
      );
      await call('put', `${project}/environments/production/pointers/${slug}`, { versionTag: '1.0.0' });
    }
    const broken = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const [project, slug] of places) {
        if ((await call('get', `${project}/environments/production/pointers/${slug}`)).status === 404) continue;
        for (const language of LANGUAGES) if (!(await isServed(project, slug, language))) found.push(slug);
      }
      return [...new Set(found)];
    };
    const change = (): Call => {
      const [project, slug] = oneOf(places);
      const text = oneOf(below(3) > 0 ? bad : texts);
      const prompt = `${project}/prompts/${slug}`;
      const asset = `${prompt}/assets/${oneOf(['a', 'b'])}`;
      const version = `${asset}/versions/${oneOf(['1.0.0', '2.0.0'])}`;
      const languageCode = oneOf(['de-DE', 'fr-FR']);
      const written = { languageCode, promptText: text, value: text };
      const calls: Call[] = [
        { method: 'post', path: `${prompt}/versions/1.0.0/translations`, body: { languageCode, promptText: text } },
        { method: 'patch', path: `${prompt}/versions/1.0.0/translations/${languageCode}`, body: { promptText: text } },
        { method: 'delete', path: `${prompt}/versions/1.0.0/translations/${languageCode}`, body: {} },
        { method: 'patch', path: `${prompt}/versions/2.0.0`, body: { promptText: text } },
        { method: 'post', path: `${prompt}/assets`, body: { key: oneOf(['a', 'b']), name: 'Asset', initialValue: text } },
        { method: 'post', path: `${prompt}/assets`, body: { key: oneOf(['a', 'b']), name: 'Asset', initialValue: text } },
        { method: 'patch', path: asset, body: { enabled: below(2) === 0 } },
        { method: 'delete', path: asset, body: {} },
        { method: 'post', path: `${asset}/versions`, body: { versionTag: '2.0.0', value: text, languageCode: 'en' } },
        { method: 'patch', path: version, body: { value: text } },
        { method: 'delete', path: version, body: {} },
        { method: 'post', path: `${version}/${oneOf(['activate', 'archive', 'restore'])}`, body: {} },
        { method: 'post', path: `${version}/translations`, body: { languageCode: written.languageCode, value: text } },
        { method: 'patch', path: `${version}/translations/${languageCode}`, body: { value: text } },
        { method: 'post', path: `${prompt}/versions/2.0.0/${oneOf(['archive', 'restore'])}`, body: {} },
      ];
      return oneOf(calls);
    };
    const before = await broken();
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const { method, path, body } = change();
      const { status, headers } = await call(method, path, body);
      if (status >= 300) continue;
      const lost = (await broken()).filter((each) => !before.includes(each));
      const warning = headers.warning ?? '';
      const said = lost.filter((each) => warning.includes(`: ${each} -> `) || warning.endsWith(' more"'));
      expect({ change: `${method} ${path} ${JSON.stringify(body)}`, said }).toEqual({
        change: `${method} ${path} ${JSON.stringify(body)}`,
        said: lost,
      });
      if (lost.length > 0) return lost.length;
    }
    return 0;
  }
});

const silent = ({ headers }: { readonly headers: object }): void => {
  expect(headers).not.toHaveProperty('warning');
};
