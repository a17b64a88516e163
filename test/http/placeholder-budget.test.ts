/**
 * Counts the calls of a module's function, so it loads modules of its own.
 * @jest-environment node
 */
import { LruTemplateCompiler } from '#contexts/prompts/resolution/adapters/cache/lru-template-compiler';
import { parseTemplate, type Template } from '#contexts/prompts/template/domain/template';
import { startTestingApp, type TestingApp } from './testing-app';

jest.mock('#contexts/prompts/template/domain/template', () => {
  const actual = jest.requireActual<{ parseTemplate: typeof parseTemplate }>('#contexts/prompts/template/domain/template');
  return { ...actual, parseTemplate: jest.fn(actual.parseTemplate) };
});

const TEN_THOUSAND = '{{a}}'.repeat(10_000);

describe('the budget of placeholders', () => {
  let app: TestingApp;
  const prompts = '/api/projects/shop/prompts';
  const aPrompt = (name: string, promptText: string, status = 201) =>
    app.call('post', prompts, { name, promptText, activate: true }).expect(status);
  const serve = (prompt: string) => app.call('post', `/api/serve-prompt/execute/shop/${prompt}/latest/base`, { variables: { a: 'x' } });

  /** How many segments were compiled anew while `work` ran. */
  async function compiled(work: () => Promise<unknown>): Promise<number> {
    const parse = jest.mocked(parseTemplate);
    parse.mockClear();
    await work();
    return parse.mock.results.reduce((sum, { value }) => sum + (value as Template).length, 0);
  }

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    for (let n = 0; n < 6; n += 1) await aPrompt(`W${n}`, `${n}${TEN_THOUSAND}`);
  }, 60_000);
  afterAll(() => app.stop());

  it('is 10,000 for one text, wherever it is written, and is told before anything is parsed', async () => {
    const tooMany = `${TEN_THOUSAND}{{b}}`;
    const refused = async (work: (text: string) => ReturnType<TestingApp['call']>, pointer: string): Promise<void> => {
      const answer = await work(tooMany).expect(400);
      const message = `${pointer.slice(1).replaceAll('/', '.')} has more than 10000 placeholders ({{…}})`;
      expect(answer.body).toMatchObject({ code: expect.any(String) as string, errors: [{ pointer, message }] });
    };
    const version = { versionTag: '2.0.0', languageCode: 'en-US' };
    const french = (text: string, name: string) => [{ languageCode: 'fr-FR', [name]: text }];
    await aPrompt('Plain', 'x');
    const asset = { key: 'k', name: 'K' };
    await app.call('post', `${prompts}/plain/assets`, { ...asset, initialValue: 'x' }).expect(201);
    await app.call('post', `${prompts}/plain/versions`, {
      ...version,
      versionTag: '1.5.0',
      promptText: 'x',
      initialTranslations: french('x', 'promptText'),
    });
    await app.call('post', `${prompts}/plain/assets/k/versions`, {
      ...version,
      versionTag: '1.5.0',
      value: 'x',
      translations: french('x', 'value'),
    });
    const parts = await compiled(async () => {
      await refused((promptText) => app.call('post', prompts, { name: 'Bomb', promptText }), '/promptText');
      await refused((promptText) => app.call('post', `${prompts}/plain/versions`, { ...version, promptText }), '/promptText');
      await refused(
        (text) =>
          app.call('post', `${prompts}/plain/versions`, { ...version, promptText: 'x', initialTranslations: french(text, 'promptText') }),
        '/initialTranslations/0/promptText',
      );
      await refused((promptText) => app.call('patch', `${prompts}/plain/versions/1.5.0`, { promptText }), '/promptText');
      await refused((promptText) => app.call('patch', `${prompts}/plain/versions/1.5.0/translations/fr-FR`, { promptText }), '/promptText');
      await refused(
        (promptText) => app.call('post', `${prompts}/plain/versions/1.5.0/translations`, { languageCode: 'de-DE', promptText }),
        '/promptText',
      );
      await refused((initialValue) => app.call('post', `${prompts}/plain/assets`, { ...asset, key: 'l', initialValue }), '/initialValue');
      await refused((value) => app.call('post', `${prompts}/plain/assets/k/versions`, { ...version, value }), '/value');
      await refused((value) => app.call('patch', `${prompts}/plain/assets/k/versions/1.5.0`, { value }), '/value');
      const translations = `${prompts}/plain/assets/k/versions/1.5.0/translations`;
      await refused((value) => app.call('post', translations, { languageCode: 'de-DE', value }), '/value');
      await refused((value) => app.call('patch', `${translations}/fr-FR`, { value }), '/value');
    });
    // Only short texts that stand beside the refused ones.
    expect(parts).toBeLessThan(100);
  });

  it('is 50,000 for one resolve, from stored counts: what is too much is not compiled', async () => {
    await aPrompt('Most', '{{prompt:w0}}{{prompt:w1}}{{prompt:w2}}{{prompt:w3}} {{a}}');
    await aPrompt('Bomb', '{{prompt:w0}}{{prompt:w1}}{{prompt:w2}}{{prompt:w3}}{{prompt:w4}}{{prompt:w5}}');
    await serve('most').expect(201);
    const refusal = {
      code: 'prompts.resolution_too_large',
      message: 'The prompt and the texts that it reaches have more than 50000 placeholders',
    };
    const parts = await compiled(async () => {
      expect((await serve('bomb').expect(422)).body).toMatchObject(refusal);
      expect(
        (await app.call('post', `${prompts}/bomb/resolve`, { version: 'latest', variables: { a: 'x' } }).expect(422)).body,
      ).toMatchObject(refusal);
      expect((await app.call('get', `${prompts}/bomb/resolve?version=latest`).expect(422)).body).toMatchObject(refusal);
    });
    expect(parts).toBeLessThan(100);
  });

  it.each([
    ['its own text', 'base'],
    ['a translation of it', 'lang/fr-FR'],
  ])('takes %s once, at the bound of a resolve', async (_what, language) => {
    const kind = language === 'base' ? 'own' : 'translated';
    const slug = `bound-${kind}`;
    const served = async (tag: string, references: string, status: number) => {
      const long = references + '{{a}}'.repeat(10_000 - references.split('{{prompt:').length + 1);
      const version = { versionTag: tag, languageCode: 'en-US' };
      const texts =
        language === 'base'
          ? { promptText: long }
          : { promptText: 'short', initialTranslations: [{ languageCode: 'fr-FR', promptText: long }] };
      await app.call('post', `${prompts}/${slug}/versions`, { ...version, ...texts }).expect(201);
      await app.call('post', `/api/serve-prompt/execute/shop/${slug}/${tag}/${language}`, { variables: { a: 'x' } }).expect(status);
    };
    await aPrompt(`Bound ${kind}`, 'x');
    const atTheBound = '{{prompt:w0}}{{prompt:w1}}{{prompt:w2}}{{prompt:w3}}';
    await served('2.0.0', atTheBound, 201);
    await aPrompt(`One ${kind}`, '{{a}}');
    await served('3.0.0', `${atTheBound}{{prompt:one-${kind}}}`, 422);
  });

  it('lets whatever is served be compiled once: the next call finds all of it', async () => {
    await serve('most').expect(201);
    expect(await compiled(() => serve('most').expect(201))).toBe(0);
  });

  it('counts an asset wherever a text shows it', async () => {
    await aPrompt('Shows', `{{asset:big}}`.repeat(6));
    await app.call('post', `${prompts}/shows/assets`, { key: 'big', name: 'Big', initialValue: TEN_THOUSAND }).expect(201);
    expect((await serve('shows').expect(422)).body).toMatchObject({ message: 'Resolving the prompt takes more than 50000 placeholders' });
    await aPrompt('Fewer', `{{asset:big}}`.repeat(4));
    await app.call('post', `${prompts}/fewer/assets`, { key: 'big', name: 'Big', initialValue: TEN_THOUSAND }).expect(201);
    await serve('fewer').expect(201);
  });

  it('keeps in memory what one resolve may put in at most', () => {
    const compiler = new LruTemplateCompiler();
    const texts = Array.from({ length: 15 }, (_, n) => `${n}${'{{a}} '.repeat(3_300)}${'x'.repeat(1_000_000)}`);
    const compile = (): readonly unknown[] => texts.map((text, n) => compiler.compile(String(n), text, []));
    const first = compile();
    expect(compile().every((each, n) => each === first[n])).toBe(true);
    expect(() => compiler.compile('old', '{{a}}'.repeat(50_001), [])).toThrow('more than 50000 placeholders');
  });
});
