import { BackgroundProcess } from '#platform/process/background-process';
import type { ExecutionSettings } from '../application/execution-settings';
import type { RunningExecutions } from '../application/running-executions';
import { aiSdk, undici } from './provider/ai-sdk.lazy';
import type { ProviderFetch } from './provider/provider-fetch';

/** Loads the client library before the first request needs it, and ends executions with the process. */
export class ExecutionsProcess extends BackgroundProcess {
  readonly name = 'executions';
  readonly role = 'api';

  constructor(
    private readonly settings: ExecutionSettings,
    private readonly running: RunningExecutions,
    private readonly provider: ProviderFetch,
  ) {
    super();
  }

  /** Loading takes some hundred milliseconds, in which the process would respond to nobody. */
  start(): Promise<void> {
    if (this.settings.isUsable) {
      aiSdk();
      undici();
    }
    return Promise.resolve();
  }

  /** The connections of callers are closed by now: what still runs is aborted and recorded. */
  async stop(): Promise<void> {
    await this.running.stop();
    await this.provider.close();
  }
}
