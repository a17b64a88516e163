import { identifierOf, type CatalogModel, type ExecutableModel, type ExecutableProvider } from '../domain/executable-model';
import { ExecutionFailed } from '../domain/execution-errors';
import { endpointFor, PUBLIC_ENDPOINTS, type ModelEndpoint } from '../domain/model-endpoint';
import type { ModelPrice } from '../domain/model-price';

interface Settings {
  /** Whether the providers' own addresses may be called. */
  readonly publicProviders: boolean;
  /** They come before the providers' own. */
  readonly endpoints: readonly ModelEndpoint[];
  /** Hosts that may have private addresses. */
  readonly privateHosts: readonly string[];
  readonly connectTimeoutMs: number;
  /** Until the first piece of a streamed response, and between two pieces. */
  readonly firstTokenTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxRetries: number;
  readonly maxRetryWaitMs: number;
  /** The maximum number of executions at the same time in this process, and those of one tenant. */
  readonly concurrent: number;
  readonly concurrentPerTenant: number;
  readonly maxInputBytes: number;
  readonly maxResponseBytes: number;
  readonly maxOutputTokens: number;
  readonly heartbeatMs: number;
  /** A client that takes nothing of a stream for so long is cut off. */
  readonly maxStallMs: number;
  readonly prices: readonly ModelPrice[];
  /** The keys by the name of their environment variable. */
  readonly keys: Readonly<Record<string, string>>;
}

/** The output that a model is asked for that names no maximum. Every current model can produce that much. */
const USUAL_OUTPUT_TOKENS = 4096;

/** The section `execution` of the configuration, bound as a constant. */
export class ExecutionSettings {
  readonly endpoints: readonly ModelEndpoint[];

  constructor(readonly values: Settings) {
    this.endpoints = [...values.endpoints, ...(values.publicProviders ? PUBLIC_ENDPOINTS : [])];
  }

  /** Throws ExecutionFailed where nothing is configured for the model, or its key is not set. */
  executable(tenantId: string, model: CatalogModel, provider: ExecutableProvider): ExecutableModel {
    const { id, name, temperature, maxTokens } = model;
    const identifier = identifierOf(model);
    const endpoint = endpointFor(this.endpoints, { tenantId, provider, identifier });
    if (!endpoint) throw new ExecutionFailed('endpoint_missing', `This server has no endpoint for models of ${provider}`);
    return {
      ...{ id, name, provider, identifier, temperature },
      endpoint: endpoint.id,
      keyVariable: this.#keyVariable(endpoint, model),
      maxOutputTokens: Math.min(maxTokens ?? USUAL_OUTPUT_TOKENS, this.values.maxOutputTokens),
    };
  }

  /** A key is sent only to an endpoint that names its variable, whatever the row of a model says. */
  #keyVariable(endpoint: ModelEndpoint, { apiKeyEnvVar }: CatalogModel): string | null {
    const variable = apiKeyEnvVar ?? endpoint.keyVariables[0] ?? null;
    if (variable === null) return null;
    if (!endpoint.keyVariables.includes(variable) || this.#key(variable) === null)
      throw new ExecutionFailed('key_missing', `The key variable '${variable}' of the model is not set for its provider on this server`);
    return variable;
  }

  /** Throws ExecutionFailed when it is not set. */
  key(variable: string): string {
    const key = this.#key(variable);
    if (key === null) throw new ExecutionFailed('key_missing', `The key variable '${variable}' is not set on this server`);
    return key;
  }

  #key(variable: string): string | null {
    return Object.hasOwn(this.values.keys, variable) ? (this.values.keys[variable] ?? null) : null;
  }

  /** The endpoints that take keys and have none. Models of these cannot be executed. */
  get endpointsWithoutKey(): readonly ModelEndpoint[] {
    return this.endpoints.filter(({ keyVariables }) => keyVariables.length > 0 && !keyVariables.some((each) => this.#key(each) !== null));
  }

  /** Whether any model can be executed. */
  get isUsable(): boolean {
    return this.endpointsWithoutKey.length < this.endpoints.length;
  }
}
