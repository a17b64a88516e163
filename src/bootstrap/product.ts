import { createPrivateKey, createPublicKey } from 'node:crypto';
import { Container } from 'inversify';
import { MIGRATIONS } from '#migrations';
import { IdentitySettings, OidcSettings, Permissions, PrincipalMemory, TokenSettings } from '#contexts/identity/index';
import { AuditSettings, LogIdentity, LogSigner } from '#contexts/audit/index';
import { ExecutionSettings, UsageSettings } from '#contexts/prompts/index';
import type { Config } from '#platform/config/config.schema';
import type { Keys } from '#platform/config/keys';
import { AttemptRecorder } from '#platform/http/attempts';
import { Health } from '#platform/http/health';
import { HealthWatch } from '#platform/http/health-watch';
import { HealthController } from '#platform/http/health.controller';
import { idempotencyBindings } from '#platform/idempotency/idempotency-bindings';
import { IdempotencySecret } from '#platform/idempotency/idempotent-calls';
import { KafkaConnection } from '#platform/messaging/kafka-connection';
import { OutboxSignal } from '#platform/messaging/signal';
import { OutboxWriter, writeOutbox } from '#platform/messaging/outbox-writer';
import type { Logger } from '#platform/observability/logger';
import { countEvents } from '#platform/observability/metrics';
import { LoggerToken } from '#platform/observability/logger-token';
import { createDatabase, type Database } from '#platform/persistence/database';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { boundWholeLists } from '#platform/persistence/whole-list';
import { SystemClock, UuidIds } from '#platform/system/clock-and-ids';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { CONTEXTS, PERMISSIONS, TABLES } from './contexts';

/** The composed product before its start. */
export interface Product {
  readonly config: Config;
  readonly logger: Logger;
  readonly database: Database;
  readonly container: Container;
  readonly health: Health;
  readonly watch: HealthWatch;
  readonly attempts: AttemptRecorder;
}

export function createProduct(config: Config, keys: Keys, logger: Logger): Product {
  const database = createDatabase(config.database, TABLES, MIGRATIONS);
  boundWholeLists([database.writer, database.reader], config.server.listLimitBytes);
  const clock = new SystemClock();
  const ids = new UuidIds();
  const unitOfWork = new TypeOrmUnitOfWork(database, writeOutbox, (error) => {
    logger.fatal({ err: error }, 'the state of the database connection is unknown: the process ends, so that it acknowledges nothing more');
    process.exit(1);
  });
  const outbox = new OutboxWriter(unitOfWork, ids, clock);
  const signal = new OutboxSignal();
  unitOfWork.onCommit((events) => {
    signal.ring();
    countEvents(events);
  });
  const health = new Health();
  const watch = new HealthWatch(health, logger);
  database.condition.onChange(() => void watch.lookAfresh());
  const attempts = new AttemptRecorder(outbox, unitOfWork, clock, logger);

  const container = new Container();
  container.bind(Clock).toConstantValue(clock);
  container.bind(Ids).toConstantValue(ids);
  container.bind(UnitOfWork).toConstantValue(unitOfWork);
  container.bind(Outbox).toConstantValue(outbox);
  container.bind(OutboxSignal).toConstantValue(signal);
  container.bind(PersistenceSession).toConstantValue(new PersistenceSession(unitOfWork, database.reader));
  container.bind(LoggerToken).toConstantValue(logger);
  container.bind(Health).toConstantValue(health);
  container
    .bind(HealthController)
    .toResolvedValue(() => new HealthController(health))
    .inTransientScope();
  container.bind(Permissions).toConstantValue(PERMISSIONS);
  container.load(idempotencyBindings);
  container.bind(KafkaConnection).toConstantValue(new KafkaConnection(config.kafka, logger));
  container.bind(IdentitySettings).toConstantValue(
    new IdentitySettings({
      registration: config.auth.register,
      multiTenancy: config.auth.multiTenancy,
      adminEmail: config.auth.adminEmail || null,
      principalCacheMs: config.auth.principalCacheMs,
      staleGraceMs: config.auth.staleGraceSeconds * 1000,
    }),
  );
  container.bind(AuditSettings).toConstantValue(new AuditSettings(config.audit, config.dataDir, database.engine === 'sqlite'));
  container.bind(ExecutionSettings).toConstantValue(new ExecutionSettings(config.execution));
  container.bind(UsageSettings).toConstantValue(new UsageSettings(config.usage));
  bindKeys(container, config, keys);
  for (const context of CONTEXTS) container.load(context.bindings);
  unitOfWork.onCommit((events) => {
    container.get(PrincipalMemory).committed(events);
  });
  return { config, logger, database, container, health, watch, attempts };
}

/** Binds only the keys that the roles have, so that nothing else is built. */
function bindKeys(container: Container, { auth, audit, oidc }: Config, { api, logKey }: Keys): void {
  if (api !== null) {
    container.bind(IdempotencySecret).toConstantValue(new IdempotencySecret(api.serverSecret));
    container.bind(TokenSettings).toConstantValue(new TokenSettings(api.jwtKeys, auth.accessTokenSeconds, auth.sessionSeconds));
    container.bind(OidcSettings).toConstantValue(new OidcSettings(oidc, api.serverSecret));
    const publicKey = createPublicKey(api.logPublicKey);
    container.bind(LogIdentity).toConstantValue(new LogIdentity({ name: audit.logName, publicKey }));
  }
  if (logKey !== null) container.bind(LogSigner).toConstantValue(new LogSigner(audit.logName, createPrivateKey(logKey)));
}
