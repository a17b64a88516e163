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

/** Whether this relay is the active one: from when it gets the lease until another relay has it. */
export class RelayTerm {
  #epoch: number | null = null;
  #renewAt = 0;
  #validUntil = 0;

  constructor(private readonly parts: RelayTermParts) {}

  /** As it was found last; the fence of each write is what decides. */
  get epoch(): number | null {
    return this.#epoch;
  }

  /** False as well when the lease could not be renewed in time, whether or not another relay has taken it. */
  get isActive(): boolean {
    return this.#epoch !== null && Date.now() < this.#validUntil;
  }

  /** Renews the lease after a third of its time, or asks for it. */
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

  /** The fence refused what was done under the epoch. */
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
