import { KafkaJSConnectionError, KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError, KafkaJSRequestTimeoutError } from 'kafkajs';
import type { ConsumerLag } from '#contexts/audit/relay/adapters/consumer-lag';
import { ConsumersProcess } from '#contexts/audit/relay/adapters/consumers-process';
import { KafkaAuditTopic } from '#contexts/audit/relay/adapters/kafka/kafka-audit-topic';
import { LogSignal } from '#contexts/audit/relay/adapters/log-signal';
import type { OutboxBacklog } from '#contexts/audit/relay/adapters/persistence/outbox-backlog';
import { RelayMetrics } from '#contexts/audit/relay/adapters/relay-metrics';
import { RelayProcess } from '#contexts/audit/relay/adapters/relay-process';
import type { ConsumedEvent } from '#contexts/audit/relay/application/audit-consumer.port';
import { PublishEvents } from '#contexts/audit/relay/application/publish-events';
import { RelayLease } from '#contexts/audit/log/application/relay-lease.port';
import { DamagedHead, SaltSource, SequenceEvents } from '#contexts/audit/relay/application/sequence-events';
import { recordOf } from '#contexts/audit/log/domain/log-record';
import { Health } from '#platform/http/health';
import { OutboxSignal } from '#platform/messaging/signal';
import { FakeKafka } from '../../../../fakes/audit/fake-kafka';
import {
  InMemoryAuditLog,
  InMemoryConsumerPositions,
  InMemoryLogReader,
  InMemoryPublicationStore,
  InMemorySequencerStore,
} from '../../../../fakes/audit/in-memory-audit-log';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../../../fakes/unit-of-work';
import { recordingLogger } from '../../../../platform/recording-logger';
import { until } from '../../../../until';
import { countingSalt, envelope, jobEnvelope } from '../../envelopes';
import { LOG_KEY } from '../../log/domain/keys';

class CountingSalts extends SaltSource {
  readonly next = countingSalt();
}

class FakeLease extends RelayLease {
  taken = false;
  released: string[] = [];

  constructor(private readonly state: InMemoryAuditLog) {
    super();
  }

  acquire(): Promise<number | null> {
    return Promise.resolve(this.taken ? null : this.state.epoch);
  }

  release(holder: string): Promise<void> {
    this.released.push(holder);
    return Promise.resolve();
  }
}

const NO_LAG = { start: () => undefined, stop: () => Promise.resolve() } as unknown as ConsumerLag;
const OPTIONS = { source: '//log', personalData: 'commitment' } as const;

describe('the relay', () => {
  let age: () => Promise<number>;
  const backlog = { count: () => Promise.resolve(0), oldestAgeSeconds: () => age() } as unknown as OutboxBacklog;
  let unpublishedAge: () => Promise<number>;
  const unpublished = { count: () => Promise.resolve(0), oldestAgeSeconds: () => unpublishedAge() };
  let state: InMemoryAuditLog;
  let kafka: FakeKafka;
  let lease: FakeLease;
  let health: Health;
  let relay: RelayProcess;
  let kept: string[];
  const signal = new OutboxSignal();
  const { logger, lines } = recordingLogger();
  const sentIds = (): (string | undefined)[] => kafka.sent.flatMap(({ messages }) => messages.map(({ headers }) => headers.ce_id));
  const numbered = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, n) => envelope(from + n).id);

  function build(leaseMs = 30): void {
    const unitOfWork = new InMemoryUnitOfWork(new RecordingOutbox());
    const topic = new KafkaAuditTopic(kafka.connection, { topic: 't', partitions: 6, replicationFactor: 1, retentionMs: 1000 });
    relay = new RelayProcess({
      holder: 'me',
      settings: { batchSize: 2, pollMs: 5, leaseMs },
      lease,
      sequence: new SequenceEvents(new InMemorySequencerStore(state), unitOfWork, LOG_KEY, new CountingSalts()),
      publish: new PublishEvents(new InMemoryLogReader(state), topic, new InMemoryPublicationStore(state), unitOfWork, OPTIONS),
      topic,
      kafka: kafka.connection,
      outboxSignal: signal,
      logSignal: new LogSignal(),
      archive: {
        keep: (note) => {
          kept.push(note);
          return Promise.resolve();
        },
        latest: () => Promise.resolve(null),
      },
      health,
      metrics: new RelayMetrics(backlog, new InMemoryLogReader(state), unpublished),
      backlog,
      unpublished,
      lag: NO_LAG,
      logger,
    });
  }

  beforeEach(() => {
    lines.length = 0;
    kept = [];
    age = () => Promise.resolve(0);
    unpublishedAge = () => Promise.resolve(0);
    state = new InMemoryAuditLog();
    kafka = new FakeKafka();
    lease = new FakeLease(state);
    health = new Health();
    build();
  });

  it('moves everything from the outbox to the log and on to Kafka, in order', async () => {
    state.put(...[1, 2, 3, 4, 5].map((n) => envelope(n)));
    await relay.start();
    await until('all of it on Kafka', () => state.published === 5);
    expect(sentIds()).toEqual(numbered(1, 5));
    expect(kept).toHaveLength(3);
    expect(kept.at(-1)).toBe(state.head.checkpointNote);
    state.put(envelope(6));
    signal.ring();
    await until('the next one', () => state.published === 6);
    await relay.stop();
    expect(lease.released).toEqual(['me']);
  });

  it('fills the log while Kafka is away, says so, and catches up', async () => {
    kafka.failing.add('admin.connect');
    state.put(envelope(1), envelope(2), envelope(3));
    await relay.start();
    await until('the log', () => state.head.size === 3);
    await until('the report', async () => (await health.check()).kafka?.status === 'degraded');
    expect(kafka.sent).toEqual([]);
    kafka.failing.clear();
    await until('Kafka', () => state.published === 3);
    expect((await health.check()).kafka).toEqual({ status: 'up' });
    expect(sentIds()).toEqual(numbered(1, 3));
    await relay.stop();
  });

  it('writes the log alone where there is no Kafka', async () => {
    kafka.configured = false;
    build();
    state.put(envelope(1));
    await relay.start();
    await until('the log', () => state.head.size === 1);
    await relay.stop();
    expect(kafka.calls).toEqual([]);
    expect(await health.check()).toEqual({ log: { status: 'up' } });
  });

  it('waits while another relay has the lease', async () => {
    lease.taken = true;
    state.put(envelope(1));
    await relay.start();
    await new Promise(setImmediate);
    expect(state.log).toEqual([]);
    lease.taken = false;
    await until('its turn', () => state.head.size === 1);
    await relay.stop();
    expect(lines).toEqual([{ level: 'info', fields: { holder: 'me', epoch: state.epoch }, message: 'this relay is active now' }]);
  });

  it('steps back when it was frozen past its lease, and goes on when it gets it again', async () => {
    build(60_000);
    await relay.start();
    state.put(envelope(1));
    signal.ring();
    await until('the first', () => state.published === 1);
    lease.taken = true;
    state.epoch += 1;
    state.put(envelope(2));
    signal.ring();
    await until('the fence', () => lines.some(({ message }) => message === 'another relay has taken over'));
    expect(state.head.size).toBe(1);
    lease.taken = false;
    await until('its turn', () => state.published === 2);
    await relay.stop();
    expect(sentIds()).toEqual(numbered(1, 2));
  });

  it('says that the log stands still while its turns fail, and that it goes on', async () => {
    const root = state.head.root;
    state.head = { ...state.head, root: Buffer.alloc(32) };
    state.put(envelope(1));
    await relay.start();
    const log = await until('the report', async () => {
      const part = (await health.check()).log;
      return part?.status === 'degraded' ? part : null;
    });
    expect(log.message).toBe('the head of the log was changed: its frontier does not give its root; events wait in the outbox');
    expect(lines.find(({ level }) => level === 'warn')).toMatchObject({
      fields: { loop: 'sequencer', err: expect.any(DamagedHead) as Error },
    });
    state.head = { ...state.head, root };
    await until('the log', () => state.head.size === 1);
    await until('the good news', async () => (await health.check()).log?.status === 'up');
    await relay.stop();
  });

  it('keeps the reason of an unknown failure to the log lines', async () => {
    lease.acquire = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7'));
    await relay.start();
    await until('the report', async () => (await health.check()).log?.status === 'degraded');
    expect((await health.check()).log?.message).toBe('the last turn failed for a reason that the process logs; events wait in the outbox');
    await relay.stop();
  });

  it('says that an event waits too long, whichever relay has the lease', async () => {
    lease.taken = true;
    await relay.start();
    age = () => Promise.resolve(30);
    expect((await health.check()).log).toEqual({ status: 'up' });
    age = () => Promise.resolve(31.5);
    expect((await health.check()).log).toEqual({
      status: 'degraded',
      message: 'the log stands still: an event waits in the outbox for 31 s',
    });
    age = () => Promise.reject(new Error('database is away'));
    expect((await health.check()).log?.status).toBe('degraded');
    await relay.stop();
  });

  it('says that publishing stands still, though nothing fails', async () => {
    await relay.start();
    unpublishedAge = () => Promise.resolve(30);
    expect((await health.check()).kafka).toEqual({ status: 'up' });
    unpublishedAge = () => Promise.resolve(40.2);
    expect((await health.check()).kafka).toEqual({
      status: 'degraded',
      message: 'publishing stands still or is behind: an event waits in the log for 40 s',
    });
    unpublishedAge = () => Promise.reject(new Error('database is away'));
    expect((await health.check()).kafka?.message).toBe('what waits in the log cannot be read');
    await relay.stop();
  });

  it.each<[string, (call: string) => Error, string]>([
    ['away', () => new KafkaJSConnectionError('connect ECONNREFUSED'), 'the broker does not answer; events wait in the log'],
    [
      'away after many attempts',
      () => new KafkaJSNumberOfRetriesExceeded(new KafkaJSRequestTimeoutError('timed out', {} as never), { retryCount: 3, retryTime: 1 }),
      'the broker does not answer; events wait in the log',
    ],
    [
      'refusing',
      () => new KafkaJSProtocolError({ type: 'MESSAGE_TOO_LARGE', message: 'too large', retriable: false } as never),
      'the broker refuses: MESSAGE_TOO_LARGE; events wait in the log',
    ],
    ['failing otherwise', () => new Error('x'), 'publishing fails for a reason that the process logs; events wait in the log'],
  ])('names the trouble of a broker that is %s', async (_, failure, message) => {
    kafka.failing.add('send');
    kafka.failure = failure;
    state.put(envelope(1));
    await relay.start();
    await until('the report', async () => (await health.check()).kafka?.status === 'degraded');
    expect((await health.check()).kafka?.message).toBe(message);
    await relay.stop();
  });

  it('names a topic that is not as configured', async () => {
    kafka.topics.set('t', 3);
    await relay.start();
    await until('the report', async () => (await health.check()).kafka?.status === 'degraded');
    expect((await health.check()).kafka?.message).toMatch(/^topic t has 3 partitions and not 6: .*; events wait in the log$/u);
    await relay.stop();
  });

  it('gives nothing back that it never had', async () => {
    lease.taken = true;
    await relay.start();
    await relay.stop();
    expect(lease.released).toEqual([]);
  });
});

describe('the consumers', () => {
  const { logger, lines } = recordingLogger();
  let health: Health;
  beforeEach(() => {
    health = new Health();
  });

  function build(
    state: InMemoryAuditLog,
    kafka: FakeKafka,
    consume: (events: readonly ConsumedEvent[]) => Promise<void>,
  ): [ConsumersProcess, LogSignal] {
    const logSignal = new LogSignal();
    const process = new ConsumersProcess({
      consumers: [{ name: 'search', consume }],
      kafka: kafka.connection,
      topic: 't',
      pollMs: 5,
      log: new InMemoryLogReader(state),
      positions: new InMemoryConsumerPositions(state),
      unitOfWork: new InMemoryUnitOfWork(new RecordingOutbox(), [state]),
      options: OPTIONS,
      logSignal,
      health,
      lag: NO_LAG,
      logger,
    });
    return [process, logSignal];
  }

  it('read the log itself where there is no Kafka, once and in order, also over a failure', async () => {
    const state = new InMemoryAuditLog();
    const kafka = new FakeKafka();
    kafka.configured = false;
    const seen: ConsumedEvent[] = [];
    let failures = 1;
    const [consumers, logSignal] = build(state, kafka, (events) => {
      if (failures-- > 0) return Promise.reject(new Error('index is away'));
      seen.push(...events);
      return Promise.resolve();
    });
    state.log = [envelope(1), jobEnvelope(2)].map((each, n) => recordOf(each, { seq: n + 1, tenantSeq: n + 1 }, countingSalt()));
    await consumers.start();
    await until('the events', () => seen.length === 2);
    expect(lines[0]?.fields.loop).toBe('log tail search');
    state.log.push(recordOf(envelope(3), { seq: 3, tenantSeq: 3 }, countingSalt()));
    logSignal.ring();
    await until('the next', () => seen.length === 3);
    await consumers.stop();
    expect(seen.map((each) => each.id)).toEqual([1, 2, 3].map((n) => envelope(n).id));
    expect(seen[1]?.traceparent).toBeNull();
    expect(state.positions).toEqual(new Map([['search', 3]]));
  });

  it('pause and say so when a position that was moved is not kept', async () => {
    const state = new InMemoryAuditLog();
    const kafka = new FakeKafka();
    kafka.configured = false;
    let turns = 0;
    const lost = jest.spyOn(InMemoryConsumerPositions.prototype, 'move').mockResolvedValue();
    const [consumers] = build(state, kafka, () => {
      // So that what spins comes to an end.
      if ((turns += 1) > 100) lost.mockRestore();
      return Promise.resolve();
    });
    state.log = [recordOf(envelope(1), { seq: 1, tenantSeq: 1 }, countingSalt())];
    await consumers.start();
    await until('the report', async () => (await health.check()).consumers?.status === 'degraded');
    lost.mockRestore();
    expect(turns).toBe(1);
    expect(lines.some(({ fields }) => String((fields.err as Error | undefined)?.message).includes('the position of search'))).toBe(true);
    await until('the next turn', () => state.positions.get('search') === 1);
    await consumers.stop();
  });

  it('say that a turn failed, and that it goes on', async () => {
    const state = new InMemoryAuditLog();
    const kafka = new FakeKafka();
    kafka.configured = false;
    let away = true;
    const [consumers] = build(state, kafka, () => (away ? Promise.reject(new Error('index is away')) : Promise.resolve()));
    state.log = [recordOf(envelope(1), { seq: 1, tenantSeq: 1 }, countingSalt())];
    await consumers.start();
    await until('the report', async () => (await health.check()).consumers?.status === 'degraded');
    expect((await health.check()).consumers?.message).toBe('search failed in its last turn and tries again');
    away = false;
    await until('the good news', async () => (await health.check()).consumers?.status === 'up');
    await consumers.stop();
  });

  it('say that Kafka keeps them from working', async () => {
    const kafka = new FakeKafka();
    kafka.failing.add('consumer.connect');
    const [consumers] = build(new InMemoryAuditLog(), kafka, () => Promise.resolve());
    await consumers.start();
    await until('the report', async () => (await health.check()).consumers?.status === 'degraded');
    await consumers.stop();
  });

  it('read from Kafka where there is one', async () => {
    const kafka = new FakeKafka();
    const [consumers] = build(new InMemoryAuditLog(), kafka, () => Promise.resolve());
    await consumers.start();
    await until('the group', () => kafka.calls.includes('run'));
    await consumers.stop();
    expect(kafka.groups).toEqual(['t.search']);
  });
});
