import { startTestingApp, type TestingApp } from './testing-app';

interface Id {
  readonly id: string;
}
interface Answer {
  readonly dependents: {
    projectId: string;
    promptId: string;
    versionTag: string;
    steps: number;
    environments: { name: string }[];
    path: ({ promptId: string; versionTag: string | null; assetKey: string | null } | null)[];
  }[];
  readonly total: number;
  readonly hidden: number;
}

/** What these texts show is not released itself. */
const breakGlass = { reason: 'only what shows it' };

describe('dependents over HTTP', () => {
  let app: TestingApp;
  let environmentId: string;
  const prompts = (project = 'shop'): string => `/api/projects/${project}/prompts`;
  const bodyOf = (response: { readonly body: unknown }): unknown => response.body;
  const aPrompt = (name: string, promptText: string, more: object = {}, project = 'shop') =>
    app.call('post', prompts(project), { name, promptText, activate: true, ...more }).expect(201);
  const aVersion = async (prompt: string, versionTag: string, promptText: string, active = true): Promise<void> => {
    await app.call('post', `${prompts()}/${prompt}/versions`, { versionTag, promptText, languageCode: 'en-US' }).expect(201);
    if (active) await app.call('post', `${prompts()}/${prompt}/versions/${versionTag}/activate`).expect(200);
  };
  const archive = (prompt: string, tag: string, query = '') => app.call('post', `${prompts()}/${prompt}/versions/${tag}/archive${query}`);
  const answer = async (path: string, token = app.admin): Promise<Answer> =>
    bodyOf(await app.call('get', `${prompts()}/${path}`, {}, token).expect(200)) as Answer;
  const names = ({ dependents }: Answer): string[] =>
    dependents.map((each) => `${each.projectId}/${each.promptId} ${each.versionTag} in ${each.steps}`);
  const wayOf = (path: Answer['dependents'][number]['path']): string =>
    path.map((step) => (step ? [step.promptId, step.assetKey ?? '', step.versionTag ?? 'any'].join(' ') : 'closed')).join(' → ');

  beforeAll(async () => {
    app = await startTestingApp();
    for (const name of ['Shop', 'Other', 'Closed']) await app.given.project(name);
    environmentId = (bodyOf(await app.call('post', '/api/projects/shop/environments', { name: 'production' }).expect(201)) as Id).id;
    const user = bodyOf(await app.call('get', '/api/auth/profile', {}, await app.userToken('user')).expect(200)) as Id;
    await app.call('put', `/api/projects/closed/members/${user.id}`, { role: 'viewer' }).expect(200);
  });
  afterAll(() => app.stop());

  it('are what shows a text, over several steps and projects, with the way and the environments', async () => {
    await aPrompt('Base', 'b');
    await aPrompt('Middle', 'x {{prompt:base}}');
    await aPrompt('Top', '{{asset:part}}');
    await app.call('post', `${prompts()}/top/assets`, { key: 'part', name: 'P', initialValue: '{{prompt:middle:1.0.0}}' }).expect(201);
    await aPrompt('Foreign', '{{prompt:shop/top}}', {}, 'other');
    const initialTranslations = [{ languageCode: 'fr-FR', promptText: '{{prompt:base:9.0.0}} {{prompt:shop/base:1.0.0:fr}}' }];
    await aPrompt('Secret', 'none', { initialTranslations, activate: false }, 'closed');
    await aPrompt('Base', '{{prompt:base-of-other}}', {}, 'other');
    await aVersion('middle', '2.0.0', 'nothing');
    await aVersion('middle', '3.0.0', '{{prompt:base}}', false);
    await app.call('put', `/api/projects/shop/environments/${environmentId}/pointers/top`, { versionTag: '1.0.0', breakGlass }).expect(200);
    const all = await answer('base/dependents');
    expect(names(all)).toEqual([
      'closed/secret 1.0.0 in 1',
      'shop/middle 1.0.0 in 1',
      'shop/middle 3.0.0 in 1',
      'shop/top 1.0.0 in 2',
      'other/foreign 1.0.0 in 3',
    ]);
    expect(all).toMatchObject({ total: 5, hidden: 0, complete: true });
    expect(wayOf(all.dependents[4]?.path ?? [])).toBe('foreign  1.0.0 → top  1.0.0 → top part 1.0.0 → middle  1.0.0 → base  any');
    expect(all.dependents[3]?.environments).toEqual([{ id: environmentId, name: 'production' }]);
    const stranger = await answer('base/dependents', await app.userToken('user'));
    expect([names(stranger).length, stranger.total, stranger.hidden]).toEqual([4, 4, 1]);
    expect(names(await answer('middle/dependents?versionTag=1.0.0'))).toEqual(['shop/top 1.0.0 in 1', 'other/foreign 1.0.0 in 2']);
    expect(names(await answer('middle/dependents?versionTag=2.0.0'))).toEqual([]);
    const asset = await answer('top/assets/part/dependents');
    expect(names(asset)).toEqual(['shop/top 1.0.0 in 1', 'other/foreign 1.0.0 in 2']);
    expect(wayOf(asset.dependents[1]?.path ?? [])).toBe('foreign  1.0.0 → top  1.0.0 → top part any');
    const page = await app.call('get', `${prompts()}/base/dependents?limit=4`).expect(200);
    const next = /<([^>]+)>/u.exec(page.headers.link ?? '')?.[1] ?? '';
    expect(names(bodyOf(await app.call('get', next).expect(200)) as Answer)).toEqual(['other/foreign 1.0.0 in 3']);
    // It counts entries of this prompt, of any version.
    await app.call('get', next.replace('/base/', '/middle/')).expect(400);
    await app.call('get', `${next}&versionTag=1.0.0`).expect(400);
    await app.call('get', `${prompts()}/base/dependents?cursor=x`).expect(400);
    await app.call('get', `${prompts()}/base/dependents?limit=0`).expect(400);
    await app.call('get', `${prompts()}/base/dependents?versionTag=7.0.0`).expect(404);
    await app.call('get', `${prompts()}/nobody/dependents`).expect(404);
    await app.call('get', `${prompts()}/top/assets/none/dependents`).expect(404);
  });

  it('keep a text from being taken away, while they are active or released', async () => {
    await aPrompt('Kept', 'k');
    await aPrompt('Keeper', '{{prompt:kept}}', { activate: false });
    await aPrompt('Tagged', '{{prompt:kept:2.0.0}}', { activate: false });
    const refused = { code: 'prompts.still_referenced', dependents: [{ projectId: 'shop', promptId: 'keeper', versionTag: '1.0.0' }] };
    expect(bodyOf(await archive('kept', '1.0.0', '?ifUnused=true').expect(409))).toMatchObject(refused);
    await app.call('post', `${prompts()}/keeper/versions/1.0.0/activate`).expect(200);
    for (const gone of [
      archive('kept', '1.0.0'),
      app.call('delete', `${prompts()}/kept/versions/1.0.0`),
      app.call('delete', `${prompts()}/kept`),
    ]) {
      expect(bodyOf(await gone.expect(409))).toMatchObject({ ...refused, hidden: 0 });
    }
    await aVersion('kept', '2.0.0', 'k2');
    await archive('kept', '1.0.0', '?ifUnused=true').expect(200);
    await archive('kept', '2.0.0').expect(409);
    await aVersion('kept', '3.0.0', 'k3');
    await archive('kept', '2.0.0', '?ifUnused=true').expect(409);
    await archive('kept', '2.0.0').expect(200);
    await archive('keeper', '1.0.0').expect(200);
    await app.call('delete', `${prompts()}/kept`).expect(200);
  });

  it('are found behind an archived version, which a text shows by its tag', async () => {
    await aPrompt('Ground', 'g');
    await aPrompt('Gone', '{{prompt:ground}} {{asset:old:1.0.0}}', { activate: false });
    await aPrompt('Untagged', '{{prompt:gone}}', { activate: false });
    await aPrompt('Still', '{{prompt:gone:1.0.0}}', { activate: false });
    const old = `${prompts()}/gone/assets/old`;
    await app.call('post', `${prompts()}/gone/assets`, { key: 'old', name: 'O', initialValue: 'o' }).expect(201);
    await app.call('post', `${old}/versions/1.0.0/archive`).expect(200);
    await archive('gone', '1.0.0').expect(200);
    await app
      .call('put', `/api/projects/shop/environments/${environmentId}/pointers/still`, { versionTag: '1.0.0', breakGlass })
      .expect(200);
    const found = await answer('ground/dependents');
    expect(names(found)).toEqual(['shop/still 1.0.0 in 2']);
    expect(wayOf(found.dependents[0]?.path ?? [])).toBe('still  1.0.0 → gone  1.0.0 → ground  any');
    await app.call('delete', `${prompts()}/ground`).expect(409);
    await app.call('delete', old).expect(409);
    await aPrompt('Cellar', 'c');
    await app.call('patch', `${old}/versions/1.0.0`, { value: '{{prompt:cellar}}' }).expect(200);
    expect(names(await answer('cellar/dependents'))).toEqual(['shop/still 1.0.0 in 2']);
    await app.call('delete', `${prompts()}/cellar`).expect(409);
    await app.call('delete', `/api/projects/shop/environments/${environmentId}/pointers/still`).expect(200);
    await app.call('delete', `${prompts()}/still`).expect(200);
    await app.call('delete', `${prompts()}/ground?ifUnused=true`).expect(200);
    await app.call('delete', `${prompts()}/cellar?ifUnused=true`).expect(200);
  });

  it('count the released texts of the own prompt for its assets, and no unreleased ones', async () => {
    await aPrompt('Own', '{{asset:used}} {{asset:tagged:1.0.0}}');
    const assets = `${prompts()}/own/assets`;
    for (const key of ['used', 'tagged', 'free']) await app.call('post', assets, { key, name: key, initialValue: 'v' }).expect(201);
    await app.call('delete', `${assets}/used?ifUnused=true`).expect(409);
    await app.call('delete', `${assets}/used`).expect(200);
    await app.call('post', assets, { key: 'used', name: 'used', initialValue: 'v' }).expect(201);
    await app.call('put', `/api/projects/shop/environments/${environmentId}/pointers/own`, { versionTag: '1.0.0' }).expect(200);
    const refused = bodyOf(await app.call('delete', `${assets}/used`).expect(409));
    expect(refused).toMatchObject({ dependents: [{ promptId: 'own', environments: ['production'], steps: 1 }] });
    for (const key of ['used', 'tagged']) {
      await app.call('post', `${assets}/${key}/versions`, { value: 'w', versionTag: '2.0.0', languageCode: 'en-US' }).expect(201);
      await app.call('post', `${assets}/${key}/versions/2.0.0/activate`).expect(200);
    }
    await app.call('delete', `${assets}/used/versions/1.0.0`).expect(200);
    await app.call('delete', `${assets}/used/versions/2.0.0`).expect(409);
    await app.call('post', `${assets}/tagged/versions/1.0.0/archive`).expect(409);
    await app.call('post', `${assets}/tagged/versions/2.0.0/archive`).expect(200);
    await app.call('delete', `${assets}/free?ifUnused=true`).expect(200);
  });

  it('are those that its environments serve, for a key of environments', async () => {
    await aPrompt('Shown', 's');
    await aPrompt('Released', '{{prompt:shown}}');
    await aVersion('released', '2.0.0', '{{prompt:shown}} again', false);
    await app
      .call('put', `/api/projects/shop/environments/${environmentId}/pointers/released`, { versionTag: '1.0.0', breakGlass })
      .expect(200);
    const wanted = { name: 'k', permissions: ['prompt:read'], environments: ['production'] };
    const { apiKey } = bodyOf(await app.call('post', '/api/api-keys', wanted).expect(201)) as { apiKey: string };
    const seen = await app.request('get', `${prompts()}/shown/dependents`).set('x-api-key', apiKey).expect(200);
    expect(names(bodyOf(seen) as Answer)).toEqual(['shop/released 1.0.0 in 1']);
    expect(names(await answer('shown/dependents'))).toHaveLength(2);
  });

  it('are counted only where their project is closed to the caller', async () => {
    await aPrompt('Loved', 'l');
    await aPrompt('Lover', '{{prompt:shop/loved}}', {}, 'closed');
    const refused = bodyOf(await app.call('delete', `${prompts()}/loved`, {}, await app.userToken('user')).expect(409));
    expect(refused).toMatchObject({ dependents: [], hidden: 1, message: "Prompt 'loved' is referred to by 1 more" });
    expect(JSON.stringify(refused)).not.toContain('lover');
  });

  it('are counted only for a key that may not read prompts', async () => {
    await aPrompt('Shared', 's');
    await aPrompt('Sharer', '{{prompt:shared}}');
    const wanted = { name: 'k', permissions: ['version:activate'] };
    const { apiKey } = bodyOf(await app.call('post', '/api/api-keys', wanted).expect(201)) as { apiKey: string };
    const path = `${prompts()}/shared/versions/1.0.0/archive`;
    const refused = bodyOf(await app.request('post', path).set('x-api-key', apiKey).expect(409));
    expect(refused).toMatchObject({ code: 'prompts.still_referenced', dependents: [], hidden: 1 });
    expect(JSON.stringify(refused)).not.toContain('sharer');
  });

  it('follow the text of a draft and its translations', async () => {
    await aPrompt('Old', 'o');
    await aPrompt('New', 'n');
    await aPrompt('Draft', '{{prompt:old}}', { activate: false });
    const version = `${prompts()}/draft/versions/1.0.0`;
    await app.call('patch', version, { promptText: '{{prompt:new}}' }).expect(200);
    expect([names(await answer('old/dependents')), names(await answer('new/dependents'))]).toEqual([[], ['shop/draft 1.0.0 in 1']]);
    await app.call('patch', version, { literals: ['prompt:new'] }).expect(200);
    expect(names(await answer('new/dependents'))).toEqual([]);
    await app.call('post', `${version}/translations`, { languageCode: 'fr-FR', promptText: '{{prompt:old}} {{prompt:new}}' }).expect(201);
    expect([names(await answer('old/dependents')).length, names(await answer('new/dependents')).length]).toEqual([1, 0]);
    await app.call('patch', `${version}/translations/fr-FR`, { promptText: 'rien' }).expect(200);
    expect(names(await answer('old/dependents'))).toEqual([]);
    await app.call('patch', `${version}/translations/fr-FR`, { promptText: '{{prompt:old}}' }).expect(200);
    await app.call('delete', `${version}/translations/fr-FR`).expect(200);
    expect(names(await answer('old/dependents'))).toEqual([]);
  });
});
