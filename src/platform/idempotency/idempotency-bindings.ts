import { ContainerModule } from 'inversify';
import { bindProcess, bindSingleton } from '#platform/container/bind';
import { LoggerToken } from '#platform/observability/logger-token';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { IdempotencyPurge } from './idempotency-purge';
import { IdempotencyStore } from './idempotency-store';
import { IdempotencySecret, IdempotentCalls } from './idempotent-calls';

/** The bindings of idempotency. The bootstrap adds IdempotencySecret. */
export const idempotencyBindings = new ContainerModule(({ bind }) => {
  bindSingleton(bind, IdempotencyStore, IdempotencyStore, [PersistenceSession]);
  bindSingleton(bind, IdempotentCalls, IdempotentCalls, [IdempotencyStore, UnitOfWork, Ids, Clock, IdempotencySecret]);
  bindProcess(bind, 'worker', IdempotencyPurge, [IdempotencyStore, UnitOfWork, Clock, LoggerToken]);
});
