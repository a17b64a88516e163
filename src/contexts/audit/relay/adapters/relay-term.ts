import type { Logger } from '#platform/observability/logger';
import { countTakeover } from '#platform/observability/metrics';
import type { RelayLease } from '../../log/application/relay-lease.port';

interface RelayTermParts {
  /** The name of this relay in the database and in the log lines. */
  readonly holder: string;
  readonly leaseMs: number;
  readonly lease: RelayLease;
  readonly logger: Logger;
}

/** The term of this relay as the active one, from the beginning of its lease until another relay has it. */
export class RelayTerm {
  #epoch: number | null = null;
  #renewAt = 0;
  #validUntil = 0;

  constructor(private readonly parts: RelayTermParts) {}

  /** The last known epoch. The fence of each write decides. */
  get epoch(): number | null {
    return this.#epoch;
  }

  /** Whether this relay has the lease. False also when it could not renew the lease in time, whether or not another relay has it. */
  get isActive(): boolean {
    return this.#epoch !== null && Date.now() < this.#validUntil;
  }

  /** Renews the lease after a third of its time, or tries to get it. */
  async current(): Promise<number | null> {
    if (this.#epoch !== null && Date.now() < this.#renewAt) return this.#epoch;
    const { holder, lease, leaseMs } = this.parts;
    const asked = Date.now();
    this.#renewAt = asked + leaseMs / 3;
    const epoch = await lease.acquire(holder);
    this.#validUntil = asked + leaseMs;
    this.#move(epoch);
    return epoch;
  }

  /** Records that the fence refused a write under the epoch. */
  fenced(): void {
    this.#move(null);
  }

  async release(): Promise<void> {
    if (this.#epoch === null) return;
    await this.parts.lease.release(this.parts.holder);
    this.#epoch = null;
  }

  #move(epoch: number | null): void {
    if (epoch === this.#epoch) return;
    const { holder, logger } = this.parts;
    const before = this.#epoch;
    this.#epoch = epoch;
    if (epoch === null) {
      logger.warn({ holder, epoch: before }, 'another relay has taken over');
    } else {
      countTakeover();
      logger.info({ holder, epoch }, 'this relay is active now');
    }
  }
}
