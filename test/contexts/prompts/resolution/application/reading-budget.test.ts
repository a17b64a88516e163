import { TypeOrmAssetRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-repository';
import { TypeOrmAssetTranslationRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-translation-repository';
import { TypeOrmAssetVersionRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-version-repository';
import { Asset } from '#contexts/prompts/asset/domain/asset';
import { ASSET_TEXT } from '#contexts/prompts/asset/domain/asset-text';
import { LruTemplateCompiler } from '#contexts/prompts/resolution/adapters/cache/lru-template-compiler';
import { PromptFragments } from '#contexts/prompts/resolution/application/prompt-fragments';
import { ServePrompt, type ServePromptCommand } from '#contexts/prompts/resolution/application/serve-prompt';
import { StoredAssets } from '#contexts/prompts/resolution/application/stored-assets';
import { StoredFragments } from '#contexts/prompts/resolution/application/stored-fragments';
import { TextInliner } from '#contexts/prompts/resolution/application/text-inliner';
import { VersionChoice } from '#contexts/prompts/resolution/application/version-choice';
import { AccessMeter } from '#contexts/prompts/usage/application/access-meter';
import { KeptAccesses } from '../../usage/accesses';
import { ACTOR, promptsOnSqlite, uuid, type PromptsOnSqlite } from '../../prompts-on-sqlite';
import { TypeOrmReleasedTags } from '#contexts/prompts/text/adapters/persistence/typeorm-released-tags';
import type { TextVersion } from '#contexts/prompts/text/domain/text-version';
import { newTextVersion } from '#contexts/prompts/text/domain/new-text-version';

const MIB = 1024 * 1024;
const LARGE = 'x'.repeat(MIB);
const TOO_LARGE = { kind: 'unprocessable', code: 'prompts.resolution_too_large' };
const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const namesOf = (count: number, from = 0): string =>
  numbers(count)
    .map((at) => `{{prompt:p${at + from}}}`)
    .join('');

describe('a resolve that would read more than 16 MiB', () => {
  let at: PromptsOnSqlite;
  let serve: (more?: Partial<ServePromptCommand>) => Promise<string>;
  let assets: {
    readonly all: TypeOrmAssetRepository;
    readonly versions: TypeOrmAssetVersionRepository;
    readonly translations: TypeOrmAssetTranslationRepository;
  };
  let spies: { readonly own: jest.SpyInstance; readonly others: readonly jest.SpyInstance[] };

  beforeEach(async () => {
    at = await promptsOnSqlite();
    assets = {
      all: new TypeOrmAssetRepository(at.session),
      versions: new TypeOrmAssetVersionRepository(at.session, at.references, new TypeOrmReleasedTags(at.session)),
      translations: new TypeOrmAssetTranslationRepository(at.session, at.references),
    };
    spies = {
      own: jest.spyOn(at.versions, 'byIds'),
      others: [jest.spyOn(at.translations, 'texts'), jest.spyOn(assets.versions, 'texts'), jest.spyOn(assets.translations, 'texts')],
    };
    const source = new StoredAssets(assets.all, assets.versions, assets.translations);
    // A value stands for each asset, so that the length of the answer is no reason to refuse it.
    const variables = new Map(numbers(20).map((each) => [`a${each}`, 'short']));
    const fragments = new PromptFragments(at.translations, source, new LruTemplateCompiler());
    const inliner = new TextInliner(new StoredFragments(at.catalog, at.prompts, at.versions, at.pointers, fragments));
    const served = new ServePrompt(
      at.lookup,
      new VersionChoice(at.catalog, at.versions, at.pointers),
      fragments,
      inliner,
      source,
      new AccessMeter(new KeptAccesses()),
    );
    serve = async (more = {}) =>
      (
        await served.execute({
          actor: ACTOR,
          project: 'shop',
          prompt: 'order-mail',
          versionTag: 'latest',
          environmentName: null,
          languageCode: null,
          variables,
          processed: true,
          includeAssets: false,
          strict: false,
          ...more,
        })
      ).text;
  });
  afterEach(() => at.close());

  /** Characters of all texts that came from the database, but for that of the prompt itself. */
  async function read(): Promise<number> {
    const own = await Promise.all(spies.own.mock.results.map((each) => each.value as Promise<TextVersion[]>));
    const others = await Promise.all(
      spies.others.flatMap((spy) => spy.mock.results.map((each) => each.value as Promise<Map<string, string>>)),
    );
    const texts = [...own.flat().map(({ state }) => state.text), ...others.flatMap((each) => [...each.values()])];
    return texts.reduce((sum, each) => sum + each.length, 0);
  }

  async function prompt(name: string, promptText: string, ...french: string[]): Promise<string> {
    const translations = french.map((text, index) => ({ languageCode: `fr-${regionOf(index)}`, text }));
    return (await at.aPrompt({ name, promptText, translations })).prompt.state.id;
  }

  async function addAssets(promptId: string, count: number, value: string, french: string[] = []): Promise<void> {
    const common = { tenantId: ACTOR.tenantId, projectId: at.projectId, promptId, now: at.clock.now() };
    await at.unitOfWork.maintain(async () => {
      for (const each of numbers(count)) {
        const assetId = uuid(1000 + each);
        await assets.all.add(Asset.create({ ...common, id: assetId, key: `a${each}`, name: 'A', category: null }));
        const { version, translations } = newTextVersion(ASSET_TEXT, {
          ...common,
          id: uuid(2000 + each),
          parentId: assetId,
          versionTag: '1.0.0',
          text: value,
          languageCode: 'en-US',
          variables: [],
          literals: [],
          changeMessage: null,
          translations: french.map((text, index) => ({ languageCode: `fr-${regionOf(index)}`, text })),
          translationIds: french.map((_, index) => uuid(3000 + 100 * each + index)),
        });
        await assets.versions.add(version, translations);
      }
    });
  }

  const regionOf = (index: number): string => `A${String.fromCharCode(65 + index)}`;

  it('is refused before it reads a level of base texts', async () => {
    await prompt('Order Mail', namesOf(17));
    for (const each of numbers(17)) await prompt(`p${each}`, LARGE);
    await expect(serve()).rejects.toMatchObject(TOO_LARGE);
    expect(await read()).toBe(0);
  });

  it('is refused before it reads the level that is one too many', async () => {
    await prompt('Order Mail', namesOf(9));
    for (const each of numbers(9)) await prompt(`p${each}`, each < 8 ? LARGE : namesOf(8, 9));
    for (const each of numbers(8)) await prompt(`p${each + 9}`, LARGE);
    await expect(serve()).rejects.toMatchObject(TOO_LARGE);
    expect(await read()).toBeLessThanOrEqual(8 * MIB + 1000);
  });

  it('is refused before it reads a level of translations', async () => {
    await prompt('Order Mail', namesOf(17));
    for (const each of numbers(17)) await prompt(`p${each}`, 'short', LARGE);
    await expect(serve({ languageCode: 'fr' })).rejects.toMatchObject(TOO_LARGE);
    expect(await read()).toBe(17 * 5);
  });

  it('is refused before it reads assets', async () => {
    const references = numbers(17).map((each) => `{{asset:a${each}}}`);
    const id = await prompt('Order Mail', references.join(''));
    await addAssets(id, 17, LARGE);
    await expect(serve()).rejects.toMatchObject(TOO_LARGE);
    await expect(serve({ processed: false, includeAssets: true })).rejects.toMatchObject(TOO_LARGE);
    expect(await read()).toBe(0);
    expect(await serve({ processed: false })).toBe(references.join(''));
    expect(await read()).toBe(0);
  });

  it('is not refused at the bound, whichever of its languages the prompt itself is shown in', async () => {
    const text = `${numbers(16)
      .map((each) => `{{asset:a${each}}}`)
      .join('')}${LARGE.slice(1000)}`;
    const id = await prompt('Order Mail', text, text);
    await addAssets(id, 16, LARGE);
    const own = await serve();
    expect(own).toHaveLength(16 * 'short'.length + MIB - 1000);
    expect(await serve({ languageCode: 'fr-AA' })).toBe(own);
  });

  it('is refused before it reads translations of assets', async () => {
    const id = await prompt(
      'Order Mail',
      numbers(17)
        .map((each) => `{{asset:a${each}}}`)
        .join(''),
    );
    await addAssets(id, 17, 'short', [LARGE]);
    await expect(serve({ languageCode: 'fr-AA' })).rejects.toMatchObject(TOO_LARGE);
    expect(await read()).toBe(0);
  });

  it('reads of many translations only the ones that it takes', async () => {
    const id = await prompt('Order Mail', 'base', ...numbers(18).map((each) => `{{asset:a0}}${each}${LARGE.slice(100)}`));
    await addAssets(
      id,
      1,
      'sign',
      numbers(18).map(() => LARGE),
    );
    expect(await serve({ languageCode: 'fr' })).toHaveLength(MIB - 100 + 'short0'.length);
    expect(await read()).toBe(MIB - 100 + '{{asset:a0}}0'.length + MIB);
  });
});
