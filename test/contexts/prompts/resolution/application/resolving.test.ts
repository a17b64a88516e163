import { LruTemplateCompiler } from '../../../../../src/contexts/prompts/resolution/adapters/cache/lru-template-compiler';
import { FetchTemplate } from '../../../../../src/contexts/prompts/resolution/application/fetch-template';
import { PreviewVersion } from '../../../../../src/contexts/prompts/resolution/application/preview-version';
import { ReadTemplate } from '../../../../../src/contexts/prompts/resolution/application/read-template';
import { ResolvePrompt, type ResolvePromptCommand } from '../../../../../src/contexts/prompts/resolution/application/resolve-prompt';
import { ServePrompt, type ServePromptCommand } from '../../../../../src/contexts/prompts/resolution/application/serve-prompt';
import {
  AssetSource,
  type FoundAsset,
  type ListedAsset,
} from '../../../../../src/contexts/prompts/resolution/application/asset-source.port';
import { PromptFragments } from '../../../../../src/contexts/prompts/resolution/application/prompt-fragments';
import { StoredFragments } from '../../../../../src/contexts/prompts/resolution/application/stored-fragments';
import { TextInliner } from '../../../../../src/contexts/prompts/resolution/application/text-inliner';
import { VersionChoice } from '../../../../../src/contexts/prompts/resolution/application/version-choice';
import { AccessMeter, AccessTrace } from '../../../../../src/contexts/prompts/usage/application/access-meter';
import { KeptAccesses } from '../../usage/accesses';
import { ACTOR, promptsOnSqlite, STRANGER, type PromptsOnSqlite } from '../../prompts-on-sqlite';

class NoAssets extends AssetSource {
  find(): Promise<FoundAsset[]> {
    return Promise.resolve([]);
  }

  list(): Promise<ListedAsset[]> {
    return Promise.resolve([]);
  }
}

describe('resolving prompts', () => {
  let at: PromptsOnSqlite;
  let accesses: KeptAccesses;
  let fragments: PromptFragments;
  let inliner: TextInliner;
  beforeEach(async () => {
    at = await promptsOnSqlite();
    accesses = new KeptAccesses();
    fragments = new PromptFragments(at.translations, new NoAssets(), new LruTemplateCompiler());
    inliner = new TextInliner(new StoredFragments(at.catalog, at.prompts, at.versions, at.pointers, fragments));
  });
  afterEach(() => at.close());

  const values = (given: Record<string, unknown>) => new Map(Object.entries(given));
  const choice = () => new VersionChoice(at.catalog, at.versions, at.pointers);
  const serve = (more: Partial<ServePromptCommand> = {}) =>
    new ServePrompt(at.lookup, choice(), fragments, inliner, new NoAssets(), new AccessMeter(accesses)).execute({
      actor: ACTOR,
      project: 'shop',
      prompt: 'order-mail',
      versionTag: 'latest',
      environmentName: null,
      languageCode: null,
      variables: values({}),
      processed: true,
      includeAssets: false,
      strict: false,
      ...more,
    });
  const templates = () => new ReadTemplate(at.lookup, choice(), fragments, inliner);
  const where = { actor: ACTOR, project: 'shop', prompt: 'order-mail', version: '1.0.0', environment: null, language: null, strict: false };
  const resolve = (variables: Record<string, unknown>, more: Partial<ResolvePromptCommand> = {}) =>
    new ResolvePrompt(templates(), new AccessMeter(accesses)).execute({ ...where, variables: values(variables), ...more });
  const french = { translations: [{ languageCode: 'fr-FR', text: 'Cher {{who}}' }] };

  it('serves with values and defaults, and lists what stays', async () => {
    await at.aPrompt({ promptText: '{{a}} {{b}} {{c}} {{lit}} {{asset:k}}', variables: [{ name: 'b', default: 'B' }], literals: ['lit'] });
    const served = await serve({ variables: values({ a: '{{c}}', z: null }) });
    expect(served).toMatchObject({ text: '{{c}} B {{c}} {{lit}} {{asset:k}}', unresolved: ['c', 'asset:k'], provided: ['a'] });
    expect(await serve({ processed: false })).toMatchObject({ text: '{{a}} {{b}} {{c}} {{lit}} {{asset:k}}', unresolved: [] });
  });

  it('serves the language that was asked for, or falls back', async () => {
    await at.aPrompt(french);
    const language = async (languageCode: string) => (await serve({ languageCode })).language;
    expect(await language('fr')).toEqual({ requested: 'fr', served: 'fr-FR', fallback: false });
    expect(await language('de')).toEqual({ requested: 'de', served: 'en-US', fallback: true });
    expect((await serve({ languageCode: 'fr', variables: values({ who: 'Bo' }) })).text).toBe('Cher Bo');
    await expect(serve({ languageCode: 'french!' })).rejects.toMatchObject({ kind: 'invalid', errors: [{ pointer: '?languageCode' }] });
  });

  it('serves by tag, by environment, and the newest', async () => {
    await at.aPrompt();
    const notFound = { kind: 'not_found' };
    await expect(serve({ environmentName: 'production' })).rejects.toMatchObject(notFound);
    await at.point('1.0.0');
    expect((await serve({ environmentName: 'production', versionTag: 'LATEST' })).version.state.versionTag).toBe('1.0.0');
    await expect(serve({ environmentName: 'nowhere', versionTag: '1.0.0' })).rejects.toMatchObject(notFound);
    await expect(serve({ versionTag: '9.0.0' })).rejects.toMatchObject(notFound);
    await expect(serve({ actor: STRANGER })).rejects.toMatchObject(notFound);
  });

  it('counts each access by what becomes of it, once it has reached a version', async () => {
    const parent = await at.aPrompt({ ...french, name: 'Parent', promptText: 'Cher {{who}} {{prompt:order-mail}}' });
    await at.aPrompt(french);
    await at.point('1.0.0');
    const fetch = (known: boolean) =>
      new FetchTemplate(templates(), new AccessMeter(accesses)).execute({ ...where, language: 'fr', isKnown: () => known });
    await resolve({ who: 'Bo' }, { version: null, environment: 'production' });
    await expect(resolve({})).rejects.toThrow();
    await fetch(false);
    await fetch(true);
    await serve({ languageCode: 'de' });
    await expect(serve({ languageCode: 'french!' })).rejects.toThrow();
    await expect(serve({ versionTag: '9.0.0' })).rejects.toThrow();
    await expect(resolve({ who: 'Bo' }, { actor: STRANGER })).rejects.toThrow();
    const seen = accesses.all.map(({ kind, outcome, language, environmentId }) => [kind, outcome, language, environmentId !== null]);
    expect(seen).toEqual([
      ['resolve', 'served', 'en-US', true],
      ['resolve', 'failed', 'en-US', false],
      ['template', 'served', 'fr-FR', false],
      ['template', 'not_modified', 'fr-FR', false],
      ['serve', 'served', 'en-US', false],
      ['serve', 'failed', null, false],
    ]);
    await resolve({ who: 'Bo' }, { prompt: parent.prompt.state.slug });
    expect(accesses.all.at(-1)).toMatchObject({ version: { versionTag: '1.0.0' }, included: [accesses.all[0]?.version.id] });
  });

  it('leaves the count of an access to the one that it is a part of', async () => {
    await at.aPrompt();
    const trace = new AccessTrace();
    await resolve({ who: 'Bo' }, { trace });
    expect(accesses.all).toEqual([]);
    expect(trace).toMatchObject({ target: { version: { versionTag: '1.0.0' }, environmentId: null }, language: 'en-US' });
  });

  it('resolves strictly, by version or environment but not by both', async () => {
    await at.aPrompt();
    await at.point('1.0.0');
    expect((await resolve({ who: 'Bo' })).text).toBe('Dear Bo');
    const inProduction = await resolve({ who: 'Bo' }, { version: null, environment: 'production' });
    expect([inProduction.text, inProduction.environment?.name]).toEqual(['Dear Bo', 'production']);
    await expect(resolve({})).rejects.toMatchObject({ kind: 'unprocessable', details: { missing: ['who'] } });
    await expect(resolve({}, { version: null })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(resolve({}, { environment: 'production' })).rejects.toMatchObject({ kind: 'invalid' });
    const both = [{ pointer: '?version' }, { pointer: '?environment' }];
    await expect(templates().execute({ ...where, environment: 'production', pointer: '?' })).rejects.toMatchObject({ errors: both });
  });

  it('gives a template an ETag that changes with text, language and contract', async () => {
    await at.aPrompt({ ...french, activate: false });
    const etag = async (language: string | null = null) => (await templates().execute({ ...where, language })).etag;
    const before = await etag();
    expect(before).toMatch(/^"[\w-]{43}"$/u);
    expect(await etag()).toBe(before);
    expect(await etag('fr')).not.toBe(before);
    const command = { actor: ACTOR, project: 'shop', prompt: 'order-mail', versionTag: '1.0.0' };
    await at.texts.update.execute({ ...command, patch: { variables: [{ name: 'who', default: 'you' }] } });
    expect(await etag()).not.toBe(before);
    expect((await resolve({})).text).toBe('Dear you');
    await at.texts.update.execute({ ...command, patch: { literals: ['who'] } });
    expect((await resolve({})).text).toBe('Dear {{who}}');
  });

  it('lists declared and found variables of a template', async () => {
    await at.aPrompt({ variables: [{ name: 'n', type: 'number' }] });
    const { variables, template } = await templates().execute(where);
    expect(variables.map((each) => [each.name, each.type, each.required])).toEqual([
      ['n', 'number', true],
      ['who', 'string', true],
    ]);
    expect(template).toHaveLength(2);
  });

  it('previews a version in a language', async () => {
    const { version } = await at.aPrompt(french);
    const preview = new PreviewVersion(at.catalog, fragments, inliner);
    const command = { actor: ACTOR, project: 'shop', prompt: 'order-mail', version, environmentId: null, strict: false };
    const { text } = await preview.execute({ ...command, language: 'fr', variables: values({ who: 'Bo' }), followPrompts: true });
    expect(text).toBe('Cher Bo');
  });
});

describe('the compiler of templates', () => {
  it('remembers what it compiled, by key', () => {
    const compiler = new LruTemplateCompiler();
    const first = compiler.compile('k', 'a {{b}}', []);
    expect(compiler.compile('k', 'a {{b}}', [])).toBe(first);
    expect(compiler.compile('l', 'a {{b}}', ['b'])).toEqual([{ kind: 'text', text: 'a {{b}}' }]);
  });
});
