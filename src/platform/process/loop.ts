import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { Logger } from '#platform/observability/logger';
import { nextTurn } from '#shared/event-loop';

interface LoopSettings {
  readonly name: string;
  /** Waits between two turns that found nothing to do; resolves early when there is something. */
  readonly idle: () => Promise<void>;
  readonly logger: Logger;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

/**
 * Repeats `turn` until stopped. A turn answers whether it did something: then the next follows at once. A failing turn is
 * logged and tried again with growing pauses. Not traced: a poll belongs to no request.
 */
export class Loop {
  #running: Promise<void> | null = null;
  #stopping = false;
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
        // Requests come in between: where the database is SQLite, a turn of this loop never waits for anything.
        await (busy ? nextTurn() : this.#unlessStopped(this.settings.idle()));
      } catch (error) {
        this.settings.logger.warn({ err: error, loop: this.settings.name, pauseMs }, 'turn failed; trying again');
        await this.#unlessStopped(new Promise((wake) => setTimeout(wake, pauseMs).unref()));
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
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
