import { startTestingApp, type TestingApp } from '../testing-app';
import { addressed, bodyWith, inputsOf, once, OPERATIONS, type Operation } from './operations';
import { onceLanguage, Place } from './place';

/** Members of bodies below a prompt, and of prompts, that hold a template. */
const TEMPLATES = new Set(['promptText', 'value', 'initialValue', 'text']);
const nameOf = (pointer: string): string => pointer.split('/').at(-1) ?? '';

describe('a change that is accepted with what its sender would not expect', () => {
  let app: TestingApp;
  let place: Place;

  beforeAll(async () => {
    app = await startTestingApp();
    place = new Place(app, app.admin, app.admin);
  }, 30_000);
  afterAll(() => app.stop());

  const writing = OPERATIONS.filter(({ method, path }) => method !== 'get' && path.startsWith('/api/projects/{projectId}/prompts'));
  const withMember = (isWanted: (name: string) => boolean) =>
    writing.flatMap((operation) =>
      inputsOf(operation)
        .filter((each) => each.startsWith('/') && isWanted(nameOf(each)))
        .map((pointer) => [operation.id, pointer, operation] as const),
    );
  const templates = withMember((name) => TEMPLATES.has(name));
  const types = withMember((name) => name === 'type').filter(([, pointer]) => !pointer.startsWith('/variables/'));

  /** Translations in one place name other languages than those that the place has. */
  const inAnotherLanguage = (body: object): object =>
    JSON.parse(JSON.stringify(body).replace(/"languageCode":"fr-FR"/gu, () => `"languageCode":"${onceLanguage()}"`)) as object;
  /** The versions of a document are new ones, and have what these need. */
  const whole = (body: object): object => {
    const { versions, assets = [], ...rest } = body as { versions?: object[]; assets?: { versions?: object[] }[] };
    if (!versions) return body;
    const needed = (text: object) => (each: object) => ({ ...text, languageCode: 'en-US', ...each });
    const ofAssets = assets.map((asset) => ({ ...asset, versions: (asset.versions ?? []).map(needed({ value: 'walk' })) }));
    return { ...rest, versions: versions.map(needed({ promptText: 'walk' })), assets: ofAssets };
  };
  const answered = async (operation: Operation, pointer: string, value: unknown): Promise<{ status: number; warning: string }> => {
    const values: string[] = [];
    for (const each of operation.parameters) values.push(await place.value(each));
    const body = inAnotherLanguage(whole(bodyWith(operation, pointer, value)));
    const { status, headers } = await app.request(operation.method, addressed(operation, values), app.admin).send(body);
    return { status, warning: headers.warning ?? '' };
  };

  it('is walked in every operation that takes a text', () => {
    expect(templates.length).toBeGreaterThan(15);
    expect(types.map(([id]) => id)).toEqual(expect.arrayContaining(['Prompts_create']) as string[]);
  });

  it.each(templates)('warns of conditions: %s %s', async (_id, pointer, operation) => {
    const plain = await answered(operation, pointer, `Hi ${once()} {{who}}`);
    expect(plain).toEqual({ status: expect.any(Number) as number, warning: '' });
    expect(plain.status).toBeLessThan(300);
    place = place.beside();
    const { status, warning } = await answered(operation, pointer, `Hi ${once()} {{#if vip}}`);
    expect(status).toBeLessThan(300);
    expect(warning).toContain('{{#if vip}} are variables of these names');
    place = place.beside();
  });

  it.each(types)('refuses an unknown type, or warns of it: %s %s', async (_id, pointer, operation) => {
    const { status, warning } = await answered(operation, pointer, 'chat');
    expect(status === 400 || warning.includes("The type 'chat' is not known")).toBe(true);
  });
});
