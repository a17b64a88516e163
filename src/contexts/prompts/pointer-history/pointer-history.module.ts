import { bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { EnvironmentMoveTable, PointerHistoryTable } from './adapters/persistence/pointer-history.table';
import { TypeOrmPointerHistory } from './adapters/persistence/typeorm-pointer-history';
import { PointerHistory } from './application/pointer-history.port';

export const pointerHistoryModule: AggregateModule = {
  tables: [PointerHistoryTable, EnvironmentMoveTable],
  bind: (bind) => {
    bindSingleton(bind, PointerHistory, TypeOrmPointerHistory, [PersistenceSession]);
  },
};
