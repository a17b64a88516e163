import { bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { ReferenceGateTable, ReferenceTable } from './adapters/persistence/reference.table';
import { TypeOrmReferenceIndex } from './adapters/persistence/typeorm-reference-index';
import { ReferenceIndex } from './application/reference-index.port';

export const referenceIndexModule: AggregateModule = {
  tables: [ReferenceTable, ReferenceGateTable],
  bind: (bind) => {
    bindSingleton(bind, ReferenceIndex, TypeOrmReferenceIndex, [PersistenceSession]);
  },
};
