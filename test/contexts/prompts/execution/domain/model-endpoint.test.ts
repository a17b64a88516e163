import { endpointFor, type ModelEndpoint } from '#contexts/prompts/execution/domain/model-endpoint';
import { costOf } from '#contexts/prompts/execution/domain/model-price';

const endpoint = (id: string, more: Partial<ModelEndpoint> = {}): ModelEndpoint => ({
  ...{ id, provider: 'openai', api: 'openai', baseUrl: `https://${id}.test`, keyVariables: [], models: [], tenants: [] },
  ...more,
});

describe('the endpoint of a model', () => {
  const all = [
    endpoint('first'),
    endpoint('second'),
    endpoint('of-tenant', { tenants: ['t'] }),
    endpoint('of-model', { models: ['m'] }),
    endpoint('of-both', { models: ['m'], tenants: ['t'] }),
    endpoint('claude', { provider: 'anthropic' }),
  ];

  it.each([
    ['openai', 'x', 'u', 'first'],
    ['openai', 'x', 't', 'of-tenant'],
    ['openai', 'm', 'u', 'of-model'],
    ['openai', 'm', 't', 'of-both'],
    ['openai', 'M', 'u', 'first'],
    ['anthropic', 'm', 't', 'claude'],
  ] as const)('of %s, %s for tenant %s is %s', (provider, identifier, tenantId, id) => {
    expect(endpointFor(all, { provider, identifier, tenantId })?.id).toBe(id);
  });

  it('is none where only other tenants or models have one', () => {
    const others = [endpoint('a', { tenants: ['t'] }), endpoint('b', { models: ['m'] })];
    expect(endpointFor(others, { provider: 'openai', identifier: 'x', tenantId: 'u' })).toBeNull();
  });
});

describe('the cost of an execution', () => {
  const prices = [{ model: 'm', inputPerMillion: 3, outputPerMillion: 15, currency: 'EUR' }];

  it('is that of its tokens, in millionths', () => {
    expect(costOf(prices, 'm', { inputTokens: 1_000_000, outputTokens: 1 })).toEqual({ amount: 3.000015, currency: 'EUR' });
  });

  it('is unknown without a price or tokens', () => {
    expect(costOf(prices, 'other', { inputTokens: 1, outputTokens: 1 })).toBeNull();
    expect(costOf(prices, 'm', { inputTokens: null, outputTokens: 1 })).toBeNull();
  });
});
