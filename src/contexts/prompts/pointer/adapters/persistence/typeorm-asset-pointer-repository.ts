import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { NotFound } from '#shared/errors';
import { ASSET_TEXT } from '../../../asset/domain/asset-text';
import { AssetPointerTable } from './asset-pointer.table';
import { TypeOrmTextPointerRepository } from './typeorm-text-pointer-repository';

const STORAGE = {
  kind: ASSET_TEXT,
  table: AssetPointerTable,
  word: 'Asset pointer',
  constraints: { one: 'uq_asset_pointer', environment: 'fk_asset_pointer_environment', version: 'fk_pointer_asset_version' },
  versionGone: (versionTag: string): Error => new NotFound('Asset version', versionTag),
};

export class TypeOrmAssetPointerRepository extends TypeOrmTextPointerRepository {
  constructor(session: PersistenceSession) {
    super(STORAGE, session);
  }
}
