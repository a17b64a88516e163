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
import { freshDataDir } from '../faults/japm-process';
import { benchDatabases } from './databases';
import { longestTurnMs } from './turns';
import { perSecond, printTable, type Row } from './table';

const EVENTS = 20_000;
const AT_ONCE = 500;

/** How fast the relay empties an outbox of 20,000 events, and the search worker follows. */
export async function benchRelay(): Promise<void> {
  const rows: Row[] = [];
  for (const { name, url, drop } of await benchDatabases()) {
    const brokers = name === 'MySQL' ? (process.env.KAFKA_BROKERS ?? '') : '';
    const dataDir = freshDataDir();
    const product = aProduct(dataDir, url, brokers);
    await connect(product.database, 0, () => undefined);
    await migrate(product.database);
    await fill(product);
    const goals: Goal[] = [{ what: `${name}, outbox to log`, position: () => head(product, 'size') }];
    if (brokers !== '') goals.push({ what: `${name}, outbox to log and on to Kafka`, position: () => head(product, 'publishedSeq') });
    rows.push(...(await drained(product, 'relay', goals)));
    if (name === 'SQLite')
      rows.push(...(await drained(product, 'worker', [{ what: `${name}, log to search index`, position: () => indexed(product) }])));
    await disconnect(product.database);
    await drop();
    await rm(dataDir, { recursive: true, force: true });
  }
  printTable(`Relay: ${EVENTS.toLocaleString('en')} events, batches of 200`, rows);
}

function aProduct(dataDir: string, url: string, brokers: string): Product {
  const settings = readSettings() as Record<string, object>;
  const config = parseConfig({
    ...settings,
    dataDir,
    database: { ...settings.database, url },
    kafka: { ...settings.kafka, brokers },
    audit: { ...settings.audit, topic: `japm.bench.${Date.now()}` },
  });
  return createProduct(config, loadKeys(config), createLogger('error'));
}

async function fill({ database }: Product): Promise<void> {
  const unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
  for (let first = 1; first <= EVENTS; first += AT_ONCE) {
    const events = Array.from({ length: AT_ONCE }, (_, n) => envelope(first + n));
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
  const { result, longestMs } = await longestTurnMs(() => timed(container, role, goals));
  return [...result, { what: `${role}: the longest turn of the event loop meanwhile`, result: `${longestMs.toFixed(0)} ms` }];
}

async function timed(container: Product['container'], role: ServerRole, goals: readonly Goal[]): Promise<Row[]> {
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
