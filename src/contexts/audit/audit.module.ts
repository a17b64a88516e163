import { hostname } from 'node:os';
import { ContainerModule } from 'inversify';
import { AuditSettings } from './audit-settings';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { ContextModule } from '#platform/container/context-module';
import { Health } from '#platform/http/health';
import { KafkaConnection } from '#platform/messaging/kafka-connection';
import { OutboxSignal } from '#platform/messaging/signal';
import { LoggerToken } from '#platform/observability/logger-token';
import type { Logger } from '#platform/observability/logger';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { BackgroundProcess } from '#platform/process/background-process';
import { AccessPolicy } from '#shared/access-policy.port';
import { Ids } from '#shared/ids.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { FileCheckpointArchive } from './log/adapters/files/file-checkpoint-archive';
import { AuditLogController } from './log/adapters/http/audit-log.controller';
import { AuditLogTable, AuditPersonalTable, AuditSequencerTable, AuditTenantHeadTable } from './log/adapters/persistence/audit-log.table';
import { AbandonedTurn } from './log/adapters/persistence/abandoned-turn';
import { OutboxCatchUp } from './log/adapters/persistence/outbox-catch-up';
import { TypeOrmStoredLog } from './log/adapters/persistence/typeorm-stored-log';
import { CheckpointArchive } from './log/application/checkpoint-archive.port';
import { LogCatchUp } from './log/application/log-catch-up.port';
import { LogIdentity, LogSigner } from './log/application/log-identity';
import { ReadCheckpoint } from './log/application/read-checkpoint';
import { ReadLogKey } from './log/application/read-log-key';
import { StoredLog } from './log/application/stored-log.port';
import { ConsumerLag } from './relay/adapters/consumer-lag';
import { ConsumersProcess } from './relay/adapters/consumers-process';
import { KafkaAuditTopic } from './relay/adapters/kafka/kafka-audit-topic';
import { LogSignal } from './relay/adapters/log-signal';
import { AuditConsumerTable } from './relay/adapters/persistence/audit-consumer.table';
import { OutboxBacklog } from './relay/adapters/persistence/outbox-backlog';
import { TypeOrmPublicationBacklog } from './log/adapters/persistence/typeorm-publication-backlog';
import { PublicationBacklog } from './relay/application/publication-backlog.port';
import { TypeOrmConsumerPositions } from './relay/adapters/persistence/typeorm-consumer-positions';
import { TypeOrmLogReader } from './log/adapters/persistence/typeorm-log-reader';
import { TypeOrmPublicationStore } from './log/adapters/persistence/typeorm-publication-store';
import { TypeOrmRelayLease } from './log/adapters/persistence/typeorm-relay-lease';
import { TypeOrmSequencerStore } from './log/adapters/persistence/typeorm-sequencer-store';
import { RandomSalts } from './relay/adapters/random-salts';
import { RelayMetrics } from './relay/adapters/relay-metrics';
import { RelayProcess } from './relay/adapters/relay-process';
import { AuditConsumer } from './relay/application/audit-consumer.port';
import { ConsumerPositions } from './relay/application/consumer-positions.port';
import { LogReader } from './relay/application/log-reader.port';
import { PublicationStore } from './relay/application/publication-store.port';
import { PublishEvents } from './relay/application/publish-events';
import { RelayLease } from './relay/application/relay-lease.port';
import { SequenceEvents } from './relay/application/sequence-events';
import { SequencerStore } from './relay/application/sequencer-store.port';
import type { AuditMessageOptions } from './relay/domain/audit-message';
import { bindSearch } from './search/search.module';
import { AuditTermTable } from './search/adapters/persistence/audit-term.table';

/** Says where the process runs, and is never used again: the process after a restart must not renew a lease that it does not have. */
const relayName = (ids: Ids): string => `${hostname().slice(0, 50)}/${process.pid}/${ids.next()}`;

const messageOptions = ({ values }: AuditSettings): AuditMessageOptions => ({
  source: `//${values.logName}`,
  personalData: values.personalData,
});

/** The bootstrap adds AuditSettings; for the API LogIdentity, for the relay LogSigner. */
export const auditModule: ContextModule = {
  name: 'audit',
  tables: [AuditLogTable, AuditPersonalTable, AuditTenantHeadTable, AuditSequencerTable, AuditConsumerTable, AuditTermTable],
  bindings: new ContainerModule(({ bind }) => {
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

    bindSingleton(bind, LogSignal, LogSignal, []);
    bindSingleton(bind, SequencerStore, TypeOrmSequencerStore, [PersistenceSession]);
    bindSingleton(bind, LogReader, TypeOrmLogReader, [PersistenceSession]);
    bindSingleton(bind, PublicationStore, TypeOrmPublicationStore, [PersistenceSession]);
    bindSingleton(bind, OutboxBacklog, OutboxBacklog, [PersistenceSession]);
    bindSingleton(bind, PublicationBacklog, TypeOrmPublicationBacklog, [PersistenceSession]);
    bindSingleton(bind, RelayMetrics, RelayMetrics, [OutboxBacklog, LogReader, PublicationBacklog]);
    bindSingleton(bind, ConsumerPositions, TypeOrmConsumerPositions, [PersistenceSession]);
    bind(ConsumerLag)
      .toResolvedValue(
        (
          consumer: AuditConsumer,
          kafka: KafkaConnection,
          { values }: AuditSettings,
          log: LogReader,
          positions: ConsumerPositions,
          unpublished: PublicationBacklog,
          logger: unknown,
        ) => {
          const consumers = [consumer.name];
          return new ConsumerLag({ consumers, kafka, topic: values.topic, log, positions, unpublished, logger: logger as Logger });
        },
        [AuditConsumer, KafkaConnection, AuditSettings, LogReader, ConsumerPositions, PublicationBacklog, LoggerToken],
      )
      .inSingletonScope();
    bind(RelayLease)
      .toResolvedValue(
        (session: PersistenceSession, unitOfWork: UnitOfWork, { values }: AuditSettings, logger: unknown) =>
          new TypeOrmRelayLease(session, unitOfWork, new AbandonedTurn(session.readSource, logger as Logger), values.leaseMs),
        [PersistenceSession, UnitOfWork, AuditSettings, LoggerToken],
      )
      .inSingletonScope();
    bind(SequenceEvents)
      .toResolvedValue(
        (store: SequencerStore, unitOfWork: UnitOfWork, signer: LogSigner) =>
          new SequenceEvents(store, unitOfWork, signer, new RandomSalts()),
        [SequencerStore, UnitOfWork, LogSigner],
      )
      .inSingletonScope();
    bind(KafkaAuditTopic)
      .toResolvedValue(
        (kafka: KafkaConnection, { values }: AuditSettings) => new KafkaAuditTopic(kafka, values),
        [KafkaConnection, AuditSettings],
      )
      .inSingletonScope();
    bind(PublishEvents)
      .toResolvedValue(
        (log: LogReader, topic: KafkaAuditTopic, store: PublicationStore, unitOfWork: UnitOfWork, settings: AuditSettings) =>
          new PublishEvents(log, topic, store, unitOfWork, messageOptions(settings)),
        [LogReader, KafkaAuditTopic, PublicationStore, UnitOfWork, AuditSettings],
      )
      .inSingletonScope();
    bind(BackgroundProcess)
      .toResolvedValue(
        (
          settings: AuditSettings,
          lease: RelayLease,
          sequence: SequenceEvents,
          publish: PublishEvents,
          topic: KafkaAuditTopic,
          kafka: KafkaConnection,
          outboxSignal: OutboxSignal,
          logSignal: LogSignal,
          archive: CheckpointArchive,
          health: Health,
          metrics: RelayMetrics,
          backlog: OutboxBacklog,
          unpublished: PublicationBacklog,
          lag: ConsumerLag,
          ids: Ids,
          logger: unknown,
        ) =>
          new RelayProcess({
            holder: settings.embedded ? 'embedded' : relayName(ids),
            settings: settings.values,
            lease,
            sequence,
            publish,
            topic,
            kafka,
            outboxSignal,
            logSignal,
            archive,
            health,
            metrics,
            backlog,
            unpublished,
            lag,
            logger: logger as Logger,
          }),
        [
          AuditSettings,
          RelayLease,
          SequenceEvents,
          PublishEvents,
          KafkaAuditTopic,
          KafkaConnection,
          OutboxSignal,
          LogSignal,
          CheckpointArchive,
          Health,
          RelayMetrics,
          OutboxBacklog,
          PublicationBacklog,
          ConsumerLag,
          Ids,
          LoggerToken,
        ],
      )
      .inSingletonScope()
      .whenNamed('relay');

    bindSearch(bind);
    bind(BackgroundProcess)
      .toResolvedValue(
        (
          consumer: AuditConsumer,
          kafka: KafkaConnection,
          settings: AuditSettings,
          log: LogReader,
          positions: ConsumerPositions,
          unitOfWork: UnitOfWork,
          logSignal: LogSignal,
          health: Health,
          lag: ConsumerLag,
          logger: unknown,
        ) =>
          new ConsumersProcess({
            consumers: [consumer],
            kafka,
            topic: settings.values.topic,
            pollMs: settings.values.pollMs,
            log,
            positions,
            unitOfWork,
            options: messageOptions(settings),
            logSignal,
            health,
            lag,
            logger: logger as Logger,
          }),
        [
          AuditConsumer,
          KafkaConnection,
          AuditSettings,
          LogReader,
          ConsumerPositions,
          UnitOfWork,
          LogSignal,
          Health,
          ConsumerLag,
          LoggerToken,
        ],
      )
      .inSingletonScope()
      .whenNamed('worker');
  }),
};
