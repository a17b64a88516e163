import { bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { HistoryStartTable, PastStateTable } from './adapters/persistence/past-state.table';
import { ReleasedTagTable } from './adapters/persistence/released-tag.table';
import { RetainedTextTable } from './adapters/persistence/retained-text.table';
import { TypeOrmHistoryStart } from './adapters/persistence/typeorm-history-start';
import { TypeOrmReleasedTags } from './adapters/persistence/typeorm-released-tags';
import { ReleasedTags } from './application/released-tags.port';
import { HistoryStart } from './application/history-start.port';

export const textModule: AggregateModule = {
  tables: [ReleasedTagTable, RetainedTextTable, PastStateTable, HistoryStartTable],
  bind: (bind) => {
    bindSingleton(bind, HistoryStart, TypeOrmHistoryStart, [PersistenceSession]);
    bindSingleton(bind, ReleasedTags, TypeOrmReleasedTags, [PersistenceSession]);
  },
};
