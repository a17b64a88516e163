import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { Logger } from '#platform/observability/logger';
import { failureFields } from '#platform/observability/failure-fields';
import { nextTurn } from '#shared/event-loop';

interface LoopSettings {
  readonly name: string;
  /** Waits between two turns that found nothing to do; resolves early when there is something. */
  readonly idle: () => Promise<void>;
  readonly logger: Logger;
}

const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 5000;

/**
 * Repeats `turn` until stopped. A turn answers whether it did something: then the next follows at once. A failing turn is
 * tried again with growing pauses; the first of a row of alike failures is logged, and their end. Not traced: a poll belongs to no request.
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
        // Requests come in between: where the database is SQLite, a turn of this loop never waits for anything.
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

  /** Not a race with one promise of the end: that would keep a listener of every turn. */
  async #unlessStopped(waiting: Promise<void>): Promise<void> {
    if (this.#stopping) return;
    await new Promise<void>((resolve, reject) => {
      this.#wake = resolve;
      waiting.then(resolve, reject);
    });
  }
}
