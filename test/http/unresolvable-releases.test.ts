import { startTestingApp, type TestingApp } from './testing-app';

interface Item {
  readonly entityType: string;
  readonly entityId: string;
  readonly versionTag: string;
}

describe('releases of what cannot be resolved', () => {
  let app: TestingApp;
  let approver: string;
  let shop: string;
  let production: string;
  let number = 0;

  const call = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body: object = {}) =>
    app.request(method, `${shop}${path}`, app.admin).send(body);
  const bodyOf = (answer: { readonly body: unknown }): unknown => answer.body;
  const aPrompt = async (name: string, promptText: string, more: object = {}): Promise<Item> => {
    const created = await call('post', '/prompts', { name, promptText, ...more }).expect(201);
    const { versions } = bodyOf(created) as { versions: { id: string }[] };
    return { entityType: 'PROMPT_VERSION', entityId: versions[0]?.id ?? '', versionTag: '1.0.0' };
  };
  const aVersion = async (prompt: string, versionTag: string, promptText: string): Promise<Item> => {
    const created = await call('post', `/prompts/${prompt}/versions`, { versionTag, promptText, languageCode: 'en' }).expect(201);
    return { entityType: 'PROMPT_VERSION', entityId: (bodyOf(created) as { id: string }).id, versionTag };
  };
  const pointer = (prompt: string): string => `/environments/${production}/pointers/${prompt}`;
  const point = (prompt: string, more: object = {}) => call('put', pointer(prompt), { versionTag: '1.0.0', ...more });
  const refusedWith = (message: string, path: string[]) => ({
    code: 'prompts.release_unresolvable',
    message: `Environment 'production' would serve what cannot be resolved: ${message}: ${path.join(' → ')}`,
    path,
  });
  const asked = async (items: Item[]): Promise<string> => {
    number += 1;
    const body = { name: `release ${number}`, environmentId: production, items };
    return (bodyOf(await call('post', '/deployments', body).expect(201)) as { id: string }).id;
  };
  const approved = async (items: Item[]): Promise<string> => {
    const id = await asked(items);
    await app.request('put', `${shop}/deployments/${id}/approve`, approver).expect(200);
    return id;
  };
  const faults = async (id: string): Promise<(string | null)[]> =>
    (bodyOf(await call('get', `/deployments/${id}/preview`).expect(200)) as { items: { fault: string | null }[] }).items.map(
      (each) => each.fault,
    );
  const slug = (): string => shop.split('/').at(-1) ?? '';
  const serve = (prompt: string) =>
    app.request('post', `/api/serve-prompt/execute/${slug()}/${prompt}/latest/base?environmentName=production`, app.admin).send({});

  beforeAll(async () => {
    app = await startTestingApp();
    approver = await app.userToken('tenant_admin');
  }, 30_000);
  afterAll(() => app.stop());
  beforeEach(async () => {
    number += 1;
    const name = `shop-${number}`;
    await app.given.project(name);
    shop = `/api/projects/${name}`;
    production = (bodyOf(await call('post', '/environments', { name: 'production' }).expect(201)) as { id: string }).id;
  });

  it('are refused by hand, with the path: missing, without a pointer, circular, too deep, a language that is none', async () => {
    await aPrompt('Bad', 'x {{prompt:nothere}}');
    expect(bodyOf(await point('bad').expect(409))).toMatchObject(
      refusedWith("referenced prompt 'nothere' does not exist", ['bad', 'nothere']),
    );
    await aPrompt('Tag', '{{prompt:bad:9.9.9}}');
    expect(bodyOf(await point('tag').expect(409))).toMatchObject(
      refusedWith("referenced prompt 'bad:9.9.9' does not exist", ['tag', 'bad:9.9.9']),
    );
    await aPrompt('Child', 'child');
    await aPrompt('Parent', 'parent {{prompt:child}}');
    expect(bodyOf(await point('parent').expect(409))).toMatchObject(
      refusedWith("environment 'production' points at no version of prompt 'child'", ['parent', 'child']),
    );
    await aPrompt('A', '{{prompt:b:1.0.0}}');
    await aPrompt('B', '{{prompt:a:1.0.0}}');
    expect(bodyOf(await point('a').expect(409))).toMatchObject(
      refusedWith("prompt 'a:1.0.0' contains itself", ['a', 'b:1.0.0', 'a:1.0.0']),
    );
    for (let level = 0; level <= 6; level += 1) await aPrompt(`L${level}`, level === 6 ? 'end' : `{{prompt:l${level + 1}:1.0.0}}`);
    expect(bodyOf(await point('l0').expect(409))).toMatchObject({
      message: expect.stringContaining('over more than 5 levels: l0 → l1:1.0.0') as string,
      path: ['l0', 'l1:1.0.0', 'l2:1.0.0', 'l3:1.0.0', 'l4:1.0.0', 'l5:1.0.0', 'l6:1.0.0'],
    });
    await point('l1').expect(200);
    await aPrompt('Tongue', '{{prompt:child:1.0.0:nolang}}');
    await point('tongue').expect(409);
    await call('get', pointer('bad')).expect(404);
  });

  it('are what serving says: a pointer that is moved can be served', async () => {
    await aPrompt('Child', 'child');
    await aPrompt('Parent', 'parent {{prompt:child}} {{asset:none}} {{missing}}', {
      initialTranslations: [{ languageCode: 'fr', promptText: 'x' }],
    });
    await point('child').expect(200);
    await point('parent').expect(200);
    await serve('parent').expect(201);
  });

  it('are found in translations and in shown assets, not in disabled ones nor in those that a version does not show', async () => {
    await aPrompt('Said', 'fine', { initialTranslations: [{ languageCode: 'fr', promptText: '{{prompt:nothere}}' }] });
    await point('said').expect(409);
    await aPrompt('Signed', '{{asset:sign}}');
    await call('post', '/prompts/signed/assets', { key: 'sign', name: 'Sign', initialValue: '{{prompt:nothere}}' }).expect(201);
    await call('post', '/prompts/signed/assets', { key: 'other', name: 'Other', initialValue: '{{prompt:nothere}}' }).expect(201);
    expect(bodyOf(await point('signed').expect(409))).toMatchObject({ path: ['signed', 'nothere'] });
    await call('patch', '/prompts/signed/assets/sign', { enabled: false }).expect(200);
    await point('signed').expect(200);
  });

  it('are refused where a released text loses what it shows: the move or removal of a child', async () => {
    await aPrompt('Child', 'child');
    await aPrompt('Parent', '{{prompt:middle}}');
    await aPrompt('Middle', '{{prompt:child}}');
    for (const each of ['child', 'middle', 'parent']) await point(each).expect(200);
    expect(bodyOf(await call('delete', pointer('child')).expect(409))).toMatchObject({
      code: 'prompts.release_unresolvable',
      faults: expect.arrayContaining([
        expect.objectContaining({ path: ['parent', 'middle', 'child'] }),
        expect.objectContaining({ path: ['middle', 'child'] }),
      ]) as object,
    });
    await aVersion('child', '2.0.0', '{{prompt:parent}}');
    await call('put', pointer('child'), { versionTag: '2.0.0' }).expect(409);
    await aVersion('child', '3.0.0', 'new');
    await call('put', pointer('child'), { versionTag: '3.0.0' }).expect(200);
    // Nobody shows it.
    await call('delete', pointer('parent')).expect(200);
  });

  it('do not keep a text that could not be resolved before from being mended step by step', async () => {
    await aPrompt('One', '1');
    await aPrompt('Two', '2');
    await aPrompt('Both', '{{prompt:one}} {{prompt:two}}');
    const broken = await point('both', { breakGlass: { reason: 'now' } }).expect(200);
    expect(broken.headers.warning).toBe(`299 - "environment 'production' points at no version of prompt 'one': both -> one"`);
    await point('one').expect(200);
    await point('two').expect(200);
    await serve('both').expect(201);
    await call('delete', pointer('two')).expect(409);
    const removed = await app
      .request('delete', `${shop}${pointer('two')}?breakGlass=must`, app.admin)
      .expect(200)
      .expect('warning', /points at no version of prompt 'two': both -> two/u);
    expect(removed.body).toMatchObject({ promptId: 'two' });
    const events = bodyOf(await app.request('get', `/api/audit/events?action=pointer.break_glass&limit=2`, app.admin).expect(200)) as {
      items?: object[];
    };
    expect(JSON.stringify(events)).toContain(`"aside":["unresolvable"]`);
    expect(JSON.stringify(events)).toContain(`points at no version of prompt 'two': both → two`);
  });

  it('are judged after all moves of a deployment, said by its preview, and make it FAILED', async () => {
    const child = await aPrompt('Child', 'child');
    const parent = await aPrompt('Parent', '{{prompt:child}}');
    const alone = await approved([parent]);
    const fault = "environment 'production' points at no version of prompt 'child': parent → child";
    expect(await faults(alone)).toEqual([fault]);
    expect(bodyOf(await call('post', `/deployments/${alone}/deploy`).expect(409))).toMatchObject({
      code: 'prompts.deployment_failed',
      message: `items.0: ${fault}; nothing was deployed`,
    });
    expect(bodyOf(await call('get', `/deployments/${alone}`))).toMatchObject({ status: 'FAILED', items: [{ errorMessage: fault }] });
    const both = await approved([parent, child]);
    expect(await faults(both)).toEqual([null, null]);
    await call('post', `/deployments/${both}/deploy`).expect(201);
    await serve('parent').expect(201);

    // The child of a text that is released already, beside another item.
    const other = await aPrompt('Other', 'other');
    const bad = await aVersion('child', '2.0.0', '{{prompt:nothere}}');
    const breaking = await approved([other, bad]);
    expect(await faults(breaking)).toEqual([null, expect.stringContaining('child → nothere') as string]);
    await call('post', `/deployments/${breaking}/deploy`).expect(409);
    await call('get', pointer('other')).expect(404);
  });

  it('come with assets as well', async () => {
    await aPrompt('Mail', '{{asset:sign}}');
    await call('post', '/prompts/mail/assets', { key: 'sign', name: 'Sign', initialValue: 'Bye' }).expect(201);
    await point('mail').expect(200);
    const body = { versionTag: '2', value: '{{prompt:nothere}}', languageCode: 'en-US' };
    const { id } = bodyOf(await call('post', '/prompts/mail/assets/sign/versions', body).expect(201)) as { id: string };
    const deployment = await approved([{ entityType: 'PROMPT_ASSET_VERSION', entityId: id, versionTag: '2' }]);
    expect(await faults(deployment)).toEqual([expect.stringContaining('mail → nothere') as string]);
    await call('post', `/deployments/${deployment}/deploy`).expect(409);
    await serve('mail').expect(201);
  });

  it('come with assets to what names a version by its tag, whatever version of that prompt is released', async () => {
    await aPrompt('Mail', '{{asset:sign}}');
    await call('post', '/prompts/mail/assets', { key: 'sign', name: 'Sign', initialValue: 'Bye' }).expect(201);
    await aVersion('mail', '2.0.0', 'without it');
    await call('put', pointer('mail'), { versionTag: '2.0.0' }).expect(200);
    await aPrompt('Letter', '{{prompt:mail:1.0.0}}');
    await point('letter').expect(200);
    const body = { versionTag: '2', value: '{{prompt:nothere}}', languageCode: 'en-US' };
    const { id } = bodyOf(await call('post', '/prompts/mail/assets/sign/versions', body).expect(201)) as { id: string };
    const deployment = await approved([{ entityType: 'PROMPT_ASSET_VERSION', entityId: id, versionTag: '2' }]);
    expect(await faults(deployment)).toEqual([expect.stringContaining('letter → mail:1.0.0 → nothere') as string]);
    await call('post', `/deployments/${deployment}/deploy`).expect(409);
    await serve('letter').expect(201);
  });

  it('are judged after all changes of a change set', async () => {
    await aPrompt('Child', 'child');
    await aPrompt('Parent', '{{prompt:child}}');
    const move = (id: string): object => ({
      action: 'update',
      resource: 'pointer',
      environment: production,
      id,
      body: { versionTag: '1.0.0' },
    });
    expect(bodyOf(await call('post', '/changes', { changes: [move('parent')] }).expect(409))).toMatchObject({ path: ['parent', 'child'] });
    await call('post', '/changes', { changes: [move('parent'), move('child')] }).expect(200);
    await serve('parent').expect(201);
    const remove = { action: 'delete', resource: 'pointer', environment: production, id: 'child' };
    await call('post', '/changes', { changes: [remove] }).expect(409);
    await call('post', '/changes', { changes: [remove, move('child')] }).expect(200);
    await call('post', '/changes', { changes: [remove, { ...remove, id: 'parent' }] }).expect(200);
  });

  it('are warned of by a rollback, which is never refused', async () => {
    const child = await aPrompt('Child', 'child');
    const parent = await aPrompt('Parent', 'alone');
    const first = await approved([parent]);
    await call('post', `/deployments/${first}/deploy`).expect(201);
    const second = await approved([child, await aVersion('parent', '2.0.0', '{{prompt:child}}')]);
    await call('post', `/deployments/${second}/deploy`).expect(201);
    const third = await approved([await aVersion('parent', '3.0.0', 'alone again')]);
    await call('post', `/deployments/${third}/deploy`).expect(201);
    await call('delete', '/prompts/child/versions/1.0.0').expect(409);
    const back = await call('post', `/deployments/${third}/rollback`, { rollbackToDeploymentId: second }).expect(201);
    expect(back.headers).not.toHaveProperty('warning');
    // Another project's text, which a rollback does not bring back.
    const elsewhere = shop;
    const [here, there] = [production, `${shop}-b`];
    await app
      .request('post', '/api/projects', app.admin)
      .send({ name: there.split('/').at(-1) })
      .expect(201);
    shop = there;
    production = (bodyOf(await call('post', '/environments', { name: 'production' }).expect(201)) as { id: string }).id;
    await aPrompt('Foot', 'foot');
    await point('foot').expect(200);
    const [foot, footPointer] = [`${there.split('/').at(-1) ?? ''}/foot`, pointer('foot')];
    [shop, production] = [elsewhere, here];
    const fourth = await approved([await aVersion('parent', '4.0.0', `{{prompt:${foot}}}`)]);
    await call('post', `/deployments/${fourth}/deploy`).expect(201);
    const fifth = await approved([await aVersion('parent', '5.0.0', 'end')]);
    await call('post', `/deployments/${fifth}/deploy`).expect(201);
    await app.request('delete', `${there}${footPointer}`, app.admin).expect(200);
    const warned = await call('post', `/deployments/${fifth}/rollback`, { rollbackToDeploymentId: fourth }).expect(201);
    expect(warned.headers.warning).toContain(`points at no version of prompt '${foot}': parent -> ${foot}`);
    const events = await app.request('get', '/api/audit/events?action=deployment.rollback&limit=1', app.admin).expect(200);
    expect(JSON.stringify(events.body)).toContain(`parent → ${foot}`);
    // What is released there cannot be taken away from what shows it here.
    [shop, production] = [there, footPointer.split('/')[2] ?? ''];
    await point('foot').expect(200);
    expect(bodyOf(await call('delete', footPointer).expect(409))).toMatchObject({ path: ['parent', foot] });
  });

  it('are exactly those after which serving fails', async () => {
    const random = seeded(20261130);
    const names = ['pa', 'pb', 'pc', 'pd', 'pe', 'pf'];
    const tags = ['1.0.0', '2.0.0'];
    const reference = (): string => {
      const [target, tag] = [pick(random, [...names, 'nobody']), pick(random, ['', '', ':1.0.0', ':2.0.0', ':3.0.0'])];
      return `{{prompt:${target}${tag}}}`;
    };
    const text = (): string => Array.from({ length: pick(random, [0, 0, 1, 1, 2]) }, reference).join(' ') || 'end';
    for (const name of names) await aPrompt(name, text());
    for (const name of names) await aVersion(name, '2.0.0', text());
    const released = new Set<string>();
    const failing = async (): Promise<string[]> => {
      const answers = await Promise.all([...released].map(async (name) => ({ name, status: (await serve(name)).status })));
      return answers.filter(({ status }) => status !== 201).map(({ name }) => name);
    };
    const outcomes = { moved: 0, refused: 0 };
    for (let turn = 0; turn < 40; turn += 1) {
      const name = pick(random, names);
      const removes = released.has(name) && random() < 0.3;
      const versionTag = pick(random, tags);
      const act = (breaks: boolean) =>
        removes
          ? app.request('delete', `${shop}${pointer(name)}${breaks ? '?breakGlass=referee' : ''}`, app.admin)
          : call('put', pointer(name), { versionTag, ...(breaks && { breakGlass: { reason: 'referee' } }) });
      const before = new Map((await stored()).map((each) => [each.promptId, each.versionTag]));
      const { status } = await act(false);
      if (status === 200) {
        outcomes.moved += 1;
        if (removes) released.delete(name);
        else released.add(name);
        expect(await failing()).toEqual([]);
        continue;
      }
      outcomes.refused += 1;
      expect(status).toBe(409);
      expect(new Map((await stored()).map((each) => [each.promptId, each.versionTag]))).toEqual(before);
      const broken = await act(true).expect(200);
      expect(broken.headers.warning).toMatch(/^299 - "/u);
      if (removes) released.delete(name);
      else released.add(name);
      expect(await failing()).not.toEqual([]);
      const earlier = before.get(name);
      if (earlier === undefined) await app.request('delete', `${shop}${pointer(name)}`, app.admin).expect(200);
      else await call('put', pointer(name), { versionTag: earlier }).expect(200);
      if (earlier === undefined) released.delete(name);
      else released.add(name);
      expect(await failing()).toEqual([]);
    }
    expect(Math.min(outcomes.moved, outcomes.refused)).toBeGreaterThan(5);
  }, 60_000);

  async function stored(): Promise<{ promptId: string; versionTag: string }[]> {
    return bodyOf(await call('get', `/environments/${production}/pointers`).expect(200)) as { promptId: string; versionTag: string }[];
  }
});

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const pick = <T>(random: () => number, values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
