import { AI_MODEL_STORE } from '#contexts/catalog/ai-model/adapters/persistence/ai-model.table';
import { AI_MODEL_LIST } from '#contexts/catalog/ai-model/application/read-ai-models';
import { AiModel, AiModelTaken, type AiModelSettings } from '#contexts/catalog/ai-model/domain/ai-model';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { Project } from '#contexts/catalog/project/domain/project';
import { TAG_STORE } from '#contexts/catalog/tag/adapters/persistence/tag.table';
import { TAG_LIST } from '#contexts/catalog/tag/application/read-tags';
import { Tag, TagTaken, type TagState } from '#contexts/catalog/tag/domain/tag';
import { StaleRevision } from '#shared/errors';
import { wholeList } from '#shared/list';
import type { ContractDatabase } from './sqlite-database';
import { StoredResources } from '#platform/persistence/stored-resources';
import type { ProjectResources } from '#shared/project-resources.port';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ACME, GLOBEX, SHOP, OTHER] = [idOf(901), idOf(902), idOf(801), idOf(802)];
const NOW = new Date('2026-01-01T00:00:00.123Z');
const LATER = new Date('2026-01-01T00:00:01.456Z');
const FULL: AiModelSettings = {
  name: 'Modèle 🙂',
  provider: 'Anthropic',
  description: 'line\nbreak',
  apiIdentifier: 'claude-sonnet-4-5',
  apiKeyEnvVar: 'ANTHROPIC_API_KEY',
  temperature: 0.7,
  maxTokens: 2_147_483_647,
  supportsJson: true,
  contextWindow: 200_000,
};
const EMPTY: AiModelSettings = {
  ...{ name: 'Empty', provider: null, description: null, apiIdentifier: null, apiKeyEnvVar: null },
  ...{ temperature: null, maxTokens: null, supportsJson: false, contextWindow: null },
};

const project = (id: string): Project =>
  Project.create({ id, tenantId: ACME, name: `Project ${id}`, description: null, ownerUserId: idOf(911), now: NOW });
const tag = (n: number, name: string, { description = null, ...more }: Partial<TagState> & { readonly now?: Date } = {}): Tag =>
  Tag.create({ id: idOf(n), tenantId: ACME, projectId: SHOP, now: NOW, ...more }, { name, description });
const model = (n: number, settings: Partial<AiModelSettings>, projectId = SHOP): AiModel =>
  AiModel.create({ id: idOf(n), tenantId: ACME, projectId, now: NOW }, { ...EMPTY, ...settings });

/** What the repositories of tags and AI models promise on every engine. */
export function tagAndModelRepositoriesKeepTheirWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`repositories of tags and AI models on ${name}`, () => {
    let database: ContractDatabase;
    let projects: TypeOrmProjectRepository;
    let tags: ProjectResources<Tag>;
    let models: ProjectResources<AiModel>;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);

    beforeEach(async () => {
      database = await open();
      projects = new TypeOrmProjectRepository(database.session);
      tags = new StoredResources(database.session, TAG_STORE);
      models = new StoredResources(database.session, AI_MODEL_STORE);
      await write(async () => {
        await projects.add(project(SHOP));
        await projects.add(project(OTHER));
      });
    });
    afterEach(() => database.close());

    it('hold a model as it is, and no other', async () => {
      const one = model(2, FULL);
      await write(() => models.add(one));
      await write(() => models.lock(one));
      await write(() => models.update(one.change({ name: 'Later' }, LATER)));
      await expect(write(() => models.lock(one))).rejects.toThrow(StaleRevision);
    });

    it('find tags by ids and names at once, by creation', async () => {
      const [a, b, c] = [tag(1, 'a', { now: LATER }), tag(2, 'b'), tag(3, 'c')];
      await write(async () => {
        for (const each of [a, b, c]) await tags.add(each);
      });
      const among = async (ids: string[], names: string[]) =>
        (await tags.listBy(ACME, SHOP, { id: ids }, { name: names })).map((each) => each.state.name);
      expect(await among([a.state.id, 'é'], ['b', 'B', 'none'])).toEqual(['b', 'a']);
      expect(await among([a.state.id], ['a'])).toEqual(['a']);
      expect(await among([c.state.id], [])).toEqual(['c']);
      expect(await among([], [])).toEqual([]);
    });

    it('give back what they were given, and nothing to another tenant or project', async () => {
      const core = tag(1, 'Kérn 🙂', { description: `Äßé 🙂 ${'x'.repeat(70_000)}` });
      const [full, empty] = [model(2, FULL), model(3, EMPTY)];
      await write(async () => {
        await tags.add(core);
        await models.add(full);
        await models.add(empty);
      });
      expect((await tags.find(ACME, SHOP, core.state.id))?.state).toEqual(core.state);
      expect((await tags.findBy(ACME, SHOP, { name: core.state.name }))?.state).toEqual(core.state);
      expect((await models.find(ACME, SHOP, full.state.id))?.state).toEqual(full.state);
      expect((await models.find(ACME, SHOP, empty.state.id))?.state).toEqual(empty.state);
      for (const [tenant, parent] of [
        [GLOBEX, SHOP],
        [ACME, OTHER],
      ] as const) {
        expect(await tags.find(tenant, parent, core.state.id)).toBeNull();
        expect(await tags.findBy(tenant, parent, { name: core.state.name })).toBeNull();
        expect(await tags.listBy(tenant, parent, { id: [core.state.id] }, { name: [core.state.name] })).toEqual([]);
        expect((await tags.page(tenant, parent, wholeList(TAG_LIST))).items).toEqual([]);
        expect(await models.find(tenant, parent, full.state.id)).toBeNull();
        expect((await models.page(tenant, parent, wholeList(AI_MODEL_LIST))).items).toEqual([]);
      }
    });

    it('refuse a name that is taken, by its bytes and inside its project', async () => {
      const [upper, upperModel] = [tag(2, 'Core'), model(5, { name: 'Core' })];
      await write(async () => {
        await tags.add(tag(1, 'core'));
        await tags.add(upper);
        await tags.add(tag(3, 'core', { projectId: OTHER }));
        await models.add(model(4, { name: 'core' }));
        await models.add(upperModel);
        await models.add(model(6, { name: 'core' }, OTHER));
      });
      await expect(write(() => tags.add(tag(9, 'core')))).rejects.toThrow(TagTaken);
      await expect(write(() => tags.update(upper.change({ name: 'core' }, LATER)))).rejects.toThrow(TagTaken);
      await expect(write(() => models.add(model(9, { name: 'core' })))).rejects.toThrow(AiModelTaken);
      await expect(write(() => models.update(upperModel.change({ name: 'core' }, LATER)))).rejects.toThrow(AiModelTaken);
    });

    it('replace the revision before and no other', async () => {
      const [core, full] = [tag(1, 'core'), model(2, FULL)];
      const [renamed, emptied] = [core.change({ name: 'base', description: 'x' }, LATER), full.change(EMPTY, LATER)];
      await write(async () => {
        await tags.add(core);
        await models.add(full);
        await tags.update(renamed);
        await models.update(emptied);
      });
      expect((await tags.find(ACME, SHOP, idOf(1)))?.state).toEqual(renamed.state);
      expect((await models.find(ACME, SHOP, idOf(2)))?.state).toEqual(emptied.state);
      expect(emptied.state).toMatchObject({ ...EMPTY, revision: 2, createdAt: NOW, updatedAt: LATER });
      await expect(write(() => tags.update(core.change({ name: 'late' }, LATER)))).rejects.toThrow(StaleRevision);
      await expect(write(() => models.update(full.change({ name: 'late' }, LATER)))).rejects.toThrow(StaleRevision);
      await expect(write(() => tags.remove(core))).rejects.toThrow(StaleRevision);
      await expect(write(() => models.remove(full))).rejects.toThrow(StaleRevision);
      await write(async () => {
        await tags.remove(renamed);
        await models.remove(emptied);
      });
      expect((await tags.page(ACME, SHOP, wholeList(TAG_LIST))).items).toEqual([]);
      expect((await models.page(ACME, SHOP, wholeList(AI_MODEL_LIST))).items).toEqual([]);
    });

    it('list tags by creation and models by name', async () => {
      await write(async () => {
        await tags.add(tag(2, 'a', { now: LATER }));
        await tags.add(tag(1, 'b', { now: LATER }));
        await tags.add(tag(3, 'c'));
        for (const [n, each] of ['b', 'a', 'B'].entries()) await models.add(model(n + 4, { name: each }));
      });
      expect((await tags.page(ACME, SHOP, wholeList(TAG_LIST))).items.map((each) => each.state.name)).toEqual(['c', 'b', 'a']);
      expect((await models.page(ACME, SHOP, wholeList(AI_MODEL_LIST))).items.map((each) => each.state.name)).toEqual(['B', 'a', 'b']);
    });

    it('lose what belongs to a project with it', async () => {
      await write(async () => {
        await tags.add(tag(1, 'core'));
        await models.add(model(2, FULL));
      });
      await write(() => projects.remove(project(SHOP)));
      expect((await tags.page(ACME, SHOP, wholeList(TAG_LIST))).items).toEqual([]);
      expect((await models.page(ACME, SHOP, wholeList(AI_MODEL_LIST))).items).toEqual([]);
    });
  });
}
