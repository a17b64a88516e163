/**
 * Reads the metrics of its process, so it loads modules of its own.
 * @jest-environment node
 */
import { rm } from 'node:fs/promises';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { metrics } from '@opentelemetry/api';
import { metrics as sdk } from '@opentelemetry/sdk-node';
import Libsql from 'libsql';
import { createProduct, type Product } from '#bootstrap/product';
import { startServer, type RunningServer } from '#bootstrap/server';
import { AuditSequencerTable } from '#contexts/audit/log/adapters/persistence/audit-log.table';
import { loadKeys } from '#platform/config/keys';
import { parseConfig, readSettings } from '#platform/config/load-config';
import { KafkaConnection } from '#platform/messaging/kafka-connection';
import { writeOutbox } from '#platform/messaging/outbox-writer';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { envelope } from '../contexts/audit/envelopes';
import { FakeKafka } from '../fakes/audit/fake-kafka';
import { freshDataDir } from '../faults/japm-process';
import { lock, type Connection } from '../foreign-lock';
import { recordingLogger } from '../platform/recording-logger';
import { until } from '../until';

const CONSUMERS = ['search', 'dashboard'];
const groupOf = (consumer: string): string => `japm.audit.v1.${consumer}`;

interface Fault {
  readonly name: string;
  readonly part: string;
  readonly status: 'degraded' | 'down';
  readonly message: RegExp;
  /** What the metrics show beside `japm_health`. */
  readonly metric?: readonly [string, (value: number) => boolean];
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
}

/** The whole product with a Kafka in memory: every fault is a part of the readiness, a metric and a line at either end. */
describe('a fault is seen from outside', () => {
  let dataDir: string;
  let product: Product;
  let server: RunningServer;
  let kafka: FakeKafka;
  let events = 0;
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const { logger, lines } = recordingLogger();

  const readiness = async () =>
    (await (await fetch(`http://127.0.0.1:${server.metricsPort}/health/ready`)).json()) as {
      status: string;
      details: Record<string, { status: string; message?: string } | undefined>;
    };
  const metric = async (series: string): Promise<number> => {
    const text = await (await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`)).text();
    const line = text.split('\n').find((each) => each.startsWith(series) && !each.startsWith('#'));
    return Number(line?.split(' ')[1] ?? NaN);
  };
  const about = (part: string): string[] =>
    lines
      .filter(({ fields, level, message }) => fields.part === part || (level !== 'debug' && message.startsWith(`the ${part}`)))
      .map(({ message }) => message);

  /** An event of long ago, which whoever should pass it on has not passed on since. */
  const put = async (): Promise<void> => {
    const unitOfWork = new TypeOrmUnitOfWork(product.database, () => Promise.resolve());
    await unitOfWork.maintain(() => writeOutbox(unitOfWork.writer, [envelope((events += 1))]));
  };
  const lease = async (holder: string, leaseUntilUs: number): Promise<void> => {
    const unitOfWork = new TypeOrmUnitOfWork(product.database, () => Promise.resolve());
    await unitOfWork.maintain(() => unitOfWork.writer.getRepository(AuditSequencerTable).update({ id: 1 }, { holder, leaseUntilUs }));
  };
  const databaseFails = (answer: () => Promise<never>): void => {
    const query = product.database.reader.query.bind(product.database.reader);
    const failing = (sql: string, ...more: []): Promise<unknown> => (sql === 'SELECT 1' ? answer() : query(sql, ...more));
    jest.spyOn(product.database.reader, 'query').mockImplementation(failing as typeof query);
  };
  const later = (ms: number): void => {
    const then = performance.now() + ms;
    jest.spyOn(performance, 'now').mockImplementation(() => then);
  };
  let other: Connection;
  const works = (): void => {
    jest.restoreAllMocks();
  };

  const FAULTS: readonly Fault[] = [
    {
      name: 'the database is away',
      part: 'database',
      status: 'down',
      message: /^check failed$/u,
      begin: () => {
        databaseFails(() => Promise.reject(new Error('connect ECONNREFUSED')));
      },
      end: works,
    },
    {
      name: 'the database hangs',
      part: 'database',
      status: 'down',
      message: /^no answer within 2000 ms$/u,
      begin: () => {
        databaseFails(() => new Promise(() => undefined));
      },
      end: works,
    },
    {
      name: 'the server of the database is known to be away',
      part: 'database',
      status: 'down',
      message: /^no answer$/u,
      metric: ['japm_database_away', (away) => away === 1],
      begin: () => {
        product.database.condition.begin('away', 'no answer');
      },
      end: () => {
        product.database.condition.end('away');
      },
    },
    {
      name: 'the disk of the database is full',
      part: 'database',
      status: 'degraded',
      message: /^the disk is full: no change is accepted$/u,
      metric: ['japm_database_disk_full', (full) => full === 1],
      begin: async () => {
        const failing = product.container
          .get(UnitOfWork)
          .maintain(() => Promise.reject(Object.assign(new Error('full'), { code: 'SQLITE_FULL' })));
        await expect(failing).rejects.toMatchObject({ code: 'platform.disk_full' });
      },
      end: async () => {
        later(15_000);
        await product.container.get(UnitOfWork).maintain(() => Promise.resolve());
      },
    },
    {
      name: 'somebody else has locked the file of the database',
      part: 'database',
      status: 'degraded',
      message: /^changes are given up, because other transactions hold what they need for too long$/u,
      metric: ['japm_database_busy_total', (changes) => changes > 0],
      begin: async () => {
        other = new Libsql(product.database.file ?? '');
        await lock(other);
        let now = 0;
        const impatient = new TypeOrmUnitOfWork(
          product.database,
          () => Promise.resolve(),
          undefined,
          () => (now += 10_000),
        );
        await expect(impatient.maintain(() => Promise.resolve())).rejects.toMatchObject({ code: 'platform.database_busy' });
      },
      end: async () => {
        other.exec('ROLLBACK');
        other.close();
        await product.container.get(UnitOfWork).maintain(() => Promise.resolve());
        later(15_000);
      },
    },
    {
      name: 'no relay works',
      part: 'log',
      status: 'degraded',
      message: /^the log stands still: an event waits in the outbox for \d+ s$/u,
      metric: ['japm_outbox_oldest_age_seconds', (age) => age > 30],
      begin: async () => {
        await lease('a relay that is gone', 2 ** 52);
        await until('the standby', async () => (await metric('japm_relay_active')) === 0);
        await put();
      },
      end: () => lease('a relay that is gone', 0),
    },
    {
      name: 'Kafka is away',
      part: 'kafka',
      status: 'degraded',
      message: /^publishing fails for a reason that the process logs; events wait in the log$/u,
      metric: ['japm_consumer_lag{consumer="search"', (lag) => lag > 0],
      begin: () => {
        kafka.failing.add('send');
        return put();
      },
      end: () => {
        kafka.failing.clear();
      },
    },
    {
      name: 'Kafka hangs',
      part: 'kafka',
      status: 'degraded',
      message: /^publishing stands still or is behind: an event waits in the log for \d+ s$/u,
      metric: ['japm_log_unpublished_oldest_age_seconds', (age) => age > 30],
      begin: () => {
        kafka.hanging = true;
        return put();
      },
      end: () => {
        kafka.resume();
      },
    },
    // The message is of one consumer only: the other one is well meanwhile.
    ...CONSUMERS.flatMap((consumer): Fault[] => [
      {
        name: `the ${consumer} worker cannot handle an event`,
        part: 'consumers',
        status: 'degraded',
        message: new RegExp(`^${consumer} failed in its last turn and tries again$`, 'u'),
        begin: () => {
          kafka.crash(true, groupOf(consumer));
        },
        end: () => {
          kafka.join(groupOf(consumer));
        },
      },
      {
        name: `the ${consumer} worker hears nothing from Kafka`,
        part: 'consumers',
        status: 'degraded',
        message: new RegExp(`^${consumer} has given no sign of life for \\d+ s$`, 'u'),
        begin: () => {
          later(40_000);
          for (const other of CONSUMERS) if (other !== consumer) kafka.heartbeat(groupOf(other));
        },
        end: () => {
          works();
          kafka.heartbeat();
        },
      },
    ]),
  ];

  beforeAll(async () => {
    metrics.setGlobalMeterProvider(new sdk.MeterProvider({ readers: [exporter] }));
    dataDir = freshDataDir();
    const settings = readSettings() as Record<string, object>;
    const config = parseConfig({ ...settings, dataDir, audit: { ...settings.audit, leaseMs: 60, pollMs: 10 } });
    kafka = new FakeKafka();
    product = createProduct(config, loadKeys(config), logger);
    product.container.rebind(KafkaConnection).toConstantValue(kafka.connection);
    server = await startServer(product, exporter);
    await until('a good start', async () => (await readiness()).status === 'ok');
  });
  afterAll(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  afterEach(works);

  it.each(FAULTS.map((fault) => [fault.name, fault] as const))(
    'when %s',
    async (_, { part, status, message, metric: shows, begin, end }) => {
      lines.length = 0;
      await begin();
      await until('the part of the readiness', async () => message.test((await readiness()).details[part]?.message ?? ''));
      expect((await readiness()).details[part]?.status).toBe(status);
      await until('the first line', async () => {
        await product.watch.look();
        return about(part).length > 0;
      });
      expect(about(part)).toEqual([`${part} is ${status}`]);
      expect(await metric(`japm_health{part="${part}"`)).toBe(0);
      if (shows) await until(shows[0], async () => shows[1](await metric(shows[0])));
      await end();
      await until('the last line', async () => {
        await product.watch.look();
        return about(part).length > 1;
      });
      expect(about(part)).toEqual([`${part} is ${status}`, `${part} is up again`]);
      expect(await metric(`japm_health{part="${part}"`)).toBe(1);
      expect((await readiness()).details[part]).toEqual({ status: 'up' });
    },
  );

  it('and neither requests nor loops that the database fails are logged with a stack', async () => {
    lines.length = 0;
    const away = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3306'), { code: 'ECONNREFUSED' });
    const runners = Object.getPrototypeOf(product.database.reader.createQueryRunner()) as { query(): Promise<unknown> };
    jest.spyOn(runners, 'query').mockRejectedValue(away);
    const login = (): Promise<Response> =>
      fetch(`http://127.0.0.1:${server.apiPort}/api/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'a@japm.test', password: 'a long password' }),
      });
    expect([(await login()).status, (await login()).status]).toEqual([503, 503]);
    const failed = (): (typeof lines)[number][] => lines.filter(({ level, message }) => level !== 'debug' && message.includes('failed'));
    await until('the failing loops', () => failed().some(({ message }) => message === 'turn failed; trying again'));
    works();
    const requests = failed().filter(({ message }) => message === 'request failed');
    expect(requests).toHaveLength(2);
    for (const { level, fields } of requests) expect([level, fields.code]).toEqual(['warn', 'platform.database_away']);
    for (const { fields } of failed()) expect(fields).not.toHaveProperty('err');
    await until('the end', () => lines.some(({ message }) => message === 'turns succeed again'));
  });

  it('and one relay says that it is active', async () => {
    await until('the active relay', async () => (await metric('japm_relay_active')) === 1);
    expect(await metric('japm_relay_epoch')).toBeGreaterThan(0);
    expect(await metric('japm_relay_takeovers_total')).toBeGreaterThan(1);
  });

  it('and the lag of each consumer grows though no consumer runs', async () => {
    kafka.ends = [
      { partition: 0, high: '12', low: '2' },
      { partition: 1, high: '7', low: '0' },
    ];
    kafka.committed.set(groupOf('search'), [
      { partition: 0, offset: '9' },
      { partition: 1, offset: '-1' },
    ]);
    kafka.committed.set(groupOf('dashboard'), [
      { partition: 0, offset: '12' },
      { partition: 1, offset: '3' },
    ]);
    await until('the lag', async () => (await metric('japm_consumer_lag{consumer="search"')) === 10);
    await until('the lag of the other', async () => (await metric('japm_consumer_lag{consumer="dashboard"')) === 4);
  });
});
