import { createHash } from 'node:crypto';
import { canonicalBytes } from '#shared/canonical-json';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

const ROUNDS = 10;

interface Version {
  readonly promptText: string;
  readonly languageCode: string;
  readonly variables: readonly object[];
  readonly literals: readonly string[];
  readonly contentHash: string;
  readonly status: string;
  readonly isActive: boolean;
}

jest.setTimeout(120_000);

describeWithServices('changes of prompt versions at the same time, on MySQL', ['MYSQL_URL'], () => {
  let database: ScratchDatabase;
  let app: TestingApp;
  const environments: string[] = [];
  let made = 0;
  const shop = '/api/projects/shop';
  const versions = `${shop}/prompts/mail/versions`;
  const statuses = async (...calls: ReturnType<TestingApp['call']>[]): Promise<number[]> =>
    (await Promise.all(calls)).map(({ status }) => status);
  const sorted = async (...calls: ReturnType<TestingApp['call']>[]): Promise<number[]> =>
    (await statuses(...calls)).toSorted((a, b) => a - b);
  const create = (versionTag: string, more: object = {}) =>
    app.call('post', versions, { versionTag, promptText: 'Dear {{who}}', languageCode: 'en-US', ...more });
  /** Path of a new draft. */
  const aDraft = async (more: object = {}): Promise<string> => {
    const versionTag = `1.${(made += 1)}.0`;
    await create(versionTag, more).expect(201);
    return `${versions}/${versionTag}`;
  };
  const read = async (path: string): Promise<Version> => (await app.call('get', path).expect(200)).body as Version;
  const point = (path: string, environment = 0) =>
    app.call('put', `${shop}/environments/${environments[environment]}/pointers/mail`, { versionTag: path.slice(versions.length + 1) });
  const hashOf = ({ promptText: text, languageCode: language, variables, literals }: Version): string =>
    createHash('sha256').update(canonicalBytes({ text, language, variables, literals })).digest('hex');

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
    app = await startTestingApp({ database: { url: database.url } });
    await app.call('post', '/api/projects', { name: 'Shop' }).expect(201);
    await app.call('post', `${shop}/prompts`, { name: 'Mail', promptText: 'Hi' }).expect(201);
    for (const name of ['development', 'staging', 'production']) {
      const { body } = (await app.call('post', `${shop}/environments`, { name }).expect(201)) as { body: { id: string } };
      environments.push(body.id);
    }
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  it('give a tag to one only', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const translated = { initialTranslations: [{ languageCode: 'fr', promptText: 'Cher {{who}}' }] };
      const tag = `2.${round}.0`;
      expect(await sorted(create(tag), create(tag, translated))).toEqual([201, 409]);
      expect(await sorted(create(`3.${round}.0`), create(`3.${round}.0`), create(`3.${round}.0`))).toEqual([201, 409, 409]);
    }
  });

  it('fix at an activation what went in before, and nothing after it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const draft = await aDraft();
      const edit = (text: string) => app.call('patch', draft, { promptText: `${text} {{other}}` });
      const [activated, ...edited] = await statuses(app.call('post', `${draft}/activate`), edit('One'), edit('Two'));
      expect([200, 409]).toContain(activated);
      const version = await read(draft);
      expect(version.contentHash).toBe(hashOf(version));
      expect(version.status).toBe(activated === 200 ? 'active' : 'draft');
      // Only an edit that was answered with 200 is in the text, and who lost a race changed nothing.
      const written = ['One', 'Two'].filter((_, index) => edited[index] === 200);
      expect(['Dear', ...written].filter((text) => version.promptText.startsWith(text))).toHaveLength(1);
      if (written.length > 0) expect(version.promptText).not.toContain('Dear');
      const name = version.promptText.startsWith('Dear') ? 'who' : 'other';
      if (activated === 200) expect(version.variables).toMatchObject([{ name, type: 'string', required: true }]);
      expect(edited.every((status) => status === 200 || status === 409)).toBe(true);
    }
  });

  it('find what is deleted in that moment to be gone, and delete nothing that changed', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const draft = await aDraft();
      const [activated, deleted] = await statuses(app.call('post', `${draft}/activate`), app.call('delete', draft));
      expect([
        [200, 200],
        [200, 409],
        [404, 200],
        [409, 200],
      ]).toContainEqual([activated, deleted]);
      await app.call('get', draft).expect(deleted === 200 ? 404 : 200);
    }
  });

  it('archive nothing that an environment comes to point at', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      // Nothing in it that has a lock of its own.
      const path = await aDraft({ promptText: 'Bye' });
      await app.call('post', `${path}/activate`).expect(200);
      const sent = environments.map((_, environment) => () => point(path, environment));
      const at = round % (sent.length + 1);
      const outcomes = await statuses(...sent.toSpliced(at, 0, () => app.call('post', `${path}/archive`)).map((send) => send()));
      const isArchived = outcomes[at] === 200;
      expect(outcomes).toEqual(sent.map(() => (isArchived ? 409 : 200)).toSpliced(at, 0, isArchived ? 200 : 409));
      expect(await read(path)).toMatchObject({ status: isArchived ? 'archived' : 'active', isActive: !isArchived });
    }
  });

  it('delete nothing that an environment comes to point at', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const draft = await aDraft();
      const both = await statuses(point(draft), app.call('delete', draft));
      expect([
        [200, 409],
        [404, 200],
        [409, 200],
      ]).toContainEqual(both);
      if (both[0] === 200) expect(await read(draft)).toMatchObject({ status: 'active', isActive: true });
      else await app.call('get', draft).expect(404);
    }
  });

  it('translate a version that is there, from what it says', async () => {
    const french = { languageCode: 'fr-FR', promptText: 'Cher {{who}}' };
    for (let round = 0; round < ROUNDS; round += 1) {
      const draft = await aDraft();
      const translate = () => app.call('post', `${draft}/translations`, french);
      expect((await statuses(app.call('post', `${draft}/activate`), translate(), translate())).toSorted((a, b) => a - b)).toEqual([
        200, 201, 409,
      ]);
      expect((await app.call('get', `${draft}/translations`).expect(200)).body).toMatchObject([
        { languageCode: 'fr-FR', state: 'current' },
      ]);
      const gone = await aDraft();
      const both = await statuses(app.call('delete', gone), app.call('post', `${gone}/translations`, french));
      expect([
        [200, 201],
        [200, 404],
      ]).toContainEqual(both);
      await app.call('get', gone).expect(404);
    }
  });

  it('let one of those change a version who saw the same of it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const draft = await aDraft();
      const { etag } = (await app.call('get', draft).expect(200)).headers as { etag: string };
      const texts = ['One', 'Two', 'Three'];
      const outcomes = await statuses(...texts.map((promptText) => app.call('patch', draft, { promptText }).set('if-match', etag)));
      expect(outcomes.toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
      expect((await read(draft)).promptText).toBe(texts[outcomes.indexOf(200)]);

      const seen = ((await app.call('get', draft).expect(200)).headers as { etag: string }).etag;
      const [edited, deleted] = await statuses(
        app.call('patch', draft, { promptText: 'Four' }),
        app.call('delete', draft).set('if-match', seen),
      );
      expect([
        [200, 412],
        [404, 200],
        [409, 200],
      ]).toContainEqual([edited, deleted]);
    }
  });
});
