import { rm } from 'node:fs/promises';
import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { metrics as sdk } from '@opentelemetry/sdk-node';
import { createProduct } from '#bootstrap/product';
import { startServer, type RunningServer } from '#bootstrap/server';
import { MIGRATIONS } from '#migrations';
import { loadKeys } from '#platform/config/keys';
import { parseConfig, readSettings } from '#platform/config/load-config';
import { writeOutbox } from '#platform/messaging/outbox-writer';
import { connect, createDatabase, disconnect } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { AUDIT_TABLES } from '../contexts/audit/audit-tables';
import { envelope } from '../contexts/audit/envelopes';
import { eventually } from '../eventually';
import { freshDataDir } from '../faults/japm-process';
import { recordingLogger } from '../platform/recording-logger';
import { FreezableRelay } from './freezable-relay';
import { describeWithServices, scratchDatabase } from './services';

/** The server has time to start while the frozen relay still holds its lease. */
const LEASE_MS = 20_000;

interface Readiness {
  readonly details: Readonly<Record<string, { readonly status: string; readonly message?: string } | undefined>>;
}

describeWithServices('a relay that freezes inside of its transaction is seen by the others', ['MYSQL_URL'], () => {
  let scratch: Awaited<ReturnType<typeof scratchDatabase>>;
  let dataDir: string;
  let frozen: FreezableRelay | undefined;
  let server: RunningServer | undefined;

  beforeAll(async () => {
    dataDir = freshDataDir();
    scratch = await scratchDatabase('MYSQL_URL');
    const settings = { url: scratch.url, poolSize: 2, connectTimeoutMs: 5000, startTimeoutMs: 0 };
    const database = createDatabase(settings, AUDIT_TABLES, MIGRATIONS);
    await connect(database, 0, () => undefined);
    await migrate(database);
    const unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
    // An event of long ago, so that the log is behind at once.
    await unitOfWork.maintain(() => writeOutbox(unitOfWork.writer, [envelope(1)]));
    await disconnect(database);
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    await frozen?.end();
    await scratch.drop();
    await rm(dataDir, { recursive: true, force: true });
  }, 60_000);

  it('by a part of the readiness, metrics and a line at either end', async () => {
    frozen = new FreezableRelay(scratch.url, 'after the fence', LEASE_MS);
    await frozen.says('inside');
    frozen.freeze();
    const settings = readSettings() as Record<string, object>;
    const database = { ...settings.database, url: scratch.url };
    const config = parseConfig({ ...settings, dataDir, database, audit: { ...settings.audit, leaseMs: LEASE_MS, pollMs: 50 } });
    const { logger, lines } = recordingLogger();
    const exporter = new PrometheusExporter({ preventServerStart: true });
    metrics.setGlobalMeterProvider(new sdk.MeterProvider({ readers: [exporter] }));
    const product = createProduct(config, loadKeys(config), logger);
    const { metricsPort } = (server = await startServer(product, exporter));
    const fetched = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${metricsPort}${path}`);
    const log = async () => ((await (await fetched('/health/ready')).json()) as Readiness).details.log;
    const metric = async (series: string): Promise<number> => {
      const text = await (await fetched('/metrics')).text();
      return Number(new RegExp(`^${series}(?:\\{.*\\})? (\\S+)`, 'mu').exec(text)?.[1] ?? NaN);
    };
    const told = (): string[] => lines.filter(({ fields }) => fields.part === 'log').map(({ message }) => message);

    await eventually(async () => {
      await product.watch.look();
      expect(told()).toEqual(['log is degraded']);
    }, 10_000);
    expect(await log()).toEqual({
      status: 'degraded',
      message: expect.stringMatching(/^the log stands still: an event waits in the outbox for \d+ s$/u) as string,
    });
    expect(await metric('japm_outbox_oldest_age_seconds')).toBeGreaterThan(30);
    expect(await metric('japm_relay_active')).toBe(0);

    await eventually(async () => {
      await product.watch.look();
      expect(told()).toEqual(['log is degraded', 'log is up again']);
    }, LEASE_MS + 10_000);
    expect(await log()).toEqual({ status: 'up' });
    expect(await metric('japm_relay_active')).toBe(1);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'the transaction that a relay held open past its lease was ended' }),
    );
  }, 120_000);
});
