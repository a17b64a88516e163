import { createServer, type Server } from 'node:http';
import type { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { InstallPlatform } from '#contexts/identity/index';
import { ExecutionSettings, InstallSystemPrompts } from '#contexts/prompts/index';
import { processesOf } from '#platform/container/bind';
import { createApp } from '#platform/http/app';
import { AuthenticationStrategies } from '#platform/http/authentication';
import { listen, startOpsServer } from '#platform/http/ops-server';
import { connect, disconnect } from '#platform/persistence/database';
import { claim, migrate } from '#platform/persistence/migrate';
import { closeToOthers } from '#platform/persistence/private-files';
import { Ids } from '#shared/ids.port';
import { keepPassword } from './administrator-password';
import { showDatabase } from './database-health';
import { doubtsAbout } from './doubts';
import type { Product } from './product';
import { UndoSteps } from './undo-steps';

/** The results of the start and the addresses of the server, for the banner. */
export interface RunningServer {
  readonly apiPort: number | null;
  readonly metricsPort: number;
  /** The first administrator, if this start created it. */
  readonly administrator: { readonly email: string; readonly password: string; readonly generated: boolean } | null;
  stop(): Promise<void>;
}

/** Connects, migrates, installs what a fresh database needs and starts the configured roles. */
export async function startServer(product: Product, metrics: PrometheusExporter): Promise<RunningServer> {
  const { config, logger, database, container, health, watch } = product;
  const undo = new UndoSteps();
  try {
    if (database.file !== null) for (const warning of closeToOthers(database.file)) logger.warn(warning);
    undo.push(claim(database));
    const ops = await startOpsServer(config.metrics, health, metrics);
    undo.push(() => closed(ops));
    const waits: string[] = [];
    await connect(database, config.database.startTimeoutMs, (reason) => {
      waits.push(reason);
      logger.warn({ reason }, 'waiting for the database');
    });
    if (waits.length > 0) logger.info('the database answers');
    undo.push(() => disconnect(database));
    showDatabase(database, health);
    undo.push(database.watch());
    const applied = await migrate(database);
    if (applied > 0) logger.info({ applied }, 'migrations applied');
    const { adminEmail, adminPassword } = config.auth;
    const administrator = await container
      .get(InstallPlatform)
      .execute({ adminEmail: adminEmail || null, adminPassword: adminPassword || null });
    // The password is kept at once: a start that fails later must not lose the only copy.
    if (administrator?.generated) await keepPassword(config.dataDir, administrator.password);
    await container.get(InstallSystemPrompts).execute();

    for (const each of processesOf(container, config.roles)) {
      await each.start();
      undo.push(() => each.stop());
    }
    const api = config.roles.includes('api') ? await startApi(product) : null;
    if (api) undo.push(flushing(product), () => drained(api, config.server.shutdownGraceMs));
    watch.start();
    undo.push(() => {
      watch.stop();
    });
    health.started();
    undo.push(() => {
      health.stopping();
    });
    return { apiPort: portOf(api), metricsPort: portOf(ops) ?? 0, administrator, stop: () => undo.unwind() };
  } catch (error) {
    await undo.unwind().catch((failure: unknown) => {
      logger.error({ err: failure }, 'the failed start could not be undone');
    });
    throw error;
  }
}

async function startApi({ config, container, attempts, logger }: Product): Promise<Server> {
  const app = createApp({
    container,
    config: config.server,
    limits: config.limits,
    strategies: container.get(AuthenticationStrategies),
    attempts,
    ids: container.get(Ids),
    logger,
  });
  const server = createServer(
    {
      requestTimeout: config.server.requestTimeoutMs,
      headersTimeout: config.server.requestTimeoutMs,
      keepAliveTimeout: 65_000,
      maxHeaderSize: config.server.headerLimitBytes,
    },
    app,
  );
  await listen(server, config.server);
  for (const warning of doubtsAbout(config, process.env.NODE_ENV)) logger.warn(warning);
  for (const { id, keyVariables } of container.get(ExecutionSettings).endpointsWithoutKey)
    logger.info(`models of the endpoint '${id}' cannot be executed: no key is set (${keyVariables.join(', ')})`);
  return server;
}

/** Puts merged attempts in the audit log when their minute is over, and at the end. */
function flushing({ attempts }: Product): () => Promise<void> {
  const timer = setInterval(() => void attempts.flush(), 10_000).unref();
  return async () => {
    clearInterval(timer);
    await attempts.flush(true);
  };
}

function portOf(server: Server | null): number | null {
  const address = server?.address();
  return typeof address === 'object' && address !== null ? address.port : null;
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

/** Lets requests finish, and closes the connections that are still open after the grace period. */
const drained = (server: Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
    // Otherwise the server would serve a busy keep-alive connection until the end of the grace period.
    server.prependListener('request', (_request, response) => {
      response.setHeader('Connection', 'close');
    });
  });
