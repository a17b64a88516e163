import { rm } from 'node:fs/promises';
import { createProduct, type Product } from '#bootstrap/product';
import { AuditSequencerTable } from '#contexts/audit/log/adapters/persistence/audit-log.table';
import { AuditConsumerTable } from '#contexts/audit/relay/adapters/persistence/audit-consumer.table';
import type { ServerRole } from '#platform/config/config.schema';
import { processesOf } from '#platform/container/bind';
import { loadKeys } from '#platform/config/keys';
import { parseConfig, readSettings } from '#platform/config/load-config';
import { writeOutbox } from '#platform/messaging/outbox-writer';
import { createLogger } from '#platform/observability/logger';
import { connect, disconnect } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { envelope } from '../contexts/audit/envelopes';
import { eventually } from '../eventually';
import { build, freshDataDir, JapmProcess } from '../faults/japm-process';
import { benchDatabases } from './databases';
import { perSecond, printTable, type Row } from './table';

const EVENTS = 20_000;
const BATCH_SIZE = 500;

/**
 * How fast the relay empties an outbox of 20,000 events and the search worker follows, and the longest turn of the event loop of
 * a process of its own that does the same.
 */
export async function benchRelay(): Promise<void> {
  build();
  const rows: Row[] = [];
  for (const { name, url, drop } of await benchDatabases()) {
    const brokers = name === 'MySQL' ? (process.env.KAFKA_BROKERS ?? '') : '';
    const place: Place = { dataDir: freshDataDir(), url, brokers, topic: `japm.bench.${Date.now()}` };
    rows.push(...(await drainedHere(name, place)), ...(await drainedByProcess(name, place)));
    await drop();
    await rm(place.dataDir, { recursive: true, force: true });
  }
  printTable(`Relay: ${EVENTS.toLocaleString('en')} events, batches of 200`, rows);
}

interface Place {
  readonly dataDir: string;
  readonly url: string;
  readonly brokers: string;
  readonly topic: string;
}

async function drainedHere(name: string, place: Place): Promise<Row[]> {
  const product = aProduct(place);
  await connect(product.database, 0, () => undefined);
  await migrate(product.database);
  await fill(product, 0);
  const goals: Goal[] = [{ what: `${name}, outbox to log`, position: () => head(product, 'size') }];
  if (place.brokers !== '') goals.push({ what: `${name}, outbox to log and on to Kafka`, position: () => head(product, 'publishedSeq') });
  const rows = await drained(product, 'relay', goals);
  if (name === 'SQLite')
    rows.push(...(await drained(product, 'worker', [{ what: `${name}, log to search index`, position: () => indexed(product) }])));
  await disconnect(product.database);
  return rows;
}

/** The server's own measure (`nodejs_eventloop_delay_max`, from one scrape to the next) while it drains the same again. */
async function drainedByProcess(name: string, place: Place): Promise<Row[]> {
  const product = aProduct(place);
  await connect(product.database, 0, () => undefined);
  await fill(product, EVENTS);
  await disconnect(product.database);
  const kafka: Record<string, string> = place.brokers === '' ? {} : { JAPM_KAFKA_BROKERS: place.brokers, JAPM_AUDIT_TOPIC: place.topic };
  const env = { ...kafka, JAPM_DATABASE_URL: place.url, JAPM_ROLES: 'relay,worker', JAPM_LOG_LEVEL: 'error' };
  const server = await JapmProcess.server(place.dataDir, env).up();
  const backlog = place.brokers === '' ? 'japm_consumer_lag' : 'japm_log_unpublished';
  let longest = 0;
  try {
    await metricsOf(server);
    await eventually(async () => {
      const metrics = await metricsOf(server);
      longest = Math.max(longest, valueOf(metrics, DELAY));
      if (valueOf(metrics, 'japm_outbox_depth') > 0 || valueOf(metrics, backlog) > 0) throw new Error('events wait');
    }, 120_000);
    return [{ what: `${name}, a process with relay and worker: its longest turn`, result: `${(longest * 1000).toFixed(0)} ms` }];
  } finally {
    await server.end();
  }
}

/** Each scrape gives the longest since the one before. */
const DELAY = 'nodejs_eventloop_delay_max';

const metricsOf = async ({ opsUrl }: JapmProcess): Promise<string> => (await fetch(`${opsUrl}/metrics`)).text();

function valueOf(metrics: string, name: string): number {
  const value = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'mu').exec(metrics)?.[1];
  if (value === undefined) throw new Error(`no metric ${name}`);
  return Number(value);
}

function aProduct({ dataDir, url, brokers, topic }: Place): Product {
  const settings = readSettings() as Record<string, object>;
  const config = parseConfig({
    ...settings,
    dataDir,
    database: { ...settings.database, url },
    kafka: { ...settings.kafka, brokers },
    audit: { ...settings.audit, topic },
  });
  return createProduct(config, loadKeys(config), createLogger('error'));
}

async function fill({ database }: Product, before: number): Promise<void> {
  const unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
  for (let first = 1; first <= EVENTS; first += BATCH_SIZE) {
    const events = Array.from({ length: BATCH_SIZE }, (_, n) => envelope(before + first + n));
    await unitOfWork.maintain(() => writeOutbox(unitOfWork.writer, events));
  }
}

async function head({ database }: Product, column: 'size' | 'publishedSeq'): Promise<number> {
  return (await database.reader.manager.findOneByOrFail(AuditSequencerTable, { id: 1 }))[column];
}

async function indexed({ database }: Product): Promise<number> {
  return (await database.reader.manager.findOneBy(AuditConsumerTable, { name: 'search' }))?.position ?? 0;
}

interface Goal {
  readonly what: string;
  readonly position: () => Promise<number>;
}

/** Runs the processes of that role until each goal is reached; all times are from their start. */
async function drained({ container }: Product, role: ServerRole, goals: readonly Goal[]): Promise<Row[]> {
  const processes = processesOf(container, [role]);
  const started = performance.now();
  for (const each of processes) await each.start();
  const rows = await Promise.all(
    goals.map(async ({ what, position }): Promise<Row> => {
      await eventually(async () => {
        if ((await position()) < EVENTS) throw new Error(`${what}: ${await position()} of ${EVENTS}`);
      }, 120_000);
      const ms = performance.now() - started;
      return { what, result: `${(ms / 1000).toFixed(1)} s, ${perSecond(EVENTS, ms)}` };
    }),
  );
  for (const each of processes) await each.stop();
  return rows;
}
