import { AbandonedTurn } from '#contexts/audit/log/adapters/persistence/abandoned-turn';
import { TypeOrmRelayLease } from '#contexts/audit/log/adapters/persistence/typeorm-relay-lease';
import type { Logger } from '#platform/observability/logger';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { recordingLogger } from '../platform/recording-logger';
import type { ContractDatabase } from './sqlite-database';

interface LeaseOptions {
  readonly leaseMs?: number;
  readonly graceMs?: number;
  readonly logger?: Logger;
  readonly unitOfWork?: UnitOfWork;
}

/** The lease of relays on that database, as the product puts it together. */
export function relayLease({ session, unitOfWork }: ContractDatabase, options: LeaseOptions = {}): TypeOrmRelayLease {
  const abandoned = new AbandonedTurn(session.readSource, options.logger ?? recordingLogger().logger, options.graceMs);
  return new TypeOrmRelayLease(session, options.unitOfWork ?? unitOfWork, abandoned, options.leaseMs ?? 60_000);
}
