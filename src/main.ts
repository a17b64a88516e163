import { metricsExporter, stopObservability } from '#platform/observability/otel';
import 'reflect-metadata';
import { printBanner } from '#bootstrap/banner';
import { createProduct } from '#bootstrap/product';
import { startServer } from '#bootstrap/server';
import { loadKeys, secretProblems } from '#platform/config/keys';
import { PortInUse } from '#platform/http/ops-server';
import { ConfigurationError, loadConfig } from '#platform/config/load-config';
import { createLogger } from '#platform/observability/logger';
import { DatabaseAway } from '#platform/persistence/database';
import { DatabaseInUse } from '#platform/persistence/migrate';

async function main(): Promise<void> {
  // Only the user of this process may read the files that it writes: database, checkpoint, keys.
  process.umask(0o077);
  const config = loadConfig(secretProblems);
  const logger = createLogger(config.log.level);
  const product = createProduct(config, loadKeys(config), logger);
  const server = await startServer(product, metricsExporter);
  printBanner(config, server);

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    void server
      .stop()
      .then(stopObservability)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'stop failed');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  const expected = [ConfigurationError, DatabaseAway, DatabaseInUse, PortInUse].some((type) => error instanceof type);
  process.stderr.write(
    `japm cannot start: ${error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error)}\n`,
  );
  process.exit(1);
});
