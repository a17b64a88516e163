import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { Clock } from '#shared/clock.port';
import type { ReferenceIndex } from '../../../reference-index/application/reference-index.port';
import { TypeOrmTextVersionRepository } from '../../../text/adapters/persistence/typeorm-text-version-repository';
import type { ReleasedTags } from '../../../text/application/released-tags.port';
import { PROMPT_TEXT_TABLES } from './prompt-text-tables';

export class TypeOrmVersionRepository extends TypeOrmTextVersionRepository {
  constructor(session: PersistenceSession, references: ReferenceIndex, releasedTags: ReleasedTags, clock?: Clock) {
    super(PROMPT_TEXT_TABLES, session, references, releasedTags, clock);
  }
}
