import type { Logger } from '#platform/observability/logger';
import { observeEach } from '#platform/observability/metrics';
import type { Health, PartHealth } from './health';

const EVERY_MS = 2000;

/** Checks every part of the health regularly. A fault causes one log line when it begins and one when it ends, and a metric meanwhile. */
export class HealthWatch {
  #parts: Readonly<Record<string, PartHealth>> = {};
  readonly #faults = new Map<string, { readonly status: PartHealth['status']; readonly since: number }>();
  #looking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly health: Health,
    private readonly logger: Logger,
  ) {}

  start(): void {
    observeEach('japm.health', '1 while the part is up, 0 while it is degraded or down', () =>
      Promise.resolve(Object.entries(this.#parts).map(([part, { status }]) => ({ value: Number(status === 'up'), attributes: { part } }))),
    );
    this.#timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Concurrent checks share one query, because an older result must not replace a newer one. */
  look(): Promise<void> {
    return (this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    }));
  }

  /** Checks a part that has just changed, because a running check may have passed it already. */
  async lookAfresh(): Promise<void> {
    await this.#looking;
    await this.look();
  }

  async #look(): Promise<void> {
    this.#parts = await this.health.check();
    for (const [part, { status, message }] of Object.entries(this.#parts)) {
      const fault = this.#faults.get(part);
      if (status === fault?.status || (status === 'up' && !fault)) continue;
      if (status === 'up') this.#ended(part);
      else this.#began(part, status, message);
    }
  }

  #began(part: string, status: PartHealth['status'], reason: string | undefined): void {
    this.#faults.set(part, { status, since: this.#faults.get(part)?.since ?? Date.now() });
    this.logger.warn({ part, status, reason }, `${part} is ${status}`);
  }

  #ended(part: string): void {
    const seconds = Math.round((Date.now() - (this.#faults.get(part)?.since ?? 0)) / 1000);
    this.#faults.delete(part);
    this.logger.info({ part, seconds }, `${part} is up again`);
  }
}
