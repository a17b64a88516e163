import { createConnection } from 'mysql2/promise';
import { publishingTrouble } from '#contexts/audit/relay/adapters/kafka/publishing-trouble';
import type { Config } from '#platform/config/config.schema';
import { parseConfig, readSettings } from '#platform/config/load-config';
import { KafkaConnection } from '#platform/messaging/kafka-connection';
import { connect, createDatabase, disconnect } from '#platform/persistence/database';
import { eventually } from '../eventually';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { recordingLogger } from '../platform/recording-logger';
import { SASL_USER, startSecuredServices, type SecuredServices } from './secured-services';
import { describeWithServices } from './services';

type Section = Readonly<Record<string, unknown>>;
const OFF = { enabled: false, ca: '', certificate: '', key: '' };
const NOBODY = { mechanism: '', username: '', password: '' };

describeWithServices('TLS and SASL on the way to MySQL and Kafka', ['SERVICES_SH'], () => {
  let services: SecuredServices;
  const defaults = readSettings() as Record<'kafka' | 'database', Section>;
  const configured = (sections: { kafka?: Section; database?: Section }): Config =>
    parseConfig({
      ...defaults,
      ...{ kafka: { ...defaults.kafka, ...sections.kafka }, database: { ...defaults.database, ...sections.database } },
    });

  beforeAll(async () => {
    services = await startSecuredServices();
  }, 180_000);
  afterAll(() => {
    services.stop();
  }, 60_000);

  /** Null, or why it was refused. */
  async function toKafka(broker: string, tls: Section, sasl: Section = NOBODY): Promise<string | null> {
    const { logger } = recordingLogger();
    const { kafka } = configured({ kafka: { brokers: broker, tls: { ...OFF, ...tls }, sasl } });
    const admin = new KafkaConnection(kafka, logger).admin();
    try {
      await admin.connect();
      await admin.listTopics();
      return null;
    } catch (error) {
      return publishingTrouble(error);
    } finally {
      await admin.disconnect();
    }
  }
  async function toMysql(tls: Section, host = 'localhost'): Promise<string | null> {
    const url = new URL(services.mysqlUrl);
    url.hostname = host;
    const { database: settings } = configured({ database: { url: url.href, tls: { ...OFF, verify: 'full', ...tls } } });
    const database = createDatabase(settings, [], []);
    try {
      // Nothing is waited for: what is refused does not get better.
      await connect(database, 60_000, (reason) => {
        throw new Error(`waits for: ${reason}`);
      });
      const [row] = await database.writer.query<{ Value: string }[]>("SHOW STATUS LIKE 'Ssl_cipher'");
      return row?.Value ? null : 'not encrypted';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      await disconnect(database);
    }
  }

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'])('reach Kafka by %s, and not with a wrong password', async (mechanism) => {
    const tls = { enabled: true, ca: services.kafkaCa };
    expect(await toKafka(services.saslBroker, tls, { ...SASL_USER, mechanism })).toBeNull();
    expect(await toKafka(services.saslBroker, tls, { ...SASL_USER, mechanism, password: 'wrong' })).toMatch(/refuses the credentials/u);
  });

  it('do not trust a broker of another authority, or another name', async () => {
    const sasl = { ...SASL_USER, mechanism: 'plain' };
    const strange = { enabled: true, ca: services.strangeCa };
    expect(await toKafka(services.saslBroker, strange, sasl)).toMatch(/TLS with the broker fails: UNABLE_TO_VERIFY_LEAF_SIGNATURE/u);
    expect(await toKafka(services.saslBroker, { enabled: true }, sasl)).toMatch(/TLS with the broker fails/u);
    const address = services.saslBroker.replace('localhost', '127.0.0.1');
    expect(await toKafka(address, { enabled: true, ca: services.kafkaCa }, sasl)).toMatch(/ERR_TLS_CERT_ALTNAME_INVALID/u);
  });

  it('show Kafka the certificate of the client', async () => {
    const tls = { enabled: true, ca: services.kafkaCa };
    expect(await toKafka(services.mutualBroker, { ...tls, ...services.kafkaClient })).toBeNull();
    expect(await toKafka(services.mutualBroker, tls)).toMatch(/TLS|does not answer/u);
  });

  it('reach MySQL with its authority, also with a certificate of the client', async () => {
    const tls = { enabled: true, ca: services.mysqlCa, verify: 'ca' };
    expect(await toMysql(tls)).toBeNull();
    expect(await toMysql(tls, '127.0.0.1')).toBeNull();
    expect(await toMysql({ ...tls, ...services.mysqlClient })).toBeNull();
    expect(await toMysql({ enabled: true, verify: 'none' })).toBeNull();
  });

  it('do not trust a MySQL of another authority, or without its name, and say so at once', async () => {
    expect(await toMysql({ enabled: true, verify: 'ca', ca: services.strangeCa })).toMatch(/^TLS with MySQL localhost:\d+\/.+ fails: /u);
    expect(await toMysql({ enabled: true, verify: 'ca' })).toMatch(/^TLS with MySQL/u);
    expect(await toMysql({ enabled: true, verify: 'full', ca: services.mysqlCa })).toMatch(
      /^TLS with MySQL .+ fails: .*(?:altnames|cert)/iu,
    );
  });

  it('are needed: without them neither service answers', async () => {
    await expect(createConnection(services.mysqlUrl)).rejects.toMatchObject({ code: 'ER_SECURE_TRANSPORT_REQUIRED' });
    expect(await toMysql({ enabled: false })).toMatch(/^TLS with MySQL .+ fails: Connections using insecure transport/u);
    expect(await toKafka(services.saslBroker, { enabled: false })).toBe('the broker does not answer');
  });

  it('carry the whole chain: a change reaches the topic and comes back into the search', async () => {
    let app: TestingApp | undefined;
    const tls = { ...OFF, enabled: true, ca: services.mysqlCa, verify: 'ca' as const };
    try {
      app = await startTestingApp({
        database: { url: services.mysqlUrl, tls },
        kafka: {
          brokers: services.saslBroker as never,
          tls: { ...OFF, enabled: true, ca: services.kafkaCa },
          sasl: { ...SASL_USER, mechanism: 'scram-sha-512' },
        },
        audit: { partitions: 1, replicationFactor: 1 },
      });
      const { request, admin, product } = app;
      await request('post', '/api/projects', admin).send({ name: 'Secured' }).expect(201);
      await eventually(async () => {
        const found = await request('get', '/api/audit/events?q=secured&action=project.create', admin).expect(200);
        expect(found.body).toHaveLength(1);
      }, 30_000);
      expect((await product.health.check()).kafka).toEqual({ status: 'up' });
    } finally {
      await app?.stop();
    }
  }, 90_000);
});
