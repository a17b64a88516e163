import { ConsumerLag } from '#contexts/audit/relay/adapters/consumer-lag';
import { FakeKafka } from '../../../../fakes/audit/fake-kafka';
import { InMemoryAuditLog, InMemoryLogReader } from '../../../../fakes/audit/in-memory-audit-log';
import { recordingLogger } from '../../../../platform/recording-logger';
import { until } from '../../../../until';

describe('the lag of the consumers', () => {
  const { logger, lines } = recordingLogger();
  let kafka: FakeKafka;
  const lagOn = (): ConsumerLag =>
    new ConsumerLag({
      consumers: ['search'],
      kafka: kafka.connection,
      topic: 'japm.audit.v1',
      log: new InMemoryLogReader(new InMemoryAuditLog()),
      positions: { read: () => Promise.resolve(0), move: () => Promise.resolve() },
      unpublished: { count: () => Promise.resolve(3), oldestAgeSeconds: () => Promise.resolve(0) },
      logger,
    });

  beforeEach(() => {
    lines.length = 0;
    kafka = new FakeKafka();
    kafka.ends = [{ partition: 0, high: '12', low: '0' }];
    kafka.committed.set('japm.audit.v1.search', [{ partition: 0, offset: '5' }]);
  });

  it('is left out until Kafka has answered once', async () => {
    kafka.failing.add('admin.connect');
    const lag = lagOn();
    lag.start();
    await until('the failed question', () => lines.some(({ message }) => message === 'the offsets of the consumers cannot be read'));
    expect(await lag.read()).toEqual([]);
    await lag.stop();
  });

  it('is what Kafka said last and what is not published yet', async () => {
    const lag = lagOn();
    lag.start();
    const [reading] = await until('the answer', async () => ((await lag.read()).length > 0 ? lag.read() : null));
    expect(reading).toEqual({ value: 7 + 3, attributes: { consumer: 'search' } });
    await lag.stop();
  });
});
