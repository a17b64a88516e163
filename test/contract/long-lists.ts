import { CULTURAL_DATA_STORE } from '#contexts/catalog/region/adapters/persistence/cultural-data.table';
import { TypeOrmEnvironmentRepository } from '#contexts/catalog/environment/adapters/persistence/typeorm-environment-repository';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { PROJECT_LIST } from '#contexts/catalog/project/application/project-repository.port';
import { REGION_STORE } from '#contexts/catalog/region/adapters/persistence/region.table';
import { TAG_STORE } from '#contexts/catalog/tag/adapters/persistence/tag.table';
import { TypeOrmApiKeyRepository } from '#contexts/identity/api-key/adapters/persistence/typeorm-api-key-repository';
import { TypeOrmPeopleDirectory } from '#contexts/identity/user/adapters/persistence/typeorm-people-directory';
import { TypeOrmAssetRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-repository';
import { TypeOrmAssetTranslationRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-translation-repository';
import { TypeOrmAssetVersionRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-version-repository';
import { TypeOrmDeploymentRepository } from '#contexts/prompts/deployment/adapters/persistence/typeorm-deployment-repository';
import { DEPLOYMENT_LIST } from '#contexts/prompts/deployment/application/deployment-repository.port';
import { TypeOrmPointerHistory } from '#contexts/prompts/pointer-history/adapters/persistence/typeorm-pointer-history';
import { TypeOrmPointerRepository } from '#contexts/prompts/pointer/adapters/persistence/typeorm-pointer-repository';
import { TypeOrmPromptRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-prompt-repository';
import { TypeOrmVersionRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-version-repository';
import { TypeOrmReferenceIndex } from '#contexts/prompts/reference-index/adapters/persistence/typeorm-reference-index';
import { wholeList } from '#shared/list';
import type { ContractDatabase } from './sqlite-database';
import { TypeOrmReleasedTags } from '#contexts/prompts/text/adapters/persistence/typeorm-released-tags';
import { TypeOrmTranslationRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-translation-repository';
import { StoredResources } from '#platform/persistence/stored-resources';

/** More than SQLite takes parameters in one statement (32,766). */
const MANY = Array.from({ length: 33_000 }, (_, n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`);
const TAGGED = MANY.map((each) => ({ parentId: each, versionTag: each }));
const [TENANT, PROJECT] = ['00000000-0000-7000-8001-000000000001', '00000000-0000-7000-8001-000000000002'];

/** However many ids a question names, it is one statement that the engine takes. */
export function longListsAreTaken(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`long lists of ids on ${name}`, () => {
    let database: ContractDatabase;
    beforeAll(async () => {
      database = await open();
    }, 60_000);
    afterAll(() => database.close());

    it('are taken by every question about many', async () => {
      const { session, unitOfWork } = database;
      const references = new TypeOrmReferenceIndex(session);
      const prompts = new TypeOrmPromptRepository(session);
      const versions = new TypeOrmVersionRepository(session, references, new TypeOrmReleasedTags(session));
      const translations = new TypeOrmTranslationRepository(session, references);
      const assets = new TypeOrmAssetRepository(session);
      const assetVersions = new TypeOrmAssetVersionRepository(session, references, new TypeOrmReleasedTags(session));
      const assetTranslations = new TypeOrmAssetTranslationRepository(session, references);
      const projects = new TypeOrmProjectRepository(session);
      const deployments = new TypeOrmDeploymentRepository(session);
      const found: Record<string, unknown> = {
        environments: await new TypeOrmEnvironmentRepository(session).list(TENANT, MANY),
        regions: await new StoredResources(session, REGION_STORE).shownBy(TENANT, PROJECT, { id: MANY }),
        culturalData: await new StoredResources(session, CULTURAL_DATA_STORE).listBy(TENANT, PROJECT, { regionId: MANY }),
        tags: await new StoredResources(session, TAG_STORE).listBy(TENANT, PROJECT, { id: MANY }, { name: MANY }),
        people: [...(await new TypeOrmPeopleDirectory(session).named(TENANT, MANY))],
        projects: (await projects.page(TENANT, new Set(MANY), wholeList(PROJECT_LIST))).items,
        prompts: await prompts.ofIds(TENANT, PROJECT, MANY),
        promptTags: await prompts.tagsOf(TENANT, PROJECT, MANY),
        versions: await versions.ofIds(TENANT, PROJECT, MANY),
        versionTexts: await versions.byIds(TENANT, MANY),
        versionTags: await versions.tagsOf(TENANT, PROJECT, MANY),
        versionHeads: await versions.headsOf(TENANT, MANY),
        taggedVersions: await versions.tagged(TENANT, TAGGED),
        activeTags: await versions.activeTags(TENANT, MANY),
        served: await versions.servedOf(TENANT, MANY),
        translations: await translations.ofVersions(TENANT, MANY),
        statedTranslations: await translations.stated(TENANT, MANY),
        translationHeads: await translations.ofVersionsIn(TENANT, MANY, ['fr']),
        translationTexts: [...(await translations.texts(TENANT, MANY))],
        pointers: await new TypeOrmPointerRepository(session).inEnvironments(TENANT, MANY, MANY),
        history: [...(await new TypeOrmPointerHistory(session).everIn(TENANT, PROJECT, MANY))],
        assets: await assets.listOfPrompts(TENANT, MANY),
        assetKeys: await assets.withKeys(TENANT, MANY, MANY),
        assetVersions: await assetVersions.ofIds(TENANT, PROJECT, MANY),
        assetTags: await assetVersions.tagged(TENANT, TAGGED),
        assetsServed: await assetVersions.servedOf(TENANT, MANY),
        assetTexts: [...(await assetVersions.texts(TENANT, MANY))],
        assetVersionTags: await assetVersions.tagsOf(TENANT, PROJECT, MANY),
        assetTranslations: await assetTranslations.ofVersions(TENANT, MANY),
        statedAssetTranslations: await assetTranslations.stated(TENANT, MANY),
        assetTranslationHeads: await assetTranslations.ofVersionsIn(TENANT, MANY, ['fr']),
        assetTranslationTexts: [...(await assetTranslations.texts(TENANT, MANY))],
        deployments: (await deployments.page(TENANT, MANY, wholeList(DEPLOYMENT_LIST))).items,
      };
      expect(Object.entries(found).filter(([, rows]) => !Array.isArray(rows) || rows.length > 0)).toEqual([]);
      await unitOfWork.maintain(async () => {
        await projects.lock(TENANT, MANY);
        await new TypeOrmApiKeyRepository(session).touch(TENANT, MANY, new Date());
      });
    }, 60_000);
  });
}
