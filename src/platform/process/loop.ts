import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { Logger } from '#platform/observability/logger';
import { failureFields } from '#platform/observability/failure-fields';
import { nextTurn } from '#shared/event-loop';

interface LoopSettings {
  readonly name: string;
  /** Waits between two turns without work; resolves early when there is some. */
  readonly idle: () => Promise<void>;
  readonly logger: Logger;
}

const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 5000;

/**
 * Repeats `turn` until it is stopped. A turn returns true when it did something; the next one then follows at once. A failed turn is
 * repeated with growing pauses. The log has the first of equal failures, and their end. Turns have no trace, because no request caused them.
 */
export class Loop {
  #running: Promise<void> | null = null;
  #stopping = false;
  #failure: { readonly kind: string; turns: number } | null = null;
  #wake = (): void => undefined;

  constructor(
    private readonly settings: LoopSettings,
    private readonly turn: () => Promise<boolean>,
  ) {}

  start(): void {
    this.#running ??= context.with(suppressTracing(context.active()), () => this.#run());
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.#stopping) {
      try {
        const busy = await this.turn();
        pauseMs = FIRST_PAUSE_MS;
        this.#succeeded();
        // Requests run in between: on SQLite a turn of this loop never waits for anything.
        await (busy ? nextTurn() : this.#unlessStopped(this.settings.idle()));
      } catch (error) {
        this.#failed(error, pauseMs);
        await this.#unlessStopped(new Promise((wake) => setTimeout(wake, pauseMs).unref()));
        pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
      }
    }
  }

  #failed(error: unknown, pauseMs: number): void {
    const { logger, name: loop } = this.settings;
    const kind = error instanceof Error ? error.name : typeof error;
    if (kind === this.#failure?.kind) {
      this.#failure.turns += 1;
      logger.debug({ err: error, loop, pauseMs }, 'turn failed again');
    } else {
      this.#failure = { kind, turns: (this.#failure?.turns ?? 0) + 1 };
      logger.warn({ ...failureFields(error), loop, pauseMs }, 'turn failed; trying again');
    }
  }

  #succeeded(): void {
    if (!this.#failure) return;
    this.settings.logger.info({ loop: this.settings.name, failed: this.#failure.turns }, 'turns succeed again');
    this.#failure = null;
  }

  /** Does not race with one promise of the end, because that would keep a listener for every turn. */
  async #unlessStopped(waiting: Promise<void>): Promise<void> {
    if (this.#stopping) return;
    await new Promise<void>((resolve, reject) => {
      this.#wake = resolve;
      waiting.then(resolve, reject);
    });
  }
}
