import { recordOf } from '#contexts/audit/log/domain/log-record';
import { KafkaAuditTopic } from '#contexts/audit/relay/adapters/kafka/kafka-audit-topic';
import { KafkaConsumption } from '#contexts/audit/relay/adapters/kafka/kafka-consumption';
import type { ConsumedEvent } from '#contexts/audit/relay/application/audit-consumer.port';
import { auditMessageOf, type AuditMessage } from '#contexts/audit/relay/domain/audit-message';
import { LoggedMessages } from '#contexts/audit/relay/adapters/kafka/logged-messages';
import { FakeKafka } from '../../../../fakes/audit/fake-kafka';
import { InMemoryAuditLog, InMemoryLogReader } from '../../../../fakes/audit/in-memory-audit-log';
import { recordingLogger } from '../../../../platform/recording-logger';
import { until } from '../../../../until';
import { countingSalt, envelope, jobEnvelope } from '../../envelopes';

const SETTINGS = { topic: 'japm.audit.v1', partitions: 6, replicationFactor: 1, retentionMs: 1000 };
const messageOf = (event = envelope(1)): AuditMessage => {
  const { canonical, personal } = recordOf(event, { seq: 1, tenantSeq: 1 }, countingSalt());
  return auditMessageOf(canonical, personal, { source: '//log', personalData: 'commitment' });
};

describe('the topic on Kafka', () => {
  let kafka: FakeKafka;
  let topic: KafkaAuditTopic;

  beforeEach(() => {
    kafka = new FakeKafka();
    topic = new KafkaAuditTopic(kafka.connection, SETTINGS);
  });

  it('is made with the configured partitions and retention, once', async () => {
    await topic.prepare();
    await topic.prepare();
    expect(kafka.created).toHaveLength(1);
    expect(kafka.created[0]).toMatchObject({
      topics: [
        {
          topic: 'japm.audit.v1',
          numPartitions: 6,
          configEntries: [
            { name: 'retention.ms', value: '1000' },
            { name: 'compression.type', value: 'uncompressed' },
          ],
        },
      ],
    });
    expect(kafka.calls.filter((each) => each === 'admin.disconnect')).toHaveLength(2);
  });

  it('is refused with another number of partitions', async () => {
    kafka.topics.set('japm.audit.v1', 3);
    await expect(topic.prepare()).rejects.toThrow('topic japm.audit.v1 has 3 partitions and not 6');
    expect(kafka.calls.at(-1)).toBe('admin.disconnect');
  });

  it('is refused when the broker does not know it after all', async () => {
    jest.spyOn(kafka.topics, 'has').mockReturnValue(false);
    await expect(topic.prepare()).rejects.toThrow('has 0 partitions');
  });

  it('takes messages over one connection, acknowledged by all replicas', async () => {
    await topic.send([messageOf(), messageOf(jobEnvelope(2))]);
    await topic.send([messageOf()]);
    expect(kafka.calls).toEqual(['producer.connect', 'send', 'send']);
    const [first] = kafka.sent;
    expect(first).toMatchObject({ topic: 'japm.audit.v1', acks: -1 });
    expect(first?.messages.map(({ headers }) => headers.ce_id)).toEqual([envelope(1).id, envelope(2).id]);
    await topic.close();
    await topic.close();
    expect(kafka.calls.filter((each) => each === 'producer.disconnect')).toHaveLength(1);
  });

  it('connects again after a connection that failed, and passes failures on', async () => {
    kafka.failing.add('producer.connect');
    await expect(topic.send([messageOf()])).rejects.toThrow('producer.connect failed');
    kafka.failing.clear();
    kafka.failing.add('send');
    await expect(topic.send([messageOf()])).rejects.toThrow('send failed');
    expect(kafka.sent).toEqual([]);
  });
});

describe('a consumer on Kafka', () => {
  const state = new InMemoryAuditLog();
  const parts = { log: new InMemoryLogReader(state), options: { source: '//log', personalData: 'commitment' } as const };
  let kafka: FakeKafka;
  let consumed: ConsumedEvent[];
  let failing: boolean;
  let consumption: KafkaConsumption;
  const { logger, lines } = recordingLogger();
  const record = (offset: string, event = envelope(1)) => {
    const { value, headers } = messageOf(event);
    const bytes = Object.entries({ ...headers, ...(event.traceparent === null ? {} : { traceparent: event.traceparent }) });
    return { offset, value, headers: Object.fromEntries(bytes.map(([key, text]) => [key, Buffer.from(text)])) };
  };

  beforeEach(() => {
    lines.length = 0;
    consumed = [];
    failing = false;
    kafka = new FakeKafka();
    const target = {
      name: 'search',
      consume: (events: readonly ConsumedEvent[]) => {
        if (failing) return Promise.reject(new Error('index is away'));
        consumed.push(...events);
        return Promise.resolve();
      },
    };
    state.log = [envelope(1), jobEnvelope(2), envelope(3)].map((each, n) =>
      recordOf(each, { seq: n + 1, tenantSeq: n + 1 }, countingSalt()),
    );
    const messages = new LoggedMessages({ ...parts, logger }, target.name);
    consumption = new KafkaConsumption(kafka.connection, 'japm.audit.v1', target, messages, logger);
  });

  it('reads as a group of its own and moves on after what it handled', async () => {
    consumption.start();
    await until('the consumer', () => kafka.calls.includes('run'));
    expect(kafka.groups).toEqual(['japm.audit.v1.search']);
    expect(await kafka.deliver({ messages: [record('4'), record('5', jobEnvelope(2))] })).toEqual(['5']);
    expect(consumed.map(({ id, traceparent }) => [id, traceparent])).toEqual([
      [envelope(1).id, envelope(1).traceparent],
      [envelope(2).id, null],
    ]);
    expect(consumed[0]?.value).toMatchObject({ metadata: { uid: envelope(1).id } });
    await consumption.stop();
    expect(kafka.calls.at(-1)).toBe('consumer.disconnect');
  });

  it('gets the same events again when it failed', async () => {
    consumption.start();
    await until('the consumer', () => kafka.calls.includes('run'));
    failing = true;
    await expect(kafka.deliver({ messages: [record('1')] })).rejects.toThrow('index is away');
    // That it is fetched again does not mean that it can be handled.
    kafka.join();
    failing = false;
    expect(consumption.trouble).toBe('failed in its last turn and tries again');
    expect(await kafka.deliver({ messages: [record('1')] })).toEqual(['1']);
    expect(consumption.trouble).toBeNull();
    await consumption.stop();
  });

  it('is fed and well while another consumer fails', async () => {
    const seen: ConsumedEvent[] = [];
    const other = { name: 'dashboard', consume: (events: readonly ConsumedEvent[]) => Promise.resolve(void seen.push(...events)) };
    const second = new KafkaConsumption(
      kafka.connection,
      'japm.audit.v1',
      other,
      new LoggedMessages({ ...parts, logger }, other.name),
      logger,
    );
    consumption.start();
    second.start();
    await until('both consumers', () => kafka.calls.filter((each) => each === 'run').length === 2);
    failing = true;
    await expect(kafka.deliver({ messages: [record('1')] }, { group: 'japm.audit.v1.search' })).rejects.toThrow('index is away');
    expect(await kafka.deliver({ messages: [record('1')] }, { group: 'japm.audit.v1.dashboard' })).toEqual(['1']);
    expect(seen.map(({ id }) => id)).toEqual([envelope(1).id]);
    expect([consumption.trouble, second.trouble]).toEqual(['failed in its last turn and tries again', null]);
    await Promise.all([consumption.stop(), second.stop()]);
  });

  it('tells that it fails from a crash until it is in its group again', async () => {
    consumption.start();
    await until('the consumer', () => kafka.calls.includes('run'));
    kafka.crash(true);
    expect(consumption.trouble).toBe('failed in its last turn and tries again');
    kafka.join();
    expect(consumption.trouble).toBeNull();
    await consumption.stop();
  });

  it('gives no sign of life while the broker hangs, and is well with the next answer', async () => {
    consumption.start();
    await until('the consumer', () => kafka.calls.includes('run'));
    const now = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 31_500);
    expect(consumption.trouble).toBe('has given no sign of life for 31 s');
    kafka.heartbeat();
    expect(consumption.trouble).toBeNull();
    now.mockRestore();
    await consumption.stop();
  });

  it('leaves batches that are not its own any more', async () => {
    consumption.start();
    await until('the consumer', () => kafka.calls.includes('run'));
    expect(await kafka.deliver({ messages: [] })).toEqual([]);
    expect(await kafka.deliver({ messages: [record('3')] }, { running: false })).toEqual([]);
    expect(await kafka.deliver({ messages: [record('3')] }, { stale: true })).toEqual([]);
    expect(consumed).toEqual([]);
    await consumption.stop();
  });

  it('passes over what announces no event of the log, says so once a batch, and takes what the log says', async () => {
    consumption.start();
    await until('the consumer', () => kafka.calls.includes('run'));
    const { headers } = record('0');
    const forged = { ...record('7', envelope(3)), value: Buffer.from('{"unmapped":{"tenantId":"other","tenantSeq":1}}') };
    const messages = [
      { offset: '1', value: null },
      { offset: '2', value: Buffer.from('x') },
      { offset: '3', value: null, headers },
      { offset: '4', value: Buffer.from('{"half":'), headers },
      { offset: '5', value: Buffer.from('{}'), headers: { ce_id: Buffer.from('x'.repeat(100_000)) } },
      record('6', envelope(99)),
      forged,
    ];
    expect(await kafka.deliver({ messages })).toEqual(['7']);
    expect(consumed.map(({ id }) => id)).toEqual([envelope(3).id]);
    expect(consumed[0]?.value).toMatchObject({ metadata: { uid: envelope(3).id } });
    expect(consumption.trouble).toBeNull();
    expect(lines).toEqual([
      {
        level: 'warn',
        fields: { consumer: 'search', partition: 0, messages: 6, first: { reason: 'no_event_id', offset: '1' } },
        message: 'messages that announce no event of the log were passed over',
      },
    ]);
    await consumption.stop();
  });

  it('starts again by itself when it breaks for good, and not when the client does', async () => {
    consumption.start();
    await until('the consumer', () => kafka.calls.includes('run'));
    kafka.crash(true);
    expect(kafka.groups).toHaveLength(1);
    kafka.failing.add('consumer.disconnect');
    kafka.crash(false);
    await until('another consumer', () => kafka.calls.filter((each) => each === 'run').length === 2);
    expect(lines.map(({ message }) => message)).toEqual(['consumer broke; starting again']);
    kafka.failing.clear();
    await consumption.stop();
    kafka.crash(false);
    expect(kafka.groups).toHaveLength(2);
  });

  it('tries again until the broker is there, and stops in between at once', async () => {
    jest.useFakeTimers();
    kafka.failing.add('consumer.connect').add('consumer.disconnect');
    consumption.start();
    await jest.advanceTimersByTimeAsync(100);
    // No time passes here: it stops though the next attempt is yet to come.
    await consumption.stop();
    expect(jest.getTimerCount()).toBe(1);
    jest.useRealTimers();
    expect(lines[0]).toMatchObject({ level: 'warn', fields: { consumer: 'search' } });
  });

  it('goes on when the broker came back', async () => {
    jest.useFakeTimers();
    kafka.failing.add('consumer.connect');
    consumption.start();
    await jest.advanceTimersByTimeAsync(100);
    expect(lines).toHaveLength(1);
    kafka.failing.clear();
    await jest.advanceTimersByTimeAsync(3000);
    expect(kafka.calls).toContain('run');
    jest.useRealTimers();
    await consumption.stop();
  });
});
