import { TypeOrmPromptCatalogLinks } from '#contexts/prompts/prompt/adapters/persistence/typeorm-prompt-catalog-links';
import { TypeOrmReferenceIndex } from '#contexts/prompts/reference-index/adapters/persistence/typeorm-reference-index';
import { TypeOrmEnvironmentRepository } from '#contexts/catalog/environment/adapters/persistence/typeorm-environment-repository';
import { wholeList } from '#shared/list';
import { PROMPT_LIST } from '#contexts/prompts/prompt/application/prompt-repository.port';
import { POINTER_LIST } from '#contexts/prompts/pointer/application/pointer-repository.port';
import { Environment } from '#contexts/catalog/environment/domain/environment';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { Project, ProjectInUse } from '#contexts/catalog/project/domain/project';
import { TAG_STORE } from '#contexts/catalog/tag/adapters/persistence/tag.table';
import { Tag } from '#contexts/catalog/tag/domain/tag';
import { TypeOrmPointerHistory } from '#contexts/prompts/pointer-history/adapters/persistence/typeorm-pointer-history';
import { TypeOrmPointerRepository } from '#contexts/prompts/pointer/adapters/persistence/typeorm-pointer-repository';
import { Pointer } from '#contexts/prompts/pointer/domain/pointer';
import { TypeOrmReleaseRulesRepository } from '#contexts/prompts/release-rules/adapters/persistence/typeorm-release-rules-repository';
import { PromptsCatalogReferences } from '#contexts/prompts/catalog-links/adapters/persistence/prompts-catalog-references';
import { TypeOrmPromptRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-prompt-repository';
import { TypeOrmVersionRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-version-repository';
import { Prompt, PromptInUse, PromptTaken } from '#contexts/prompts/prompt/domain/prompt';
import { PROMPT_TEXT } from '#contexts/prompts/prompt/domain/prompt-text';
import { TypeOrmTranslationRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-translation-repository';
import { newTextVersion, type NewTextVersion, type TranslatedVersion } from '#contexts/prompts/text/domain/new-text-version';
import { StaleRevision } from '#shared/errors';
import type { ContractDatabase } from './sqlite-database';
import { TypeOrmReleasedTags } from '#contexts/prompts/text/adapters/persistence/typeorm-released-tags';
import type { TextVersion } from '#contexts/prompts/text/domain/text-version';
import { TextVersionInUse, TextVersionTaken } from '#contexts/prompts/text/domain/text-errors';
import { StoredResources } from '#platform/persistence/stored-resources';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ACME, GLOBEX, ANN, SHOP, OTHER, PRODUCTION, STAGING] = [901, 902, 911, 921, 922, 931, 932].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const NOW = new Date('2026-01-01T00:00:00.123Z');
const LATER = new Date('2026-01-01T00:00:01.456Z');

const referencesOf = (session: ContractDatabase['session']): PromptsCatalogReferences =>
  new PromptsCatalogReferences(
    session,
    new TypeOrmPromptCatalogLinks(session),
    new TypeOrmPointerHistory(session),
    { now: () => NOW, nowUs: () => NOW.getTime() * 1000 },
    new TypeOrmReleaseRulesRepository(session),
  );

const prompt = (n: number, name: string, more: Partial<Parameters<typeof Prompt.create>[0]> = {}): Prompt =>
  Prompt.create({
    id: idOf(n),
    tenantId: ACME,
    projectId: SHOP,
    slug: null,
    name,
    description: null,
    type: 'USER',
    ownerUserId: ANN,
    now: NOW,
    ...more,
  });
const translated = (n: number, promptId: string, versionTag: string, more: Partial<NewTextVersion> = {}): TranslatedVersion =>
  newTextVersion(PROMPT_TEXT, {
    id: idOf(n),
    tenantId: ACME,
    projectId: SHOP,
    promptId,
    parentId: promptId,
    versionTag,
    text: 'Dear {{who}}',
    languageCode: 'en-US',
    changeMessage: null,
    variables: [],
    literals: [],
    translations: [],
    translationIds: [],
    now: NOW,
    ...more,
  });
const version = (...given: Parameters<typeof translated>): TextVersion => translated(...given).version;
const pointer = (n: number, environmentId: string, of: Prompt, to: TextVersion): Pointer =>
  Pointer.create({
    id: idOf(n),
    tenantId: ACME,
    projectId: SHOP,
    environmentId,
    parentId: of.state.id,
    parentName: of.state.slug,
    versionId: to.state.id,
    versionTag: to.state.versionTag,
    movedBy: ANN,
    now: NOW,
  });

/** What the repositories of prompts, versions and pointers promise on every engine. */
export function promptRepositoriesKeepTheirWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`prompt repositories on ${name}`, () => {
    let database: ContractDatabase;
    let prompts: TypeOrmPromptRepository;
    let versions: TypeOrmVersionRepository;
    let translations: TypeOrmTranslationRepository;
    let pointers: TypeOrmPointerRepository;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);
    const mail = prompt(1, 'Order Mail');
    const first = version(2, mail.state.id, '1.0.0');
    const withMail = (...more: TextVersion[]): Promise<void> =>
      write(async () => {
        await prompts.add(mail);
        for (const each of [first, ...more]) await versions.add(each);
      });

    beforeEach(async () => {
      database = await open();
      const { session } = database;
      prompts = new TypeOrmPromptRepository(session);
      versions = new TypeOrmVersionRepository(session, new TypeOrmReferenceIndex(session), new TypeOrmReleasedTags(session));
      translations = new TypeOrmTranslationRepository(session, new TypeOrmReferenceIndex(session));
      pointers = new TypeOrmPointerRepository(session);
      const common = { tenantId: ACME, description: null, now: NOW };
      await write(async () => {
        for (const [id, title] of [
          [SHOP, 'Shop'],
          [OTHER, 'Other'],
        ] as const) {
          await new TypeOrmProjectRepository(session).add(Project.create({ ...common, id, name: title, ownerUserId: ANN }));
        }
        for (const [id, title] of [
          [PRODUCTION, 'production'],
          [STAGING, 'staging'],
        ] as const) {
          await new TypeOrmEnvironmentRepository(session).add(Environment.create({ ...common, id, projectId: SHOP, name: title }));
        }
      });
    });
    afterEach(() => database.close());

    it('give back what they were given, a text of more than 64 KiB too', async () => {
      const given = translated(3, mail.state.id, '1.1.0', {
        text: `Äßé 🙂 {{n}} ${'x'.repeat(100_000)}`,
        changeMessage: 'why',
        variables: [{ name: 'n', type: 'number', required: false, default: 1.5, description: 'Ñ', example: 2 }] as never,
        literals: ['lit', '日本'],
        translations: [
          { languageCode: 'fr-FR', text: 'Cher {{who}}' },
          { languageCode: 'de-DE', text: 'Grüße' },
        ],
        translationIds: [idOf(4), idOf(5)],
        now: LATER,
      });
      const long = given.version;
      await withMail();
      await write(() => versions.add(long, given.translations));
      expect((await prompts.find(ACME, SHOP, 'order-mail'))?.state).toEqual(mail.state);
      expect((await versions.findByTag(ACME, mail.state.id, '1.1.0'))?.state).toEqual(long.state);
      expect((await versions.findById(ACME, mail.state.id, idOf(3)))?.state).toEqual(long.state);
      expect(await translations.ofVersions(ACME, [idOf(2), idOf(3)])).toEqual([...given.translations].toReversed());
      expect(await translations.stated(ACME, [idOf(2), idOf(3)])).toEqual(
        given.translations
          .map(({ state: { versionId, languageCode, sourceHash, updatedAt } }) => ({ versionId, languageCode, sourceHash, updatedAt }))
          .toReversed(),
      );
      const [french] = given.translations.map((each) => each.state.id);
      expect((await translations.texts(ACME, [french as string])).get(french as string)).toBe('Cher {{who}}');
      for (const read of [
        await translations.ofVersions(GLOBEX, [idOf(3)]),
        await translations.stated(GLOBEX, [idOf(3)]),
        await translations.ofVersionsIn(GLOBEX, [idOf(3)], ['fr']),
        [...(await translations.texts(GLOBEX, [french as string]))],
        await versions.byIds(GLOBEX, [idOf(3)]),
        await versions.tagged(GLOBEX, [{ parentId: mail.state.id, versionTag: '1.1.0' }]),
        await versions.servedOf(GLOBEX, [mail.state.id]),
      ])
        expect(read).toEqual([]);
      expect(await versions.headsOf(GLOBEX, [idOf(3)])).toEqual([]);
      const inLanguages = async (...languages: string[]) =>
        (await translations.ofVersionsIn(ACME, [idOf(2), idOf(3)], languages)).map((each) => each.languageCode);
      expect(await inLanguages()).toEqual([]);
      expect(await inLanguages('en')).toEqual([]);
      expect(await inLanguages('FR-ca')).toEqual(['fr-FR']);
      expect(await inLanguages('fr', 'de-DE')).toEqual(['de-DE', 'fr-FR']);
      const [german] = await translations.ofVersionsIn(ACME, [idOf(3)], ['de']);
      expect(german).toMatchObject({ id: idOf(5), versionId: idOf(3), bytes: 7 });
      expect(german).not.toHaveProperty('text');
      expect(await translations.texts(ACME, [idOf(5)])).toEqual(new Map([[idOf(5), 'Grüße']]));
      expect(await translations.texts(GLOBEX, [idOf(5)])).toEqual(new Map());
      expect(await versions.headsOf(ACME, [idOf(2), idOf(3)])).toMatchObject([
        { id: idOf(3), bytes: 100_018 },
        { id: idOf(2), bytes: 12 },
      ]);
    });

    it('keep which prompt has which tags, and forget a tag that is deleted', async () => {
      const { session } = database;
      const tags = new StoredResources(session, TAG_STORE);
      const references = referencesOf(session);
      const tag = (n: number) =>
        Tag.create({ id: idOf(n), tenantId: ACME, projectId: SHOP, now: NOW }, { name: `tag ${n}`, description: null });
      const other = prompt(12, 'Other');
      await withMail();
      await write(async () => {
        for (const n of [20, 21, 22]) await tags.add(tag(n));
        await prompts.add(other);
        await prompts.setTags(mail, [idOf(20), idOf(21)]);
        await prompts.setTags(other, [idOf(21)]);
      });
      expect((await prompts.tagIds(ACME, mail.state.id)).toSorted()).toEqual([idOf(20), idOf(21)]);
      expect(await prompts.tagIds(GLOBEX, mail.state.id)).toEqual([]);
      await write(() => prompts.setTags(mail, [idOf(21), idOf(22)]));
      const pairs = async () => (await prompts.tagsOf(ACME, SHOP, null)).map((each) => `${each.promptId} ${each.tagId}`).toSorted();
      expect(await pairs()).toEqual([`${idOf(1)} ${idOf(21)}`, `${idOf(1)} ${idOf(22)}`, `${idOf(12)} ${idOf(21)}`]);
      expect(await prompts.tagsOf(ACME, OTHER, null)).toEqual([]);
      await expect(write(() => prompts.setTags(mail, [idOf(29)]))).rejects.toMatchObject({ kind: 'not_found' });
      expect(await write(() => references.dropTag(GLOBEX, idOf(21)))).toBe(0);
      expect(await write(() => references.dropTag(ACME, idOf(21)))).toBe(2);
      await write(() => tags.remove(tag(22)));
      expect(await pairs()).toEqual([]);
      await write(async () => {
        await prompts.setTags(mail, [idOf(20)]);
        await prompts.setTags(other, []);
        await prompts.remove(mail);
      });
      expect(await pairs()).toEqual([]);
    });

    it('know which versions are active, and take a deleted AI model from all that name it', async () => {
      const references = referencesOf(database.session);
      const active = version(3, mail.state.id, '1.1.0', { aiModelId: idOf(50) }).activate(LATER);
      await withMail(active, version(4, mail.state.id, '1.2.0', { aiModelId: idOf(51) }));
      expect(await versions.activeTags(ACME, [mail.state.id])).toEqual([{ parentId: mail.state.id, versionTag: '1.1.0' }]);
      expect(await versions.activeTags(GLOBEX, [mail.state.id])).toEqual([]);
      expect(await versions.activeTags(ACME, [])).toEqual([]);
      expect(await write(() => references.dropAiModel(GLOBEX, idOf(50)))).toBe(0);
      expect(await write(() => references.dropAiModel(ACME, idOf(50)))).toBe(1);
      const { revision } = active.state;
      expect((await versions.findById(ACME, mail.state.id, idOf(3)))?.state).toEqual({
        ...active.state,
        aiModelId: null,
        revision: revision + 1,
      });
      expect((await versions.findById(ACME, mail.state.id, idOf(4)))?.state).toMatchObject({ aiModelId: idOf(51), revision: 1 });
    });

    it('find nothing of another tenant, project or prompt', async () => {
      await withMail();
      await write(() => pointers.add(pointer(6, PRODUCTION, mail, first)));
      expect(await prompts.find(GLOBEX, SHOP, 'order-mail')).toBeNull();
      expect(await prompts.find(ACME, OTHER, 'order-mail')).toBeNull();
      expect((await prompts.page(GLOBEX, SHOP, wholeList(PROMPT_LIST), null)).items).toEqual([]);
      expect(await versions.findByTag(GLOBEX, mail.state.id, '1.0.0')).toBeNull();
      expect(await versions.findById(ACME, idOf(9), idOf(2))).toBeNull();
      expect(await versions.newest(GLOBEX, mail.state.id)).toBeNull();
      expect(await versions.newestServed(GLOBEX, mail.state.id)).toBeNull();
      expect(await versions.tagsOf(GLOBEX, SHOP, null)).toEqual([]);
      expect(await translations.ofVersions(ACME, [])).toEqual([]);
      expect(await pointers.find(GLOBEX, PRODUCTION, mail.state.id)).toBeNull();
      expect(await pointers.find(ACME, STAGING, mail.state.id)).toBeNull();
      expect(await pointers.of(GLOBEX, mail.state.id)).toEqual([]);
    });

    it('refuse slugs and tags that are taken inside their parent', async () => {
      await withMail();
      await write(async () => {
        await prompts.add(prompt(7, 'Order Mail', { projectId: OTHER }));
        await versions.add(version(8, idOf(7), '1.0.0', { projectId: OTHER }));
      });
      await expect(write(() => prompts.add(prompt(9, 'Order mail')))).rejects.toThrow(PromptTaken);
      await expect(write(() => versions.add(version(9, mail.state.id, '1.0.0')))).rejects.toThrow(TextVersionTaken);
    });

    it('refuse a parent that is gone, without a word of its id', async () => {
      await withMail();
      const gone = { kind: 'not_found', message: expect.not.stringContaining(idOf(404)) as unknown };
      await expect(write(() => prompts.add(prompt(9, 'Lost', { projectId: idOf(404) })))).rejects.toMatchObject({
        ...gone,
        code: 'project.not_found',
      });
      await expect(write(() => versions.add(version(9, idOf(404), '1.0.0')))).rejects.toMatchObject({ ...gone, code: 'prompt.not_found' });
      await expect(write(() => pointers.add(pointer(9, idOf(404), mail, first)))).rejects.toMatchObject({
        ...gone,
        code: 'environment.not_found',
      });
      await expect(write(() => prompts.setTags(mail, [idOf(404)]))).rejects.toMatchObject({ ...gone, code: 'tag.not_found' });
    });

    it('keep their project', async () => {
      await withMail();
      const projects = new TypeOrmProjectRepository(database.session);
      const shop = Project.create({ id: SHOP, tenantId: ACME, name: 'Shop', description: null, ownerUserId: ANN, now: NOW });
      await expect(write(() => projects.remove(shop))).rejects.toThrow(ProjectInUse);
    });

    it('tell names apart by every character, blanks at the end too', async () => {
      await withMail();
      expect(await prompts.find(ACME, SHOP, 'order-mail ')).toBeNull();
      expect(await prompts.bySlugs(ACME, [{ projectId: SHOP, slug: 'order-mail ' }])).toEqual([]);
      expect(await versions.findByTag(ACME, mail.state.id, '1.0.0 ')).toBeNull();
      expect(await versions.tagged(ACME, [{ parentId: mail.state.id, versionTag: '1.0.0 ' }])).toEqual([]);
    });

    it('replace the revision before and no other', async () => {
      await withMail();
      const at = pointer(6, PRODUCTION, mail, first);
      const second = version(3, mail.state.id, '2.0.0', { now: LATER });
      const moved = at.move({ versionId: idOf(3), versionTag: '2.0.0', movedBy: ANN }, LATER);
      await write(async () => {
        await versions.add(second);
        await pointers.add(at);
        await prompts.update(mail.change({ name: 'Mail' }, LATER));
        await versions.update(first, first.activate(LATER));
        await pointers.update(moved);
      });
      expect((await prompts.find(ACME, SHOP, 'order-mail'))?.state).toMatchObject({ name: 'Mail', revision: 2, updatedAt: LATER });
      expect((await versions.findByTag(ACME, mail.state.id, '1.0.0'))?.state).toMatchObject({ status: 'active', revision: 2 });
      expect((await pointers.find(ACME, PRODUCTION, mail.state.id))?.state).toEqual(moved.state);
      const stale: (() => Promise<unknown>)[] = [
        () => prompts.update(mail.change({ name: 'Late' }, LATER)),
        () => prompts.remove(mail),
        () => versions.update(first, first.archive(LATER)),
        () => versions.remove(first),
        () => versions.lock(first),
        () => pointers.update(at.move({ versionId: idOf(3), versionTag: '2.0.0', movedBy: ANN }, LATER)),
        () => pointers.add(pointer(10, PRODUCTION, mail, first)),
      ];
      for (const each of stale) await expect(write(each)).rejects.toThrow(StaleRevision);
      await write(() => versions.lock(second));
    });

    it('know the newest version, by creation and then by id, and the one that is served', async () => {
      await withMail(version(4, mail.state.id, '1.1.0', { now: LATER }), version(3, mail.state.id, '3.0.0', { now: LATER }));
      expect((await versions.list(ACME, mail.state.id)).map((each) => each.state.versionTag)).toEqual(['1.1.0', '3.0.0', '1.0.0']);
      expect((await versions.newest(ACME, mail.state.id))?.state.versionTag).toBe('1.1.0');
      expect((await versions.newestServed(ACME, mail.state.id))?.state.versionTag).toBe('1.1.0');
      await write(() => versions.update(first, first.activate(LATER)));
      expect((await versions.newestServed(ACME, mail.state.id))?.state.versionTag).toBe('1.0.0');
      expect((await versions.tagsOf(ACME, SHOP, null)).map((each) => each.versionTag)).toEqual(['1.1.0', '3.0.0', '1.0.0']);
    });

    it('find many at once, by slug, tag, id, as they are served and as environments point at them', async () => {
      const second = version(3, mail.state.id, '2.0.0', { now: LATER });
      await withMail(second);
      await write(async () => {
        await prompts.add(prompt(7, 'Order Mail', { projectId: OTHER }));
        await versions.add(version(8, idOf(7), '1.0.0', { projectId: OTHER }));
        await versions.update(first, first.activate(LATER));
        await pointers.add(pointer(6, PRODUCTION, mail, first));
      });
      const ids = (found: readonly { readonly state: { readonly id: string } }[]): string[] =>
        found.map((each) => each.state.id).toSorted();
      const wanted = [SHOP, OTHER, PRODUCTION].map((projectId) => ({ projectId, slug: 'order-mail' }));
      expect(ids(await prompts.bySlugs(ACME, wanted))).toEqual([mail.state.id, idOf(7)]);
      const tags = [
        { parentId: mail.state.id, versionTag: '2.0.0' },
        { parentId: idOf(7), versionTag: '1.0.0' },
        { parentId: idOf(7), versionTag: '2.0.0' },
      ];
      expect((await versions.tagged(ACME, tags)).map(({ id }) => id).toSorted()).toEqual([idOf(3), idOf(8)]);
      expect(ids(await versions.byIds(ACME, [idOf(2), idOf(99)]))).toEqual([idOf(2)]);
      expect((await versions.servedOf(ACME, [mail.state.id, idOf(7), idOf(99)])).map(({ id }) => id).toSorted()).toEqual([
        idOf(2),
        idOf(8),
      ]);
      expect(ids(await pointers.inEnvironments(ACME, [PRODUCTION, STAGING], [mail.state.id, idOf(7)]))).toEqual([idOf(6)]);
      expect(ids(await pointers.inEnvironments(ACME, [STAGING], [mail.state.id]))).toEqual([]);
      const none = [
        prompts.bySlugs(GLOBEX, wanted),
        prompts.bySlugs(ACME, []),
        versions.tagged(GLOBEX, tags),
        versions.tagged(ACME, []),
        versions.byIds(GLOBEX, [idOf(2)]),
        versions.byIds(ACME, []),
        versions.servedOf(GLOBEX, [mail.state.id]),
        versions.servedOf(ACME, []),
        pointers.inEnvironments(GLOBEX, [PRODUCTION], [mail.state.id]),
        pointers.inEnvironments(ACME, [], [mail.state.id]),
        pointers.inEnvironments(ACME, [PRODUCTION], []),
      ];
      for (const each of none) expect(await each).toEqual([]);
    });

    it('find among thousands of slugs, tags, ids and languages', async () => {
      await withMail();
      const names = Array.from({ length: 3000 }, (_, n) => `n-${n}`);
      const ids = names.map((_, n) => idOf(10_000 + n));
      const wanted = ['order-mail', ...names].map((slug, n) => ({ projectId: n === 0 ? SHOP : (ids[n] ?? ''), slug }));
      expect((await prompts.bySlugs(ACME, wanted)).map((each) => each.state.slug)).toEqual(['order-mail']);
      expect(await prompts.bySlugs(ACME, [{ projectId: OTHER, slug: 'order-mail' }])).toEqual([]);
      const tags = ['1.0.0', ...names].map((versionTag, n) => ({ parentId: n === 0 ? mail.state.id : (ids[n] ?? ''), versionTag }));
      expect(await versions.tagged(ACME, tags)).toHaveLength(1);
      expect(await versions.byIds(ACME, [idOf(2), ...ids])).toHaveLength(1);
      expect(await versions.servedOf(ACME, [mail.state.id, ...ids])).toHaveLength(1);
      expect(await translations.ofVersionsIn(ACME, ids, names)).toEqual([]);
      expect(await pointers.inEnvironments(ACME, ids, ids)).toEqual([]);
    });

    it('keep what an environment points at, and remove the rest with all that belongs to it', async () => {
      const second = translated(3, mail.state.id, '2.0.0', {
        translations: [{ languageCode: 'fr', text: 'Cher' }],
        translationIds: [idOf(4)],
      });
      await withMail();
      await write(() => versions.add(second.version, second.translations));
      await write(() => pointers.add(pointer(6, PRODUCTION, mail, first)));
      await expect(write(() => versions.remove(first))).rejects.toThrow(TextVersionInUse);
      await expect(write(() => prompts.remove(mail))).rejects.toThrow(PromptInUse);
      expect((await pointers.page(ACME, PRODUCTION, wholeList(POINTER_LIST))).items.map((each) => each.state.parentName)).toEqual([
        'order-mail',
      ]);
      expect((await pointers.of(ACME, mail.state.id)).map((each) => each.state.environmentId)).toEqual([PRODUCTION]);
      const free = prompt(11, 'Free');
      await write(async () => {
        await prompts.add(free);
        const libre = translated(12, idOf(11), '1.0.0', {
          translations: [{ languageCode: 'fr', text: 'Libre' }],
          translationIds: [idOf(13)],
        });
        await versions.add(libre.version, libre.translations);
      });
      const counts = { versions: 1, translations: 1, assets: 0, assetVersions: 0, assetTranslations: 0 };
      expect(await write(() => prompts.remove(free))).toEqual(counts);
      expect(await versions.list(ACME, idOf(11))).toEqual([]);
      expect(await translations.ofVersions(ACME, [idOf(12)])).toEqual([]);
      expect((await prompts.page(ACME, SHOP, wholeList(PROMPT_LIST), null)).items.map((each) => each.state.slug)).toEqual(['order-mail']);
    });
  });
}
