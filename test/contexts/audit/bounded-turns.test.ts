import { rm } from 'node:fs/promises';
import { createProduct, type Product } from '#bootstrap/product';
import { AuditEventQuery } from '#contexts/audit/log/application/audit-event-query.port';
import { AuditSequencerTable } from '#contexts/audit/log/adapters/persistence/audit-log.table';
import { AuditConsumerTable } from '#contexts/audit/relay/adapters/persistence/audit-consumer.table';
import { processesOf } from '#platform/container/bind';
import { loadKeys } from '#platform/config/keys';
import { parseConfig, readSettings } from '#platform/config/load-config';
import { writeOutbox } from '#platform/messaging/outbox-writer';
import { connect, disconnect } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { freshDataDir } from '../../faults/japm-process';
import { recordingLogger } from '../../platform/recording-logger';
import { meterReads } from '../../read-meter';
import { TurnMeter } from '../../turn-meter';
import { until } from '../../until';
import { envelope, TENANT } from './envelopes';

/** An INSERT of 400 words has 1,200 parameters; reads of the loops beside it have some hundreds. */
const MAX_PARAMETERS = 2500;
/** Of all JSON that is parsed in a turn: two events of nearly 64 KiB in each of three loops, each parsed up to three times. */
const MAX_PARSED_BYTES = 1152 * 1024;

/** Of one INSERT into the outbox: 512 KiB and what is left of the last event. */
const MAX_KEPT_BYTES = 576 * 1024;
/** Of a page of events: two of nearly 64 KiB. */
const MAX_SHOWN_BYTES = 128 * 1024;
/** A slice of 512 KiB, and the personal values of a hundred events. */
const MAX_READ_BYTES = 640 * 1024;

const words = (n: number, count: number): string => Array.from({ length: count }, (_, at) => `word${n}x${at}`).join(' ');

/** SQLite answers at once and `await` alone lets nothing else run: what the loops do must be divided by themselves. */
describe('the relay, the search worker and a page of events on SQLite', () => {
  let dataDir: string;
  let product: Product;

  beforeEach(async () => {
    dataDir = freshDataDir();
    const settings = readSettings() as Record<string, object>;
    const audit = { ...settings.audit, batchSize: 1000 };
    const config = parseConfig({ ...settings, dataDir, audit });
    product = createProduct(config, loadKeys(config), recordingLogger().logger);
    await connect(product.database, 0, () => undefined);
    await migrate(product.database);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await disconnect(product.database);
    await rm(dataDir, { recursive: true, force: true });
  });

  it.each<[string, number, (n: number) => Partial<AuditEnvelope>]>([
    ['many events', 1500, (n) => ({ details: { note: words(n, 20) } })],
    ['large events', 60, (n) => ({ details: { note: words(n, 5000) } })],
  ])('do a bounded amount of work in each turn of the event loop with %s', async (_, events, changes) => {
    const { database, container } = product;
    const unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
    const all = Array.from({ length: events }, (__, n) => envelope(n + 1, changes(n + 1)));
    const runner = database.writer.createQueryRunner();
    const query = runner.query.bind(runner);
    const kept = new TurnMeter();
    const writes = jest.spyOn(runner, 'query').mockImplementation(((sql: string, values: unknown[] | undefined, structured: boolean) => {
      for (const each of values ?? []) if (Buffer.isBuffer(each)) kept.count(each.length);
      return query(sql, values, structured as never);
    }) as typeof query);
    await unitOfWork.maintain(() => writeOutbox(unitOfWork.writer, all));
    kept.stop();
    writes.mockRestore();
    expect(kept.total).toBeGreaterThan(2 * MAX_KEPT_BYTES);
    expect(kept.most).toBeLessThanOrEqual(MAX_KEPT_BYTES);

    const [parameters, parsed, shown] = [new TurnMeter(), new TurnMeter(), new TurnMeter()];
    jest.spyOn(runner, 'query').mockImplementation(((sql: string, values: unknown[] | undefined, structured: boolean) => {
      parameters.count(values?.length ?? 0);
      return query(sql, values, structured as never);
    }) as typeof query);
    const parse = JSON.parse.bind(JSON);
    jest.spyOn(JSON, 'parse').mockImplementation((text: string) => {
      parsed.count(text.length);
      shown.count(text.length);
      return parse(text) as unknown;
    });

    const processes = processesOf(container, ['relay', 'worker']).filter((each) => each.name === 'relay' || each.name === 'consumers');
    for (const each of processes) await each.start();
    const head = database.reader.manager.getRepository(AuditSequencerTable);
    await until('the log', async () => (await head.findOneByOrFail({ id: 1 })).size === events);
    const consumers = database.reader.manager.getRepository(AuditConsumerTable);
    await until('the index', async () => (await consumers.findOneBy({ name: 'search' }))?.position === events);
    for (const each of processes) await each.stop();
    parameters.stop();
    parsed.stop();

    const reads = meterReads(database);
    shown.most = 0;
    expect(await container.get(AuditEventQuery).search(TENANT, {}, null, 1001)).toHaveLength(Math.min(events, 1001));
    expect(reads.total).toBeGreaterThan(MAX_SHOWN_BYTES);
    expect(reads.most).toBeLessThanOrEqual(MAX_READ_BYTES);
    expect(shown.most).toBeLessThanOrEqual(MAX_SHOWN_BYTES);
    reads.stop();
    shown.stop();

    expect(parameters.most).toBeGreaterThan(0);
    expect(parameters.most).toBeLessThanOrEqual(MAX_PARAMETERS);
    expect(parsed.most).toBeGreaterThan(0);
    expect(parsed.most).toBeLessThanOrEqual(MAX_PARSED_BYTES);
  });
});
