import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { NotFound, StaleRevision } from '#shared/errors';
import { AssetPointerRepository } from '../../application/asset-pointer-repository.port';
import { AssetPointer, type AssetPointerState } from '../../domain/asset-pointer';
import { AssetPointerTable } from './asset-pointer.table';

export class TypeOrmAssetPointerRepository extends AssetPointerRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: AssetPointer): Promise<void> {
    const refused = {
      uq_asset_pointer: () => staleOf(state),
      fk_asset_pointer_environment: () => new NotFound('Environment', null),
      fk_pointer_asset_version: () => new NotFound('Asset version', state.versionTag),
    };
    await this.session.guarded(refused, () =>
      this.session.writer.createQueryBuilder().insert().into(AssetPointerTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: AssetPointer): Promise<void> {
    const { tenantId, id, revision, versionId, versionTag, movedBy, movedAt } = state;
    const result = await this.session.writer
      .getRepository(AssetPointerTable)
      .update({ tenantId, id, revision: revision - 1 }, { revision, versionId, versionTag, movedBy, movedAt });
    if (result.affected === 0) throw staleOf(state);
  }

  async remove({ state }: AssetPointer): Promise<void> {
    const { tenantId, id, revision } = state;
    const result = await this.session.writer.getRepository(AssetPointerTable).delete({ tenantId, id, revision });
    if (result.affected === 0) throw staleOf(state);
  }

  async find(tenantId: string, environmentId: string, assetId: string): Promise<AssetPointer | null> {
    const row = await this.session.reader.getRepository(AssetPointerTable).findOneBy({ tenantId, environmentId, assetId });
    return row && AssetPointer.restore(row);
  }

  async list(tenantId: string, environmentId: string): Promise<AssetPointer[]> {
    const rows = await this.session.reader
      .getRepository(AssetPointerTable)
      .find({ where: { tenantId, environmentId }, order: { assetName: 'ASC', id: 'ASC' } });
    return rows.map((row) => AssetPointer.restore(row));
  }

  async ofAsset(tenantId: string, assetId: string): Promise<{ environmentId: string; assetVersionId: string }[]> {
    const rows = await this.session.reader.getRepository(AssetPointerTable).find({ where: { tenantId, assetId }, order: { id: 'ASC' } });
    return rows.map(({ environmentId, versionId }) => ({ environmentId, assetVersionId: versionId }));
  }
}

const staleOf = ({ assetName }: AssetPointerState): StaleRevision => new StaleRevision('Asset pointer', assetName);
