import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '#platform/config/config.schema';
import { parseConfig, readSettings } from '#platform/config/load-config';
import { CERTIFICATE, KEY, KEY_OF_ANOTHER } from './certificates';

type Section = Readonly<Record<string, unknown>>;
const settings = readSettings() as Record<'kafka' | 'database', Record<string, Section>>;

function parse({ kafka = {}, database = {} }: { kafka?: Section; database?: Section }): Config {
  const [defaults, stored] = [settings.kafka, settings.database];
  return parseConfig({
    ...settings,
    kafka: {
      ...defaults,
      ...kafka,
      tls: { ...defaults.tls, ...(kafka.tls as object | undefined) },
      sasl: { ...defaults.sasl, ...(kafka.sasl as object | undefined) },
    },
    database: { ...stored, ...database, tls: { ...stored.tls, ...(database.tls as object | undefined) } },
  });
}
const ON = { enabled: true };
const SASL = { mechanism: 'scram-sha-512', username: 'japm', password: 'secret' };
const MYSQL = 'mysql://japm:secret@db.example:3306/japm';

describe('the transport to Kafka and MySQL', () => {
  it('is plain unless something else is configured', () => {
    const { kafka, database } = parse({});
    expect([kafka.tls.enabled, kafka.sasl.mechanism, database.tls.enabled]).toEqual([false, '', false]);
  });

  it('takes certificates, also with \\n for line breaks', () => {
    const { kafka } = parse({ kafka: { tls: { ...ON, ca: CERTIFICATE.replaceAll('\n', '\\n'), certificate: CERTIFICATE, key: KEY } } });
    expect(kafka.tls).toEqual({ enabled: true, ca: CERTIFICATE, certificate: CERTIFICATE, key: KEY });
  });

  it.each<[string, Parameters<typeof parse>[0]]>([
    ['SASL to this machine without TLS', { kafka: { brokers: '127.0.0.1:9092,localhost:9093,[::1]:9094', sasl: SASL } }],
    ['SASL to another machine with TLS', { kafka: { brokers: 'kafka:9092', tls: ON, sasl: SASL } }],
    ['PLAIN', { kafka: { brokers: 'kafka:9092', tls: ON, sasl: { ...SASL, mechanism: 'plain' } } }],
    ['the name of a MySQL server', { database: { url: MYSQL, tls: ON } }],
    ['the address of a MySQL server, by its authority', { database: { url: 'mysql://a:b@192.0.2.1/japm', tls: { ...ON, verify: 'ca' } } }],
  ])('admits %s', (_what, given) => {
    expect(() => parse(given)).not.toThrow();
  });

  it.each<[string, Parameters<typeof parse>[0]]>([
    [
      'SASL without TLS would show the credentials to the network on the way to kafka:9092',
      { kafka: { brokers: '127.0.0.1:9092,kafka:9092', sasl: SASL } },
    ],
    ['needs JAPM_KAFKA_SASL_USERNAME and JAPM_KAFKA_SASL_PASSWORD', { kafka: { sasl: { mechanism: 'plain', username: 'japm' } } }],
    ['set JAPM_KAFKA_SASL_MECHANISM', { kafka: { sasl: { username: 'japm', password: 'secret' } } }],
    ['set JAPM_KAFKA_TLS=true', { kafka: { tls: { ca: CERTIFICATE } } }],
    ['JAPM_KAFKA_TLS_CERTIFICATE and JAPM_KAFKA_TLS_KEY belong together', { kafka: { tls: { ...ON, certificate: CERTIFICATE } } }],
    ['JAPM_KAFKA_TLS_CA is no certificate', { kafka: { tls: { ...ON, ca: '/etc/ca.pem' } } }],
    ['JAPM_KAFKA_TLS_CERTIFICATE is no certificate', { kafka: { tls: { ...ON, certificate: 'x', key: KEY } } }],
    ['JAPM_KAFKA_TLS_KEY is not the private key', { kafka: { tls: { ...ON, certificate: CERTIFICATE, key: KEY_OF_ANOTHER } } }],
    ['JAPM_KAFKA_TLS_KEY is not the private key', { kafka: { tls: { ...ON, certificate: CERTIFICATE, key: 'x' } } }],
    ['kafka.sasl.mechanism', { kafka: { sasl: { ...SASL, mechanism: 'gssapi' } } }],
    ['set JAPM_DATABASE_TLS=true', { database: { url: MYSQL, tls: { ca: CERTIFICATE } } }],
    ['is for MySQL', { database: { tls: ON } }],
    ['name the host, or set JAPM_DATABASE_TLS_VERIFY=ca', { database: { url: 'mysql://a:b@192.0.2.1/japm', tls: ON } }],
    ['name the host, or set JAPM_DATABASE_TLS_VERIFY=ca', { database: { url: 'mysql://a:b@[2001:db8::1]/japm', tls: ON } }],
    ['database.tls.verify', { database: { url: MYSQL, tls: { ...ON, verify: 'perhaps' } } }],
  ])('is refused where %s', (message, given) => {
    expect(() => parse(given)).toThrow(message);
  });

  it('is told all at once, and never with a secret', () => {
    let told = '';
    try {
      const kafka = { brokers: 'kafka:9092', clientId: '', sasl: SASL, tls: { certificate: CERTIFICATE } };
      parse({ kafka, database: { tls: ON } });
    } catch (error) {
      told = String(error);
    }
    for (const each of [/clientId/u, /belong together/u, /SASL without TLS/u, /is for MySQL/u]) expect(told).toMatch(each);
    expect(told).not.toMatch(/secret\b/u);
  });

  it('has its secrets from files as well', () => {
    const folder = mkdtempSync(join(tmpdir(), 'japm-transport-'));
    const names = ['JAPM_KAFKA_SASL_PASSWORD', 'JAPM_KAFKA_TLS_KEY', 'JAPM_KAFKA_TLS_CERTIFICATE', 'JAPM_KAFKA_TLS_CA'];
    const all = [...names, 'JAPM_DATABASE_TLS_KEY', 'JAPM_DATABASE_TLS_CERTIFICATE', 'JAPM_DATABASE_TLS_CA'];
    for (const name of all) {
      writeFileSync(join(folder, name), ` content of ${name}\n`);
      process.env[`${name}_FILE`] = join(folder, name);
    }
    try {
      readSettings();
      expect(all.map((name) => process.env[name])).toEqual(all.map((name) => `content of ${name}`));
    } finally {
      for (const name of all.flatMap((each) => [`${each}_FILE`, each])) Reflect.deleteProperty(process.env, name);
      rmSync(folder, { recursive: true });
    }
  });
});
