import type { Config } from '#platform/config/config.schema';
import type { Health, PartHealth } from '#platform/http/health';
import type { KafkaConnection } from '#platform/messaging/kafka-connection';
import type { OutboxSignal } from '#platform/messaging/signal';
import type { Logger } from '#platform/observability/logger';
import { BackgroundProcess } from '#platform/process/background-process';
import { Loop } from '#platform/process/loop';
import type { CheckpointArchive } from '../../log/application/checkpoint-archive.port';
import type { PublishEvents } from '../application/publish-events';
import type { RelayLease } from '../../log/application/relay-lease.port';
import { DamagedHead, Fenced, type SequenceEvents } from '../application/sequence-events';
import type { KafkaAuditTopic } from './kafka/kafka-audit-topic';
import { publishingTrouble } from './kafka/publishing-trouble';
import type { LogSignal } from './log-signal';
import type { ConsumerLag } from './consumer-lag';
import type { OutboxBacklog } from './persistence/outbox-backlog';
import type { PublicationBacklog } from '../../log/application/publication-backlog.port';
import type { RelayMetrics } from './relay-metrics';
import { RelayTerm } from './relay-term';
import { MAX_WAIT_SECONDS } from './standstill';

export interface RelayParts {
  readonly holder: string;
  readonly settings: Pick<Config['audit'], 'batchSize' | 'pollMs' | 'leaseMs'>;
  readonly lease: RelayLease;
  readonly sequence: SequenceEvents;
  readonly publish: PublishEvents;
  readonly topic: KafkaAuditTopic;
  readonly kafka: KafkaConnection;
  readonly outboxSignal: OutboxSignal;
  readonly logSignal: LogSignal;
  readonly archive: CheckpointArchive;
  readonly health: Health;
  readonly metrics: RelayMetrics;
  readonly backlog: OutboxBacklog;
  readonly unpublished: PublicationBacklog;
  readonly lag: ConsumerLag;
  readonly logger: Logger;
}

/** The relay. One loop moves events from the outbox to the log, another from the log to Kafka, so that an unavailable Kafka never stops the log. */
export class RelayProcess extends BackgroundProcess {
  readonly name = 'relay';
  readonly role = 'relay';
  readonly #sequencing: Loop;
  readonly #publishing: Loop;
  readonly #term: RelayTerm;
  #topicReady = false;
  #sequencingTrouble: string | null = null;
  #publishingTrouble: string | null = null;

  constructor(private readonly parts: RelayParts) {
    super();
    const { holder, lease, logger, outboxSignal, logSignal, settings } = parts;
    this.#term = new RelayTerm({ holder, lease, logger, leaseMs: settings.leaseMs });
    const [committed, grown] = [outboxSignal.listener(), logSignal.listener()];
    this.#sequencing = new Loop({ name: 'sequencer', idle: () => committed(settings.pollMs), logger }, () => this.#sequence());
    this.#publishing = new Loop({ name: 'publisher', idle: () => grown(settings.pollMs), logger }, () => this.#publish());
  }

  start(): Promise<void> {
    this.parts.metrics.register(this.#term, this.parts.kafka.isConfigured);
    this.#sequencing.start();
    this.parts.health.register('log', () => this.#logHealth());
    if (this.parts.kafka.isConfigured) {
      this.#publishing.start();
      this.parts.health.register('kafka', () => this.#kafkaHealth());
    }
    this.parts.lag.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#sequencing.stop(), this.#publishing.stop(), this.parts.lag.stop()]);
    try {
      await this.#term.release();
    } finally {
      await this.parts.topic.close();
    }
  }

  async #logHealth(): Promise<PartHealth> {
    if (this.#sequencingTrouble !== null) return { status: 'degraded', message: `${this.#sequencingTrouble}; events wait in the outbox` };
    const age = await this.parts.backlog.oldestAgeSeconds().catch(() => null);
    if (age === null) return { status: 'degraded', message: 'what waits in the outbox cannot be read' };
    if (age <= MAX_WAIT_SECONDS) return { status: 'up' };
    return { status: 'degraded', message: `the log stands still: an event waits in the outbox for ${Math.floor(age)} s` };
  }

  async #kafkaHealth(): Promise<PartHealth> {
    if (this.#publishingTrouble !== null) return { status: 'degraded', message: `${this.#publishingTrouble}; events wait in the log` };
    const age = await this.parts.unpublished.oldestAgeSeconds().catch(() => null);
    if (age === null) return { status: 'degraded', message: 'what waits in the log cannot be read' };
    if (age <= MAX_WAIT_SECONDS) return { status: 'up' };
    return { status: 'degraded', message: `publishing stands still or is behind: an event waits in the log for ${Math.floor(age)} s` };
  }

  async #sequence(): Promise<boolean> {
    try {
      const busy = await this.#sequenceBatch();
      this.#sequencingTrouble = null;
      return busy;
    } catch (error) {
      this.#sequencingTrouble = error instanceof DamagedHead ? error.message : 'the last turn failed for a reason that the process logs';
      throw error;
    }
  }

  async #sequenceBatch(): Promise<boolean> {
    const epoch = await this.#term.current();
    if (epoch === null) return false;
    return this.#unlessFenced(async () => {
      const batch = await this.parts.sequence.execute({ epoch, batchSize: this.parts.settings.batchSize });
      if (!batch) return false;
      this.parts.logSignal.ring();
      await this.parts.archive.keep(batch.checkpointNote);
      // A batch ends at its bytes as well as at its number, so only the next turn shows whether there is more.
      return true;
    });
  }

  async #publish(): Promise<boolean> {
    const { epoch } = this.#term;
    if (epoch === null) return false;
    try {
      if (!this.#topicReady) await this.parts.topic.prepare();
      this.#topicReady = true;
      const sent = await this.#unlessFenced(
        async () => (await this.parts.publish.execute({ epoch, batchSize: this.parts.settings.batchSize })) > 0,
      );
      this.#publishingTrouble = null;
      return sent;
    } catch (error) {
      this.#publishingTrouble = publishingTrouble(error);
      throw error;
    }
  }

  async #unlessFenced(work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Fenced)) throw error;
      this.#term.fenced();
      return false;
    }
  }
}
