import { auditContracts, relayStoresContract } from '../../contract/audit-stores';
import { sqliteDatabase } from '../../contract/sqlite-database';
import {
  InMemoryAuditLog,
  InMemoryConsumerPositions,
  InMemoryLogReader,
  InMemoryPublicationStore,
  InMemorySequencerStore,
} from '../../fakes/audit/in-memory-audit-log';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../fakes/unit-of-work';
import { AUDIT_MIGRATIONS, AUDIT_TABLES } from './audit-tables';

auditContracts('SQLite', () => sqliteDatabase(AUDIT_TABLES, AUDIT_MIGRATIONS));

relayStoresContract('the fakes', () => {
  const state = new InMemoryAuditLog();
  return Promise.resolve({
    sequencer: new InMemorySequencerStore(state),
    publication: new InMemoryPublicationStore(state),
    reader: new InMemoryLogReader(state),
    positions: new InMemoryConsumerPositions(state),
    unitOfWork: new InMemoryUnitOfWork(new RecordingOutbox(), [state]),
    put: (...events) => {
      state.put(...events);
      return Promise.resolve();
    },
    nextEpoch: () => Promise.resolve((state.epoch += 1)),
    close: () => Promise.resolve(),
  });
});
