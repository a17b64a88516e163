import { hostname } from 'node:os';
import { bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { Health } from '#platform/http/health';
import { KafkaConnection } from '#platform/messaging/kafka-connection';
import { OutboxSignal } from '#platform/messaging/signal';
import type { Logger } from '#platform/observability/logger';
import { LoggerToken } from '#platform/observability/logger-token';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { BackgroundProcess } from '#platform/process/background-process';
import { Ids } from '#shared/ids.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AuditSettings } from '../audit-settings';
import { CheckpointArchive } from '../log/application/checkpoint-archive.port';
import { LogSigner } from '../log/application/log-identity';
import { LogReader } from '../log/application/log-reader.port';
import { PublicationBacklog } from '../log/application/publication-backlog.port';
import { PublicationStore } from '../log/application/publication-store.port';
import { RelayLease } from '../log/application/relay-lease.port';
import { SequencerStore } from '../log/application/sequencer-store.port';
import { ConsumerLag } from './adapters/consumer-lag';
import { ConsumersProcess } from './adapters/consumers-process';
import { KafkaAuditTopic } from './adapters/kafka/kafka-audit-topic';
import { LogSignal } from './adapters/log-signal';
import { LoggedConsumableLog } from './adapters/logged-consumable-log';
import { AuditConsumerTable } from './adapters/persistence/audit-consumer.table';
import { OutboxBacklog } from './adapters/persistence/outbox-backlog';
import { TypeOrmConsumerPositions } from './adapters/persistence/typeorm-consumer-positions';
import { RandomSalts } from './adapters/random-salts';
import { RelayMetrics } from './adapters/relay-metrics';
import { RelayProcess } from './adapters/relay-process';
import { AuditConsumer } from './application/audit-consumer.port';
import { ConsumableLog } from './application/consumable-log.port';
import { ConsumerPositions } from './application/consumer-positions.port';
import { PublishEvents } from './application/publish-events';
import { SequenceEvents } from './application/sequence-events';
import type { AuditMessageOptions } from './domain/audit-message';

/** Each aggregate above this one may bind a consumer. */
const EVERY_CONSUMER = { serviceIdentifier: AuditConsumer, isMultiple: true } as const;

/** The name contains the host and is never used again, because a restarted process must not renew a lease that it does not have. */
const relayName = (ids: Ids): string => `${hostname().slice(0, 50)}/${process.pid}/${ids.next()}`;

const messageOptions = ({ values }: AuditSettings): AuditMessageOptions => ({
  source: `//${values.logName}`,
  personalData: values.personalData,
});

export const relayModule: AggregateModule = {
  tables: [AuditConsumerTable],
  bind: (bind) => {
    bindSingleton(bind, LogSignal, LogSignal, []);
    bindSingleton(bind, OutboxBacklog, OutboxBacklog, [PersistenceSession]);
    bindSingleton(bind, RelayMetrics, RelayMetrics, [OutboxBacklog, LogReader, PublicationBacklog]);
    bindSingleton(bind, ConsumerPositions, TypeOrmConsumerPositions, [PersistenceSession]);
    bind(ConsumableLog)
      .toResolvedValue(
        (log: LogReader, settings: AuditSettings) => new LoggedConsumableLog(log, messageOptions(settings)),
        [LogReader, AuditSettings],
      )
      .inSingletonScope();
    bind(ConsumerLag)
      .toResolvedValue(
        (
          consumers: AuditConsumer[],
          kafka: KafkaConnection,
          { values }: AuditSettings,
          log: LogReader,
          positions: ConsumerPositions,
          unpublished: PublicationBacklog,
          logger: unknown,
        ) => {
          const names = consumers.map(({ name }) => name);
          return new ConsumerLag({ consumers: names, kafka, topic: values.topic, log, positions, unpublished, logger: logger as Logger });
        },
        [EVERY_CONSUMER, KafkaConnection, AuditSettings, LogReader, ConsumerPositions, PublicationBacklog, LoggerToken],
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

    bind(BackgroundProcess)
      .toResolvedValue(
        (
          consumers: AuditConsumer[],
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
            consumers,
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
          EVERY_CONSUMER,
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
  },
};
