import type { ExecutableProvider } from './executable-model';

/** Where models are called. */
export interface ModelEndpoint {
  readonly id: string;
  readonly provider: ExecutableProvider;
  /** The protocol that it speaks. */
  readonly api: ExecutableProvider | 'openai-compatible';
  readonly baseUrl: string;
  /** The environment variables whose keys may be sent there. The first is that of models that name none; without any, no key is sent. */
  readonly keyVariables: readonly string[];
  /** The identifiers of the models that it has; empty means all of the provider. */
  readonly models: readonly string[];
  /** The ids of the tenants that may call it; empty means all. */
  readonly tenants: readonly string[];
}

/** The providers' own addresses. */
export const PUBLIC_ENDPOINTS: readonly ModelEndpoint[] = [
  {
    id: 'openai',
    provider: 'openai',
    api: 'openai',
    baseUrl: 'https://api.openai.com/v1',
    keyVariables: ['OPENAI_API_KEY'],
    models: [],
    tenants: [],
  },
  {
    id: 'anthropic',
    provider: 'anthropic',
    api: 'anthropic',
    baseUrl: 'https://api.anthropic.com/v1',
    keyVariables: ['ANTHROPIC_API_KEY'],
    models: [],
    tenants: [],
  },
];

export interface EndpointWish {
  readonly tenantId: string;
  readonly provider: ExecutableProvider;
  readonly identifier: string;
}

/**
 * Chooses the endpoint of a model among those that the tenant may call: one that names the model before one that has all, then one that
 * names the tenant before one for all, then the first. Returns null when there is none.
 */
export function endpointFor(endpoints: readonly ModelEndpoint[], { tenantId, provider, identifier }: EndpointWish): ModelEndpoint | null {
  const [best = null] = endpoints
    .filter((each) => each.provider === provider && includesOrIsEmpty(each.models, identifier) && includesOrIsEmpty(each.tenants, tenantId))
    .toSorted((a, b) => rankOf(b) - rankOf(a));
  return best;
}

const includesOrIsEmpty = (names: readonly string[], name: string): boolean => names.length === 0 || names.includes(name);

const rankOf = ({ models, tenants }: ModelEndpoint): number => (models.length > 0 ? 2 : 0) + (tenants.length > 0 ? 1 : 0);
