import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { Clock } from '#shared/clock.port';
import type { ReferenceIndex } from '../../../reference-index/application/reference-index.port';
import { TypeOrmTextVersionRepository } from '../../../text/adapters/persistence/typeorm-text-version-repository';
import type { ReleasedTags } from '../../../text/application/released-tags.port';
import type { AssetVersionTag } from '../../application/asset-version-repository.port';
import { ASSET_TEXT_TABLES } from './asset-text-tables';

export class TypeOrmAssetVersionRepository extends TypeOrmTextVersionRepository<AssetVersionTag> {
  constructor(session: PersistenceSession, references: ReferenceIndex, releasedTags: ReleasedTags, clock?: Clock) {
    super(ASSET_TEXT_TABLES, session, references, releasedTags, clock);
  }
}
