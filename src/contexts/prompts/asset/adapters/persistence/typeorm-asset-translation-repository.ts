import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { ReferenceIndex } from '../../../reference-index/application/reference-index.port';
import { TypeOrmTextTranslationRepository } from '../../../text/adapters/persistence/typeorm-text-translation-repository';
import { ASSET_TEXT_TABLES } from './asset-text-tables';

export class TypeOrmAssetTranslationRepository extends TypeOrmTextTranslationRepository {
  constructor(session: PersistenceSession, references: ReferenceIndex) {
    super(ASSET_TEXT_TABLES, session, references);
  }
}
