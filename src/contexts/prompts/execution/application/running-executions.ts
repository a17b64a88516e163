import { TooManyExecutions } from '../domain/execution-errors';
import type { ExecutionSettings } from './execution-settings';

export interface RunningExecution {
  /** Aborts when the process ends. */
  readonly signal: AbortSignal;
  /** Ends the execution; it is not counted any more. */
  readonly end: () => void;
}

/** The executions of this process. */
export class RunningExecutions {
  readonly #ofTenants = new Map<string, number>();
  readonly #shutdown = new AbortController();
  #running = 0;
  #onIdle: (() => void)[] = [];

  constructor(private readonly settings: ExecutionSettings) {}

  get count(): number {
    return this.#running;
  }

  /** Throws TooManyExecutions. */
  begin(tenantId: string): RunningExecution {
    const { concurrent, concurrentPerTenant } = this.settings.values;
    const ofTenant = this.#ofTenants.get(tenantId) ?? 0;
    if (ofTenant >= concurrentPerTenant) throw new TooManyExecutions('of this tenant');
    if (this.#running >= concurrent) throw new TooManyExecutions('on this server');
    this.#running += 1;
    this.#ofTenants.set(tenantId, ofTenant + 1);
    let ended = false;
    return {
      signal: this.#shutdown.signal,
      end: () => {
        if (!ended) this.#end(tenantId);
        ended = true;
      },
    };
  }

  #end(tenantId: string): void {
    this.#running -= 1;
    const left = (this.#ofTenants.get(tenantId) ?? 1) - 1;
    if (left > 0) this.#ofTenants.set(tenantId, left);
    else this.#ofTenants.delete(tenantId);
    if (this.#running > 0) return;
    for (const idle of this.#onIdle) idle();
    this.#onIdle = [];
  }

  /** Aborts all executions and resolves when each of them has been recorded. */
  async stop(): Promise<void> {
    this.#shutdown.abort();
    if (this.#running > 0) await new Promise<void>((resolve) => this.#onIdle.push(resolve));
  }
}
