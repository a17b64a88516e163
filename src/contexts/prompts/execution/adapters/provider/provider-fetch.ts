import type { Agent, Response as UndiciResponse } from 'undici';
import type { ExecutionSettings } from '../../application/execution-settings';
import { undici } from './ai-sdk.lazy';
import { bodiless, bounded } from './bounded-body';
import { publicLookup, requirePublicHost } from './public-address';
import { isSafeToRepeat, waitBefore } from './repetition';

/** The statuses 204 and 205 stand for no content. */
const hasAnswer = ({ ok, status }: UndiciResponse): boolean => ok && status !== 204 && status !== 205;

/**
 * The `fetch` of the model clients. It reaches public addresses and the configured private hosts only, follows no redirect, repeats what
 * is safe to repeat, reads no body of a refusal, and ends a response that is too long.
 */
export class ProviderFetch {
  #agent: Agent | undefined;

  constructor(private readonly settings: ExecutionSettings) {}

  readonly fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const { privateHosts, maxRetries, maxResponseBytes } = this.settings.values;
    const url = new URL(String(input));
    requirePublicHost(url, privateHosts);
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.#once(url, init).catch((error: unknown) => ({ error }));
      const wait = attempt < maxRetries && isSafeToRepeat(outcome) ? waitBefore(attempt, outcome, this.settings.values) : null;
      if (wait === null) {
        if ('error' in outcome) throw outcome.error;
        return hasAnswer(outcome) ? bounded(outcome, maxResponseBytes) : await bodiless(outcome);
      }
      if (!('error' in outcome)) await bodiless(outcome);
      await wait.over(init.signal ?? undefined);
    }
  };

  #once(url: URL, init: RequestInit): Promise<UndiciResponse> {
    return undici().fetch(url, { ...(init as object), redirect: 'error', dispatcher: (this.#agent ??= this.#connect()) });
  }

  #connect(): Agent {
    const { privateHosts, connectTimeoutMs, totalTimeoutMs } = this.settings.values;
    return new (undici().Agent)({
      connect: { timeout: connectTimeoutMs, lookup: publicLookup(privateHosts) },
      headersTimeout: totalTimeoutMs,
      bodyTimeout: totalTimeoutMs,
    });
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await this.#agent?.destroy();
    this.#agent = undefined;
  }
}
