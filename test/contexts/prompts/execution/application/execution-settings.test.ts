import { ExecutionSettings } from '#contexts/prompts/execution/application/execution-settings';
import type { CatalogModel } from '#contexts/prompts/execution/domain/executable-model';

const settings = (keys: Record<string, string>, more: object = {}): ExecutionSettings =>
  new ExecutionSettings({
    ...{ publicProviders: true, endpoints: [], privateHosts: [], connectTimeoutMs: 1, firstTokenTimeoutMs: 1, totalTimeoutMs: 1 },
    ...{ maxRetries: 0, maxRetryWaitMs: 1, concurrent: 1, concurrentPerTenant: 1, maxInputBytes: 1, maxResponseBytes: 1 },
    ...{ maxOutputTokens: 10_000, heartbeatMs: 1, maxStallMs: 1, prices: [], keys },
    ...more,
  });
const model = (more: Partial<CatalogModel> = {}): CatalogModel => ({
  ...{ id: 'id', name: 'name', provider: 'OpenAI', apiIdentifier: 'gpt', apiKeyEnvVar: null, temperature: null, maxTokens: null },
  ...{ project: 'shop', ...more },
});

describe('the settings of executions', () => {
  it('send a key only to an endpoint that names its variable', () => {
    const at = settings({ OPENAI_API_KEY: 'o', ANTHROPIC_API_KEY: 'a' });
    expect(at.executable('t', model(), 'openai').keyVariable).toBe('OPENAI_API_KEY');
    expect(at.executable('t', model({ apiKeyEnvVar: 'OPENAI_API_KEY' }), 'openai').keyVariable).toBe('OPENAI_API_KEY');
    for (const apiKeyEnvVar of ['ANTHROPIC_API_KEY', 'JAPM_SERVER_SECRET', 'constructor'])
      expect(() => at.executable('t', model({ apiKeyEnvVar }), 'openai')).toThrow(
        expect.objectContaining({ fault: 'key_missing' }) as Error,
      );
  });

  it('send none where an endpoint takes none', () => {
    const endpoint = {
      id: 'own',
      provider: 'openai',
      api: 'openai',
      baseUrl: 'https://own.test',
      keyVariables: [],
      models: [],
      tenants: [],
    };
    const at = settings({}, { endpoints: [endpoint] });
    expect(at.executable('t', model(), 'openai')).toMatchObject({ endpoint: 'own', keyVariable: null });
    expect(at.endpointsWithoutKey.map(({ id }) => id)).toEqual(['openai', 'anthropic']);
    expect(at.isUsable).toBe(true);
  });

  it('have no endpoint where the public ones are off', () => {
    const at = settings({ OPENAI_API_KEY: 'o' }, { publicProviders: false });
    expect(() => at.executable('t', model(), 'openai')).toThrow(expect.objectContaining({ fault: 'endpoint_missing' }) as Error);
    expect(at.isUsable).toBe(false);
  });

  it('bound the output', () => {
    const at = settings({ OPENAI_API_KEY: 'o' });
    const maximum = (maxTokens: number | null): number => at.executable('t', model({ maxTokens }), 'openai').maxOutputTokens;
    expect([maximum(null), maximum(5), maximum(1_000_000)]).toEqual([4096, 5, 10_000]);
  });

  it('know the key of no other member of an object', () => {
    expect(() => settings({}).key('toString')).toThrow(expect.objectContaining({ fault: 'key_missing' }) as Error);
  });
});
