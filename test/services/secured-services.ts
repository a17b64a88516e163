import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { service } from './services';

export const SASL_USER = { username: 'japm', password: 'correct horse' };

export interface SecuredServices {
  /** Takes TLS connections only; its certificate is of no host, as MySQL makes it for itself. */
  readonly mysqlUrl: string;
  readonly mysqlCa: string;
  readonly mysqlClient: { readonly certificate: string; readonly key: string };
  /** TLS and SASL. */
  readonly saslBroker: string;
  /** TLS with a certificate of the client. */
  readonly mutualBroker: string;
  readonly kafkaCa: string;
  readonly kafkaClient: { readonly certificate: string; readonly key: string };
  /** An authority that has signed nothing here. */
  readonly strangeCa: string;
  stop(): void;
}

/** A MySQL and a Kafka of the suite's own, with TLS on; ends and deletes them in `stop`. */
export async function startSecuredServices(): Promise<SecuredServices> {
  const folder = mkdtempSync(join(tmpdir(), 'japm-tls-'));
  const run = process.env.SECURED_SERVICES_RUN ?? join(folder, 'run');
  const program = service('SERVICES_SH');
  const services = (environment: object, ...parameters: string[]): string =>
    execFileSync(program, parameters, {
      env: { ...process.env, SERVICES_RUN: run, MYSQL_FALLBACK: '0', ...environment },
      encoding: 'utf8',
    });
  const stop = (): void => {
    services({}, 'wipe');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [sasl, mutual] = await freePorts();
    const certificates = makeCertificates(folder);
    const properties = join(folder, 'kafka.properties');
    writeFileSync(properties, kafkaProperties(folder, sasl, mutual));
    const ports = { MYSQL_PORT: '', KAFKA_PORT: '' };
    services({ ...ports, KAFKA_PROPERTIES: properties, MYSQL_ARGS: '--require-secure-transport=ON' }, 'start', 'mysql', 'kafka');
    for (const mechanism of ['SCRAM-SHA-256', 'SCRAM-SHA-512']) {
      const credential = `${mechanism}=[password=${SASL_USER.password}]`;
      services(
        {},
        'kafka-cli',
        'configs',
        '--alter',
        '--add-config',
        credential,
        '--entity-type',
        'users',
        '--entity-name',
        SASL_USER.username,
      );
    }
    const url = /^export MYSQL_URL=(.+)$/mu.exec(services({}, 'env'))?.[1]?.replaceAll(/^'|'$/gu, '');
    if (url === undefined) throw new Error('MySQL has no address');
    const mysql = (name: string): string => readFileSync(join(run, 'mysql/data', name), 'utf8').trim();
    return {
      mysqlUrl: url,
      mysqlCa: mysql('ca.pem'),
      mysqlClient: { certificate: mysql('client-cert.pem'), key: mysql('client-key.pem') },
      saslBroker: `localhost:${sasl}`,
      mutualBroker: `localhost:${mutual}`,
      ...certificates,
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
}

async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()];
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    ports.push((server.address() as AddressInfo).port);
  }
  for (const server of servers) await new Promise((closed) => server.close(closed));
  return ports as [number, number];
}

function makeCertificates(folder: string): Pick<SecuredServices, 'kafkaCa' | 'kafkaClient' | 'strangeCa'> {
  const openssl = (...parameters: string[]): unknown => execFileSync('openssl', parameters, { cwd: folder, stdio: 'pipe' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8').trim();
  for (const name of ['ca', 'strange'])
    openssl('req', '-x509', ...curve, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=${name}`);
  for (const [name, more] of [
    ['broker', 'subjectAltName=DNS:localhost'],
    ['client', 'extendedKeyUsage=clientAuth'],
  ] as const) {
    writeFileSync(join(folder, `${name}.ext`), more);
    openssl('req', ...curve, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`, '-days', '2'];
    openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...signed);
  }
  writeFileSync(join(folder, 'broker.keystore.pem'), `${read('broker.key')}\n${read('broker.pem')}\n`, { mode: 0o600 });
  return {
    kafkaCa: read('ca.pem'),
    kafkaClient: { certificate: read('client.pem'), key: read('client.key') },
    strangeCa: read('strange.pem'),
  };
}

const kafkaProperties = (folder: string, sasl: number, mutual: number): string =>
  [
    'listeners=PLAINTEXT://127.0.0.1:@KAFKA_PORT@,CONTROLLER://127.0.0.1:@CONTROLLER_PORT@,' +
      `SECURE://localhost:${sasl},MUTUAL://localhost:${mutual}`,
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL,MUTUAL:SSL',
    ...['secure', 'mutual'].flatMap((name) => [
      `listener.name.${name}.ssl.keystore.type=PEM`,
      `listener.name.${name}.ssl.keystore.location=${folder}/broker.keystore.pem`,
    ]),
    'listener.name.mutual.ssl.client.auth=required',
    'listener.name.mutual.ssl.truststore.type=PEM',
    `listener.name.mutual.ssl.truststore.location=${folder}/ca.pem`,
    'listener.name.secure.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'listener.name.secure.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required ' +
      `user_${SASL_USER.username}="${SASL_USER.password}";`,
    ...['scram-sha-256', 'scram-sha-512'].map(
      (name) => `listener.name.secure.${name}.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;`,
    ),
    '',
  ].join('\n');
