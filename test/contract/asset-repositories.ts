import { TypeOrmReferenceIndex } from '#contexts/prompts/reference-index/adapters/persistence/typeorm-reference-index';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { Project } from '#contexts/catalog/project/domain/project';
import { TypeOrmAssetRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-repository';
import { TypeOrmAssetTranslationRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-translation-repository';
import { TypeOrmAssetVersionRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-version-repository';
import { ASSET_LIST } from '#contexts/prompts/asset/application/asset-repository.port';
import { ASSET_VERSION_LIST } from '#contexts/prompts/asset/application/asset-version-repository.port';
import { Asset, AssetNotFound, AssetTaken } from '#contexts/prompts/asset/domain/asset';
import { ASSET_TEXT } from '#contexts/prompts/asset/domain/asset-text';
import { newTextVersion, type NewTextVersion } from '#contexts/prompts/text/domain/new-text-version';
import { TypeOrmPromptRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-prompt-repository';
import { Prompt, PromptNotFound } from '#contexts/prompts/prompt/domain/prompt';
import { StaleRevision } from '#shared/errors';
import { listQuery } from '#shared/list';
import type { ContractDatabase } from './sqlite-database';
import { TypeOrmReleasedTags } from '#contexts/prompts/text/adapters/persistence/typeorm-released-tags';
import { TextTranslation } from '#contexts/prompts/text/domain/text-translation';
import { TextTranslationTaken, TextVersionNotFound, TextVersionTaken } from '#contexts/prompts/text/domain/text-errors';
import type { TextVersion } from '#contexts/prompts/text/domain/text-version';
import { PastStateTable } from '#contexts/prompts/text/adapters/persistence/past-state.table';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ACME, GLOBEX, ANN, SHOP] = [idOf(901), idOf(902), idOf(911), idOf(921)];
const [MAIL, OTHER_MAIL] = [idOf(931), idOf(932)];
const NOW = new Date('2026-01-01T00:00:00.123Z');
const LATER = new Date('2026-01-01T00:00:01.456Z');

const asset = (n: number, key: string, promptId = MAIL): Asset =>
  Asset.create({ id: idOf(n), tenantId: ACME, projectId: SHOP, promptId, key, name: 'Signature', category: null, now: NOW });

function version(n: number, versionTag: string, more: Partial<NewTextVersion> = {}) {
  return newTextVersion(ASSET_TEXT, {
    id: idOf(n),
    tenantId: ACME,
    projectId: SHOP,
    promptId: MAIL,
    parentId: idOf(1),
    versionTag,
    text: 'Yours, {{who}}',
    languageCode: 'en-US',
    variables: [],
    literals: [],
    changeMessage: null,
    translations: [],
    translationIds: [],
    now: NOW,
    ...more,
  });
}

/** What the repositories of assets, their versions and translations promise on every engine. */
export function assetRepositoriesKeepTheirWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`asset repositories on ${name}`, () => {
    let database: ContractDatabase;
    let assets: TypeOrmAssetRepository;
    let versions: TypeOrmAssetVersionRepository;
    let translations: TypeOrmAssetTranslationRepository;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);
    const sign = asset(1, 'sign');
    const first = version(2, '1.0.0').version;
    const withSign = (...more: TextVersion[]): Promise<void> =>
      write(async () => {
        await assets.add(sign);
        for (const each of [first, ...more]) await versions.add(each);
      });
    const tagsOf = (found: readonly TextVersion[]): string[] => found.map(({ state }) => state.versionTag);

    beforeEach(async () => {
      database = await open();
      const { session } = database;
      assets = new TypeOrmAssetRepository(session);
      versions = new TypeOrmAssetVersionRepository(session, new TypeOrmReferenceIndex(session), new TypeOrmReleasedTags(session));
      translations = new TypeOrmAssetTranslationRepository(session, new TypeOrmReferenceIndex(session));
      const common = { tenantId: ACME, description: null, ownerUserId: ANN, now: NOW };
      await write(async () => {
        await new TypeOrmProjectRepository(session).add(Project.create({ ...common, id: SHOP, name: 'Shop' }));
        for (const id of [MAIL, OTHER_MAIL])
          await new TypeOrmPromptRepository(session).add(
            Prompt.create({ ...common, id, projectId: SHOP, slug: null, name: `Mail ${id.slice(-1)}`, type: 'USER' }),
          );
      });
    });
    afterEach(() => database.close());

    it('give back what they were given, a text of more than 64 KiB too', async () => {
      const full = Asset.restore({ ...asset(9, 'Grüße/日本 🙂').state, category: 'closings', enabled: false });
      const long = version(3, 'β 1', {
        text: `Äßé 🙂 ${'x'.repeat(100_000)}`,
        changeMessage: 'why',
        translations: [
          { languageCode: 'fr-FR', text: 'Cordialement' },
          { languageCode: 'de-DE', text: 'Grüße' },
        ],
        translationIds: [idOf(4), idOf(5)],
        now: LATER,
      });
      const listed = long.version.activate(LATER).requestPublish(false, ANN, LATER);
      await write(() => assets.add(full));
      await withSign();
      await write(() => versions.add(listed, long.translations));
      expect((await assets.findByKey(ACME, MAIL, 'Grüße/日本 🙂'))?.state).toEqual(full.state);
      expect((await versions.findByTag(ACME, idOf(1), 'β 1'))?.state).toEqual(listed.state);
      expect((await versions.findById(ACME, idOf(1), idOf(3)))?.state).toEqual(listed.state);
      const found = await translations.ofVersions(ACME, [idOf(2), idOf(3)]);
      expect(found.map(({ state }) => state)).toEqual(long.translations.map(({ state }) => state).toReversed());
      expect(await translations.stated(ACME, [idOf(2), idOf(3)])).toEqual(
        found.map(({ state: { versionId, languageCode, sourceHash, updatedAt } }) => ({ versionId, languageCode, sourceHash, updatedAt })),
      );
      expect(await translations.stated(GLOBEX, [idOf(3)])).toEqual([]);
      const inFrench = await translations.ofVersionsIn(ACME, [idOf(2), idOf(3)], ['FR']);
      expect(inFrench).toMatchObject([{ id: idOf(4), versionId: idOf(3), languageCode: 'fr-FR', bytes: 12 }]);
      expect(inFrench[0]).not.toHaveProperty('text');
      expect(await translations.texts(ACME, [idOf(4)])).toEqual(new Map([[idOf(4), 'Cordialement']]));
      const [head] = await versions.headsOf(ACME, [idOf(3)]);
      expect(head).toMatchObject({ id: idOf(3), parentId: idOf(1), versionTag: 'β 1', status: 'active', bytes: 100_012 });
      expect(head).not.toHaveProperty('text');
      expect(await versions.texts(ACME, [idOf(3)])).toEqual(new Map([[idOf(3), listed.state.text]]));
      expect(await translations.ofVersionsIn(ACME, [idOf(3)], [])).toEqual([]);
    });

    it('find nothing of another tenant, prompt or asset', async () => {
      await withSign();
      expect(await assets.findByKey(GLOBEX, MAIL, 'sign')).toBeNull();
      expect(await assets.findByKey(ACME, OTHER_MAIL, 'sign')).toBeNull();
      for (const key of ['SIGN', 'sign ']) expect(await assets.findByKey(ACME, MAIL, key)).toBeNull();
      expect(await versions.findByTag(ACME, idOf(1), '1.0.0 ')).toBeNull();
      expect(await assets.listOfPrompt(GLOBEX, MAIL)).toEqual([]);
      expect(await assets.listOfPrompts(ACME, [])).toEqual([]);
      expect(await versions.findByTag(GLOBEX, idOf(1), '1.0.0')).toBeNull();
      expect(await versions.findById(GLOBEX, idOf(1), idOf(2))).toBeNull();
      expect(await versions.newest(GLOBEX, idOf(1))).toBeNull();
      expect(await versions.servedOf(GLOBEX, [idOf(1)])).toEqual([]);
      expect(await versions.headsOf(GLOBEX, [idOf(2)])).toEqual([]);
      expect(await versions.texts(GLOBEX, [idOf(2)])).toEqual(new Map());
      expect(await translations.texts(GLOBEX, [idOf(2)])).toEqual(new Map());
      expect(await assets.withKeys(GLOBEX, [MAIL], ['sign'])).toEqual([]);
      expect(await assets.withKeys(ACME, [MAIL], ['sign '])).toEqual([]);
      expect(await versions.servedOf(ACME, [])).toEqual([]);
      expect(await versions.tagged(GLOBEX, [{ parentId: idOf(1), versionTag: '1.0.0' }])).toEqual([]);
      expect(await versions.tagged(ACME, [])).toEqual([]);
      expect(await versions.tagsOf(ACME, OTHER_MAIL, null)).toEqual([]);
      expect(await translations.ofVersions(ACME, [])).toEqual([]);
    });

    it('refuse keys and tags that are taken inside their parent, and parents that are gone', async () => {
      await withSign();
      await write(() => assets.add(asset(7, 'sign', OTHER_MAIL)));
      await expect(write(() => assets.add(asset(8, 'sign')))).rejects.toThrow(AssetTaken);
      await expect(write(() => assets.add(asset(8, 'sign', idOf(404))))).rejects.toThrow(PromptNotFound);
      await expect(write(() => versions.add(version(8, '1.0.0').version))).rejects.toThrow(TextVersionTaken);
      await expect(write(() => versions.add(version(8, '2.0.0', { parentId: idOf(404) }).version))).rejects.toThrow(AssetNotFound);
    });

    it('replace the revision before and no other', async () => {
      await withSign();
      const renamed = sign.change({ name: 'Closing', category: 'mail', enabled: false }, LATER);
      const edited = first.edit({ text: 'Best, {{who}}' }, LATER);
      await write(async () => {
        await assets.update(renamed);
        await versions.update(first, edited);
        await versions.lock(edited);
      });
      expect((await assets.findByKey(ACME, MAIL, 'sign'))?.state).toEqual(renamed.state);
      expect((await versions.findByTag(ACME, idOf(1), '1.0.0'))?.state).toEqual(edited.state);
      const stale: (() => Promise<unknown>)[] = [
        () => assets.update(sign.change({ name: 'Late' }, LATER)),
        () => assets.remove(sign),
        () => versions.update(first, first.archive(LATER)),
        () => versions.remove(first),
        () => versions.lock(first),
      ];
      for (const each of stale) await expect(write(each)).rejects.toThrow(StaleRevision);
    });

    it('know the newest version, by creation and then by id, and the one that is served', async () => {
      await withSign(version(4, '1.1.0', { now: LATER }).version, version(3, '3.0.0', { now: LATER }).version);
      const served = async (): Promise<string | undefined> => {
        const [only] = await versions.servedOf(ACME, [idOf(1)]);
        expect(only?.id).toBe((await versions.newestServed(ACME, idOf(1)))?.state.id);
        return (await versions.headsOf(ACME, [only?.id ?? '']))[0]?.versionTag;
      };
      expect(tagsOf(await versions.list(ACME, idOf(1)))).toEqual(['1.1.0', '3.0.0', '1.0.0']);
      expect((await versions.newest(ACME, idOf(1)))?.state.versionTag).toBe('1.1.0');
      expect(await served()).toBe('1.1.0');
      await write(() => versions.update(first, first.activate(LATER)));
      expect(await served()).toBe('1.0.0');
      await write(() => versions.update(first.activate(LATER), first.activate(LATER).archive(LATER)));
      expect(await served()).toBe('1.1.0');
      expect((await versions.tagsOf(ACME, MAIL, null)).map((each) => [each.versionTag, each.status])).toEqual([
        ['1.1.0', 'draft'],
        ['3.0.0', 'draft'],
        ['1.0.0', 'archived'],
      ]);
    });

    it('answer for many assets at once', async () => {
      await withSign(version(3, '1.1.0', { now: LATER }).version);
      const other = { promptId: OTHER_MAIL, parentId: idOf(11) };
      await write(async () => {
        await assets.add(asset(11, 'greet', OTHER_MAIL));
        await assets.add(asset(21, 'bare'));
        await versions.add(version(12, '1.0.0', other).version.activate(NOW));
        await versions.add(version(13, '2.0.0', { ...other, now: LATER }).version);
      });
      const ids = [idOf(1), idOf(11), idOf(21)];
      expect((await assets.listOfPrompts(ACME, [MAIL, OTHER_MAIL])).map(({ state }) => state.key)).toEqual(['bare', 'greet', 'sign']);
      expect((await assets.withKeys(ACME, [MAIL, OTHER_MAIL], ['greet', 'sign'])).map(({ id }) => id).toSorted()).toEqual([
        idOf(1),
        idOf(11),
      ]);
      expect((await versions.servedOf(ACME, ids)).map(({ id }) => id).toSorted()).toEqual([idOf(3), idOf(12)]);
      const wanted = ids.flatMap((parentId) => ['1.0.0', '9'].map((versionTag) => ({ parentId, versionTag })));
      expect((await versions.tagged(ACME, wanted)).map(({ id }) => id).toSorted()).toEqual([idOf(2), idOf(12)]);
    });

    it('list in pages, by what is asked for', async () => {
      const translated = version(3, '1.1.0', {
        translations: [{ languageCode: 'fr', text: 'Salut' }],
        translationIds: [idOf(4)],
        now: LATER,
      });
      await withSign();
      await write(() => versions.add(translated.version, translated.translations));
      await write(() => assets.add(Asset.restore({ ...asset(21, 'Bare').state, category: 'closings', enabled: false })));
      const keys = async (query: object): Promise<string[]> =>
        (await assets.page(ACME, MAIL, listQuery({ ...query }, ASSET_LIST))).items.map(({ state }) => state.key);
      expect(await keys({})).toEqual(['Bare', 'sign']);
      expect(await keys({ sort: '-key' })).toEqual(['sign', 'Bare']);
      expect(await keys({ q: 'BAR' })).toEqual(['Bare']);
      expect(await keys({ category: 'closings' })).toEqual(['Bare']);
      expect(await keys({ enabled: 'true' })).toEqual(['sign']);
      const first = await assets.page(ACME, MAIL, listQuery({ limit: '1' }, ASSET_LIST));
      expect(await keys({ limit: '1', cursor: first.next })).toEqual(['sign']);
      const tags = async (query: object): Promise<string[]> =>
        tagsOf((await versions.page(ACME, idOf(1), listQuery({ ...query }, ASSET_VERSION_LIST))).items);
      expect(await tags({})).toEqual(['1.1.0', '1.0.0']);
      expect(await tags({ status: 'active' })).toEqual([]);
      expect(await tags({ languageCode: 'fr' })).toEqual(['1.1.0']);
      expect(await tags({ languageCode: 'FR' })).toEqual([]);
      expect(await tags({ languageCode: 'en-US' })).toEqual(['1.1.0', '1.0.0']);
      expect((await versions.tagsOf(ACME, MAIL, [idOf(21)])).length).toBe(0);
    });

    it('keep what a translation said before it was changed or deleted, as long as its version', async () => {
      await withSign();
      const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
      const input = { tenantId: ACME, versionId: idOf(2), languageCode: 'fr-FR', sourceHash: 'a', now: NOW };
      const salut = TextTranslation.create(ASSET_TEXT, { ...input, id: idOf(31), text: 'Salut' });
      const adieu = salut.change('Adieu', 'b', at(10));
      const confirmed = adieu.confirm('c', at(20));
      const again = TextTranslation.create(ASSET_TEXT, { ...input, id: idOf(32), text: 'Bonsoir', now: at(40) });
      await write(() => translations.add(salut, first));
      await expect(write(() => translations.add(again, first))).rejects.toThrow(TextTranslationTaken);
      const elsewhere = TextTranslation.create(ASSET_TEXT, { ...input, id: idOf(33), versionId: idOf(404), text: 'x' });
      await expect(write(() => translations.add(elsewhere, first))).rejects.toThrow(TextVersionNotFound);
      await write(() => translations.update(adieu, salut, first));
      await write(() => translations.update(confirmed, adieu, first));
      await expect(write(() => translations.update(adieu, salut, first))).rejects.toThrow(StaleRevision);
      await expect(write(() => translations.remove(adieu, at(30)))).rejects.toThrow(StaleRevision);
      expect((await translations.find(ACME, idOf(2), 'fr-FR'))?.state).toEqual(confirmed.state);
      for (const code of ['fr-fr', 'fr-FR ']) expect(await translations.find(ACME, idOf(2), code)).toBeNull();
      expect(await translations.find(GLOBEX, idOf(2), 'fr-FR')).toBeNull();
      await write(() => translations.remove(confirmed, at(30)));
      await write(() => translations.add(again, first));
      const said = async (seconds: number, tenantId = ACME): Promise<object[]> =>
        (await translations.asOf(tenantId, idOf(2), at(seconds))).map(({ state }) => state);
      expect(await said(-1)).toEqual([]);
      expect(await said(0)).toEqual([salut.state]);
      expect(await said(9.999)).toEqual([salut.state]);
      expect(await said(10)).toEqual([adieu.state]);
      expect(await said(29)).toEqual([confirmed.state]);
      expect(await said(30)).toEqual([]);
      expect(await said(50)).toEqual([again.state]);
      expect(await said(10, GLOBEX)).toEqual([]);
      await write(() => versions.remove(first));
      expect(await said(10)).toEqual([]);
    });

    it('remove what belongs to what they remove', async () => {
      const translated = version(3, '2.0.0', { translations: [{ languageCode: 'fr', text: 'Salut' }], translationIds: [idOf(4)] });
      await withSign();
      await write(() => versions.add(translated.version, translated.translations));
      expect(await write(() => versions.remove(first))).toEqual({ assetTranslations: 0 });
      expect(tagsOf(await versions.list(ACME, idOf(1)))).toEqual(['2.0.0']);
      expect(await write(() => assets.remove(sign))).toEqual({ assetVersions: 1, assetTranslations: 1 });
      expect(await versions.list(ACME, idOf(1))).toEqual([]);
      expect(await translations.ofVersions(ACME, [idOf(3)])).toEqual([]);
      // Ids come back only here.
      await write(() => database.session.rows(PastStateTable).removeWhere({ tenantId: ACME }));
      await withSign(translated.version);
      const prompts = new TypeOrmPromptRepository(database.session);
      const mail = await prompts.find(ACME, SHOP, 'mail-1');
      const counts = { versions: 0, translations: 0, assets: 1, assetVersions: 2, assetTranslations: 0 };
      expect(await write(() => prompts.remove(mail as Prompt))).toEqual(counts);
      expect(await assets.listOfPrompt(ACME, MAIL)).toEqual([]);
    });
  });
}
