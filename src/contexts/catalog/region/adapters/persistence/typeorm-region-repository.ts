import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { REGION_LIST, RegionRepository } from '../../application/region-repository.port';
import { isLanguageCode, Region, RegionTaken } from '../../domain/region';
import { RegionTable } from './region.table';

const BY_CREATION = { createdAt: 'ASC', id: 'ASC' } as const;

export class TypeOrmRegionRepository extends RegionRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: Region): Promise<void> {
    await this.session.guarded({ uq_region_language: () => new RegionTaken(state.languageCode) }, () =>
      this.session.writer.createQueryBuilder().insert().into(RegionTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: Region): Promise<void> {
    const { tenantId, id, languageCode, revision, name, parentRegionId, timeZone, notes, updatedAt } = state;
    const result = await this.session.writer
      .getRepository(RegionTable)
      .update({ tenantId, id, revision: revision - 1 }, { revision, name, parentRegionId, timeZone, notes, updatedAt });
    if (result.affected === 0) throw new StaleRevision('Region', languageCode);
  }

  async remove({ state: { tenantId, id, languageCode, revision } }: Region): Promise<void> {
    const result = await this.session.writer.getRepository(RegionTable).delete({ tenantId, id, revision });
    if (result.affected === 0) throw new StaleRevision('Region', languageCode);
  }

  async lock({ state: { tenantId, id, languageCode, revision } }: Region): Promise<void> {
    // An update that changes nothing takes the row's lock on every engine; SQLite knows no SELECT … FOR UPDATE.
    const result = await this.session.writer.getRepository(RegionTable).update({ tenantId, id, revision }, { revision });
    if (result.affected === 0) throw new StaleRevision('Region', languageCode);
  }

  async find(tenantId: string, projectId: string, codeOrId: string): Promise<Region | null> {
    const which = isLanguageCode(codeOrId) ? { languageCode: codeOrId } : { id: codeOrId };
    const row = await this.session.reader.getRepository(RegionTable).findOneBy({ tenantId, projectId, ...which });
    return row && Region.restore(row);
  }

  async findAll(tenantId: string, projectId: string, ids: readonly string[]): Promise<Region[]> {
    const rows = await this.session.reader
      .getRepository(RegionTable)
      .findBy({ tenantId, projectId, id: among(this.session.reader, new Set(ids)) });
    return rows.map((row) => Region.restore(row));
  }

  async childrenOf({ state: { tenantId, projectId, id } }: Region): Promise<Region[]> {
    const where = { tenantId, projectId, parentRegionId: id };
    const rows = await this.session.reader.getRepository(RegionTable).find({ where, order: BY_CREATION });
    return rows.map((row) => Region.restore(row));
  }

  async list(tenantId: string, projectId: string): Promise<Region[]> {
    const rows = await this.session.reader.getRepository(RegionTable).find({ where: { tenantId, projectId }, order: BY_CREATION });
    return rows.map((row) => Region.restore(row));
  }

  async page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<Region>> {
    const rows = this.session.reader.createQueryBuilder(RegionTable, 'region').where({ tenantId, projectId });
    return mapPage(await pageOf(rows, REGION_LIST, query), (row) => Region.restore(row));
  }
}
