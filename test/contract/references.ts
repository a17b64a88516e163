import { AsyncResource } from 'node:async_hooks';
import { TypeOrmEnvironmentRepository } from '#contexts/catalog/environment/adapters/persistence/typeorm-environment-repository';
import { Environment } from '#contexts/catalog/environment/domain/environment';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { Project } from '#contexts/catalog/project/domain/project';
import { TypeOrmAssetRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-repository';
import { TypeOrmAssetVersionRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-version-repository';
import { Asset } from '#contexts/prompts/asset/domain/asset';
import { TypeOrmPointerRepository } from '#contexts/prompts/pointer/adapters/persistence/typeorm-pointer-repository';
import { Pointer } from '#contexts/prompts/pointer/domain/pointer';
import { TypeOrmPromptRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-prompt-repository';
import { TypeOrmVersionRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-version-repository';
import { Prompt } from '#contexts/prompts/prompt/domain/prompt';
import { SqlReferrers } from '#contexts/prompts/reference/adapters/persistence/sql-referrers';
import { TypeOrmReferenceIndex } from '#contexts/prompts/reference-index/adapters/persistence/typeorm-reference-index';
import { FindDependents } from '#contexts/prompts/reference/application/find-dependents';
import type { ContractDatabase } from './sqlite-database';
import { TypeOrmReleasedTags } from '#contexts/prompts/text/adapters/persistence/typeorm-released-tags';
import type { TextVersion } from '#contexts/prompts/text/domain/text-version';
import { newTextVersion, type TranslatedVersion } from '#contexts/prompts/text/domain/new-text-version';
import { PROMPT_TEXT } from '#contexts/prompts/prompt/domain/prompt-text';
import { ASSET_TEXT } from '#contexts/prompts/asset/domain/asset-text';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ACME, GLOBEX, ANN, SHOP, PRODUCTION] = [901, 902, 911, 921, 931].map(idOf) as [string, string, string, string, string];
const NOW = new Date('2026-01-01T00:00:00.123Z');

/** What the index of references and the search for dependents promise on every engine. */
export function referencesKeepTheirWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`references on ${name}`, () => {
    let database: ContractDatabase;
    let prompts: TypeOrmPromptRepository;
    let versions: TypeOrmVersionRepository;
    let index: TypeOrmReferenceIndex;
    let dependents: FindDependents;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);
    const target = (n: number, promptSlug: string, tenantId = ACME) => ({
      tenantId,
      projectId: SHOP,
      projectSlug: 'shop',
      promptId: idOf(n),
      promptSlug,
      version: null,
    });
    const namesOf = async (n: number, slug: string, tenantId = ACME): Promise<string[]> =>
      (await dependents.of(target(n, slug, tenantId))).found.map((each) => `${each.promptSlug} ${each.versionTag} ${each.steps}`);

    const common = { tenantId: ACME, projectId: SHOP, now: NOW };
    const aPrompt = (n: number, slug: string): Prompt =>
      Prompt.create({ ...common, id: idOf(n), slug, name: slug, description: null, type: 'USER', ownerUserId: ANN });
    const aVersion = (n: number, promptId: number, text: string, french?: string): TranslatedVersion =>
      newTextVersion(PROMPT_TEXT, {
        ...common,
        id: idOf(n),
        promptId: idOf(promptId),
        parentId: idOf(promptId),
        versionTag: '1.0.0',
        text,
        languageCode: 'en-US',
        changeMessage: null,
        variables: [],
        literals: [],
        translations: french === undefined ? [] : [{ languageCode: 'fr-FR', text: french }],
        translationIds: [idOf(n + 100)],
      });
    const withPrompt = async (n: number, slug: string, text: string): Promise<void> => {
      await prompts.add(aPrompt(n, slug));
      await versions.add(aVersion(n + 100, n, text).version);
    };

    beforeEach(async () => {
      database = await open();
      const { session } = database;
      index = new TypeOrmReferenceIndex(session);
      prompts = new TypeOrmPromptRepository(session);
      versions = new TypeOrmVersionRepository(session, index, new TypeOrmReleasedTags(session));
      dependents = new FindDependents(new SqlReferrers(session));
      const named = { tenantId: ACME, description: null, now: NOW };
      await write(async () => {
        await new TypeOrmProjectRepository(session).add(Project.create({ ...named, id: SHOP, name: 'Shop', ownerUserId: ANN }));
        await new TypeOrmEnvironmentRepository(session).add(
          Environment.create({ ...named, id: PRODUCTION, projectId: SHOP, name: 'production' }),
        );
        await withPrompt(1, 'base', 'b');
      });
    });
    afterEach(() => database.close());

    it('lead back through prompts and assets, to environments as well', async () => {
      const { session } = database;
      await write(async () => {
        await withPrompt(2, 'middle', '{{asset:part}}');
        await withPrompt(3, 'top', '{{prompt:shop/middle:1.0.0:fr}} {{prompt:Base}}');
        const part = { ...common, promptId: idOf(2), parentId: idOf(5), id: idOf(6), versionTag: '1.0.0', text: 'x {{prompt:base}}' };
        await new TypeOrmAssetRepository(session).add(
          Asset.create({ ...common, id: idOf(5), promptId: idOf(2), key: 'part', name: 'Part', category: null }),
        );
        const { version } = newTextVersion(ASSET_TEXT, {
          ...part,
          languageCode: 'en-US',
          changeMessage: null,
          translations: [],
          translationIds: [],
          variables: [],
          literals: [],
        });
        await new TypeOrmAssetVersionRepository(session, index, new TypeOrmReleasedTags(session)).add(version);
        const pointed = { parentId: idOf(3), parentName: 'top', versionId: idOf(103), versionTag: '1.0.0', movedBy: ANN };
        await new TypeOrmPointerRepository(session).add(Pointer.create({ ...common, ...pointed, id: idOf(7), environmentId: PRODUCTION }));
      });
      expect(await namesOf(1, 'base')).toEqual(['middle 1.0.0 1', 'top 1.0.0 2']);
      const { found } = await dependents.of({ ...target(2, 'middle'), assetId: idOf(5), key: 'part' });
      expect(found.map((each) => [each.promptSlug, each.steps, each.environments])).toEqual([
        ['middle', 1, []],
        ['top', 2, [{ id: PRODUCTION, name: 'production' }]],
      ]);
      expect(await namesOf(1, 'base', GLOBEX)).toEqual([]);
      const top = await versions.findById(ACME, idOf(3), idOf(103));
      await write(() => versions.update(top as TextVersion, (top as TextVersion).edit({ text: 'nothing' }, NOW)));
      expect(await namesOf(1, 'base')).toEqual(['middle 1.0.0 1']);
      await write(async () => prompts.remove((await prompts.find(ACME, SHOP, 'middle')) as Prompt));
      expect(await namesOf(1, 'base')).toEqual([]);
    });

    it('are seen by whoever takes the target away while they are made', async () => {
      let guarding: Promise<string[]> = Promise.resolve([]);
      await write(async () => {
        await withPrompt(2, 'late', '{{prompt:base}}');
        // Starts in a scope of its own, waits for us, and must see what we did.
        guarding = new Promise((resolve, reject) => {
          outside(() =>
            write(async () => {
              await index.guard(ACME);
              return namesOf(1, 'base');
            }).then(resolve, reject),
          );
        });
        await settled();
      });
      expect(await guarding).toEqual(['late 1.0.0 1']);
    });

    it('wait for whoever takes the target away', async () => {
      expect(await withGuard(() => withPrompt(2, 'late', '{{prompt:base}}'))).toEqual(['taken away', 'used']);
    });

    it('wait as well when only a translation refers to it, and its version comes into use', async () => {
      const { version, translations } = aVersion(102, 2, 'plain', '{{prompt:base}}');
      await write(async () => {
        await prompts.add(aPrompt(2, 'late'));
        await versions.add(version, translations);
      });
      expect(await withGuard(() => versions.lock(version))).toEqual(['taken away', 'used']);
      expect(await withGuard(() => versions.update(version, version.activate(NOW)))).toEqual(['taken away', 'used']);
    });

    /** What comes first: the work, or the end of somebody who takes something away meanwhile. */
    const withGuard = async (work: () => Promise<void>): Promise<string[]> => {
      const order: string[] = [];
      let made: Promise<void> = Promise.resolve();
      await write(async () => {
        await index.guard(ACME);
        made = new Promise((resolve, reject) => {
          outside(() =>
            write(work)
              .then(() => order.push('used'))
              .then(() => {
                resolve();
              }, reject),
          );
        });
        await settled();
        order.push('taken away');
      });
      await made;
      return order;
    };

    /** Runs outside of the transaction that is open here. */
    let outside: (work: () => unknown) => void = () => undefined;
    beforeEach(() => {
      outside = AsyncResource.bind((work: () => unknown): void => void work());
    });
    /** Long enough for the other one to come as far as it can. */
    const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 300));
  });
}
