import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { TypeOrmTextListings } from '../../../text/adapters/persistence/typeorm-text-listings';
import { PROMPT_TEXT_TABLES } from './prompt-text-tables';

export class TypeOrmVersionListings extends TypeOrmTextListings {
  constructor(session: PersistenceSession) {
    super(PROMPT_TEXT_TABLES, session);
  }
}
