import { CULTURAL_DATA_STORE } from '#contexts/catalog/region/adapters/persistence/cultural-data.table';
import { wholeList } from '#shared/list';
import { REGION_LIST } from '#contexts/catalog/region/application/read-regions';
import { CulturalData, CulturalDataTaken } from '#contexts/catalog/region/domain/cultural-data';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { Project } from '#contexts/catalog/project/domain/project';
import { RAG_DOCUMENT_STORE } from '#contexts/catalog/region/adapters/persistence/rag-document.table';
import { RagDocument, RagDocumentTaken } from '#contexts/catalog/region/domain/rag-document';
import { REGION_STORE } from '#contexts/catalog/region/adapters/persistence/region.table';
import { Region, RegionTaken } from '#contexts/catalog/region/domain/region';
import { StaleRevision } from '#shared/errors';
import type { ContractDatabase } from './sqlite-database';
import { StoredResources } from '#platform/persistence/stored-resources';
import type { ProjectResources } from '#shared/project-resources.port';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ACME, GLOBEX, SHOP] = [idOf(901), idOf(902), idOf(801)];
const IN_SHOP = { tenantId: ACME, projectId: SHOP };
const NOW = new Date('2026-01-01T00:00:00.123Z');
const LATER = new Date('2026-01-01T00:00:01.456Z');

const shop = Project.create({ id: SHOP, tenantId: ACME, name: 'Shop', description: null, ownerUserId: idOf(911), now: NOW });
const region = (n: number, languageCode: string, parentRegionId: string | null = null): Region =>
  Region.create({
    ...IN_SHOP,
    id: idOf(n),
    languageCode,
    name: 'Região 🙂',
    parentRegionId,
    timeZone: 'Europe/Lisbon',
    notes: '',
    now: NOW,
  });
const entry = (n: number, key: string): CulturalData =>
  CulturalData.create({ ...IN_SHOP, id: idOf(n), regionId: idOf(1), key, style: 'formal', notes: '', now: NOW });
const document = (n: number, documentName: string): RagDocument =>
  RagDocument.create({
    ...{ ...IN_SHOP, id: idOf(n), documentName, regionId: idOf(1), category: 'policies', complianceReviewed: true },
    ...{ piiRiskLevel: null, lastReviewedBy: 'Ann', now: NOW },
  });

/** What the repositories of regions, cultural data and RAG documents promise on every engine. */
export function regionRepositoriesKeepTheirWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`repositories of regions and what belongs to them on ${name}`, () => {
    let database: ContractDatabase;
    let projects: TypeOrmProjectRepository;
    let regions: ProjectResources<Region>;
    let culturalData: ProjectResources<CulturalData>;
    let documents: ProjectResources<RagDocument>;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);
    const [parent, child, greeting, policy] = [
      region(1, 'pt-PT'),
      region(2, 'pt-BR', idOf(1)),
      entry(3, 'greeting'),
      document(4, 'policy'),
    ];

    beforeEach(async () => {
      database = await open();
      projects = new TypeOrmProjectRepository(database.session);
      regions = new StoredResources(database.session, REGION_STORE);
      culturalData = new StoredResources(database.session, CULTURAL_DATA_STORE);
      documents = new StoredResources(database.session, RAG_DOCUMENT_STORE);
      await write(async () => {
        await projects.add(shop);
        await regions.add(parent);
        await regions.add(child);
        await culturalData.add(greeting);
        await documents.add(policy);
      });
    });
    afterEach(() => database.close());

    it('give back what they were given, inside of its project', async () => {
      expect((await regions.find(ACME, SHOP, 'pt-BR'))?.state).toEqual(child.state);
      expect((await regions.findBy(ACME, SHOP, { id: idOf(2) }))?.state).toEqual(child.state);
      expect(await regions.listBy(ACME, SHOP, { parentRegionId: parent.state.id })).toEqual([child]);
      expect(await regions.shownBy(ACME, SHOP, { id: [idOf(1), idOf(1), idOf(9)] })).toEqual([parent]);
      expect((await culturalData.find(ACME, SHOP, 'greeting'))?.state).toEqual(greeting.state);
      expect(await culturalData.listBy(ACME, SHOP, { regionId: [idOf(1), idOf(2)] })).toEqual([greeting]);
      expect((await documents.find(ACME, SHOP, idOf(4)))?.state).toEqual(policy.state);
      expect(await documents.listBy(ACME, SHOP, { regionId: idOf(1) })).toEqual([policy]);
      for (const repository of [regions, culturalData, documents])
        expect((await repository.page(GLOBEX, SHOP, wholeList(REGION_LIST))).items).toEqual([]);
      expect(await regions.find(GLOBEX, SHOP, 'pt-BR')).toBeNull();
      expect(await documents.find(ACME, idOf(802), idOf(4))).toBeNull();
    });

    it('refuse what is taken', async () => {
      await expect(write(() => regions.add(region(5, 'pt-PT')))).rejects.toThrow(RegionTaken);
      await expect(write(() => culturalData.add(entry(5, 'greeting')))).rejects.toThrow(CulturalDataTaken);
      await expect(write(() => documents.add(document(5, 'policy')))).rejects.toThrow(RagDocumentTaken);
    });

    it('replace the revision before and no other', async () => {
      const [renamed, changed, moved] = [
        parent.change({ name: 'Portugal' }, LATER),
        greeting.change({ notes: 'new' }, LATER),
        policy.change({ regionId: null, complianceReviewed: false }, LATER),
      ];
      const update = () =>
        write(async () => {
          await regions.update(renamed);
          await culturalData.update(changed);
          await documents.update(moved);
        });
      await update();
      expect((await regions.find(ACME, SHOP, 'pt-PT'))?.state).toEqual(renamed.state);
      expect((await culturalData.find(ACME, SHOP, 'greeting'))?.state).toEqual(changed.state);
      expect((await documents.find(ACME, SHOP, idOf(4)))?.state).toEqual(moved.state);
      await expect(update()).rejects.toThrow(StaleRevision);
      await expect(write(() => regions.lock(parent))).rejects.toThrow(StaleRevision);
      await expect(write(() => culturalData.remove(greeting))).rejects.toThrow(StaleRevision);
      await expect(write(() => documents.remove(policy))).rejects.toThrow(StaleRevision);
    });

    it('go with their project', async () => {
      await write(() => projects.remove(shop));
      for (const repository of [regions, culturalData, documents])
        expect((await repository.page(ACME, SHOP, wholeList(REGION_LIST))).items).toEqual([]);
    });
  });
}
