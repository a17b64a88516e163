import { bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { ReleasedTagTable } from './adapters/persistence/released-tag.table';
import { RetainedTextTable } from './adapters/persistence/retained-text.table';
import { TypeOrmReleasedTags } from './adapters/persistence/typeorm-released-tags';
import { ReleasedTags } from './application/released-tags.port';

export const textModule: AggregateModule = {
  tables: [ReleasedTagTable, RetainedTextTable],
  bind: (bind) => {
    bindSingleton(bind, ReleasedTags, TypeOrmReleasedTags, [PersistenceSession]);
  },
};
