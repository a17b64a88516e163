import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { OutboxSignal } from '#platform/messaging/signal';
import type { Logger } from '#platform/observability/logger';
import { LoggerToken } from '#platform/observability/logger-token';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { MEMBER } from '#shared/grants';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AuditSettings } from '../audit-settings';
import { FileCheckpointArchive } from './adapters/files/file-checkpoint-archive';
import { AuditLogController } from './adapters/http/audit-log.controller';
import { AbandonedTurn } from './adapters/persistence/abandoned-turn';
import { AuditLogTable, AuditPersonalTable, AuditSequencerTable, AuditTenantHeadTable } from './adapters/persistence/audit-log.table';
import { OutboxCatchUp } from './adapters/persistence/outbox-catch-up';
import { TypeOrmAuditEventQuery } from './adapters/persistence/typeorm-audit-event-query';
import { TypeOrmLogReader } from './adapters/persistence/typeorm-log-reader';
import { TypeOrmPublicationBacklog } from './adapters/persistence/typeorm-publication-backlog';
import { TypeOrmPublicationStore } from './adapters/persistence/typeorm-publication-store';
import { TypeOrmRelayLease } from './adapters/persistence/typeorm-relay-lease';
import { TypeOrmSequencerStore } from './adapters/persistence/typeorm-sequencer-store';
import { TypeOrmStoredLog } from './adapters/persistence/typeorm-stored-log';
import { AuditEventQuery } from './application/audit-event-query.port';
import { CheckpointArchive } from './application/checkpoint-archive.port';
import { LogCatchUp } from './application/log-catch-up.port';
import { LogIdentity } from './application/log-identity';
import { LogReader } from './application/log-reader.port';
import { PublicationBacklog } from './application/publication-backlog.port';
import { PublicationStore } from './application/publication-store.port';
import { ReadCheckpoint } from './application/read-checkpoint';
import { ReadLogKey } from './application/read-log-key';
import { RelayLease } from './application/relay-lease.port';
import { SequencerStore } from './application/sequencer-store.port';
import { StoredLog } from './application/stored-log.port';

/** The bootstrap adds AuditSettings; for the API LogIdentity, for the relay LogSigner. */
export const logModule: AggregateModule = {
  tables: [AuditLogTable, AuditPersonalTable, AuditTenantHeadTable, AuditSequencerTable],
  permissions: {
    'audit:checkpoint': { roles: [...MEMBER.roles, 'auditor'] },
  },
  bind: (bind) => {
    bind(StoredLog)
      .toResolvedValue((session: PersistenceSession) => new TypeOrmStoredLog(session.readSource), [PersistenceSession])
      .inSingletonScope();
    bind(CheckpointArchive)
      .toResolvedValue(({ dataDir }: AuditSettings) => new FileCheckpointArchive(dataDir), [AuditSettings])
      .inSingletonScope();
    bind(LogCatchUp)
      .toResolvedValue(
        (session: PersistenceSession, signal: OutboxSignal, { values }: AuditSettings) =>
          new OutboxCatchUp(session, signal, values.catchUpTimeoutMs),
        [PersistenceSession, OutboxSignal, AuditSettings],
      )
      .inSingletonScope();
    bindUseCase(bind, ReadCheckpoint, [StoredLog, LogCatchUp, AccessPolicy]);
    bindUseCase(bind, ReadLogKey, [LogIdentity, AccessPolicy]);
    bindController(bind, AuditLogController, [ReadCheckpoint, ReadLogKey]);
    bindSingleton(bind, SequencerStore, TypeOrmSequencerStore, [PersistenceSession]);
    bindSingleton(bind, AuditEventQuery, TypeOrmAuditEventQuery, [PersistenceSession]);
    bindSingleton(bind, LogReader, TypeOrmLogReader, [PersistenceSession]);
    bindSingleton(bind, PublicationStore, TypeOrmPublicationStore, [PersistenceSession]);
    bindSingleton(bind, PublicationBacklog, TypeOrmPublicationBacklog, [PersistenceSession]);
    bind(RelayLease)
      .toResolvedValue(
        (session: PersistenceSession, unitOfWork: UnitOfWork, { values }: AuditSettings, logger: unknown) =>
          new TypeOrmRelayLease(session, unitOfWork, new AbandonedTurn(session.readSource, logger as Logger), values.leaseMs),
        [PersistenceSession, UnitOfWork, AuditSettings, LoggerToken],
      )
      .inSingletonScope();
  },
};
