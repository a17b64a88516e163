import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { TypeOrmTextListings } from '../../../text/adapters/persistence/typeorm-text-listings';
import { ASSET_TEXT_TABLES } from './asset-text-tables';

export class TypeOrmAssetVersionListings extends TypeOrmTextListings {
  constructor(session: PersistenceSession) {
    super(ASSET_TEXT_TABLES, session);
  }
}
