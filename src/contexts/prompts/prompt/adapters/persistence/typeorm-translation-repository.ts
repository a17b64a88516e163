import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { ReferenceIndex } from '../../../reference-index/application/reference-index.port';
import { TypeOrmTextTranslationRepository } from '../../../text/adapters/persistence/typeorm-text-translation-repository';
import { PROMPT_TEXT_TABLES } from './prompt-text-tables';

export class TypeOrmTranslationRepository extends TypeOrmTextTranslationRepository {
  constructor(session: PersistenceSession, references: ReferenceIndex) {
    super(PROMPT_TEXT_TABLES, session, references);
  }
}
