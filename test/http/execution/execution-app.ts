import type { Config } from '#platform/config/config.schema';
import { ModelProvider } from '../../fakes/model-provider';
import { must } from '../client';
import { startTestingApp, type TestingApp } from '../testing-app';

export const KEY = 'sk-secret-key-of-the-provider';

type Settings = Config['execution'];

/** The product with endpoints at a provider on this machine. */
export interface ExecutionApp {
  readonly app: TestingApp;
  readonly provider: ModelProvider;
  /** Creates a model and returns its id. */
  model(settings?: object, project?: string): Promise<string>;
  execute(body: object, token?: string): ReturnType<TestingApp['request']>;
  /** The events `execution.run`, the oldest first. */
  runs(query?: string): Promise<RunEvent[]>;
  stop(): Promise<void>;
}

export interface RunEvent {
  readonly outcome: string;
  readonly risk: string;
  readonly resource: { readonly id: string; readonly type: string; readonly projectId: string | null };
  readonly details: Record<string, unknown>;
}

/** The settings for an endpoint of each provider at that address. */
export function endpointsAt(url: string, more: Partial<Settings> = {}): Partial<Settings> {
  const endpoint = { baseUrl: url, keyVariables: ['TEST_API_KEY'], models: [], tenants: [] };
  return {
    publicProviders: false,
    endpoints: [
      { ...endpoint, id: 'local-openai', provider: 'openai', api: 'openai' },
      { ...endpoint, id: 'local-anthropic', provider: 'anthropic', api: 'anthropic' },
      { ...endpoint, id: 'local-compatible', provider: 'openai', api: 'openai-compatible', models: ['llama'], keyVariables: [] },
    ],
    // As text, the form of the environment variable.
    privateHosts: '127.0.0.1' as unknown as string[],
    keys: { TEST_API_KEY: KEY },
    ...more,
  };
}

/** Starts it; `endpoints` come before those of the provider. */
export async function startExecutionApp(
  more: Partial<Settings> = {},
  rest: Parameters<typeof startTestingApp>[0] = {},
  endpoints: Settings['endpoints'] = [],
): Promise<ExecutionApp> {
  const provider = await ModelProvider.start();
  const execution = endpointsAt(provider.url, more);
  const app = await startTestingApp({ ...rest, execution: { ...execution, endpoints: [...endpoints, ...(execution.endpoints ?? [])] } });
  let models = 0;
  return {
    app,
    provider,
    model: async (settings = {}, project = 'shop') => {
      const body = { name: `Model ${(models += 1)}`, provider: 'OpenAI', apiIdentifier: 'gpt-test', ...settings };
      return must(await app.client().POST('/api/projects/{projectId}/aimodels', { params: { path: { projectId: project } }, body })).id;
    },
    execute: (body, token = app.admin) => app.request('post', '/api/llm-execution/execute', token).send(body),
    runs: async (query = '') => {
      const { body } = (await app.request('get', `/api/audit/events?action=execution.run&limit=100${query}`, app.admin).expect(200)) as {
        body: unknown;
      };
      return (body as RunEvent[]).toReversed();
    },
    stop: async () => {
      await app.stop();
      await provider.stop();
    },
  };
}
