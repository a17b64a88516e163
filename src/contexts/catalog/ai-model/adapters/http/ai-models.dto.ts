import type { AiModel, AiModelPatch, AiModelSettings } from '../../domain/ai-model';

/** A language model and its settings. */
export interface AiModelDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /** @example "Claude Sonnet" */
  name: string;
  /** @example "Anthropic" */
  provider: string | null;
  /** @example "For long texts" */
  description: string | null;
  /**
   * The provider's name of the model.
   * @example "claude-sonnet-4-5"
   */
  apiIdentifier: string | null;
  /**
   * The name of the server's environment variable with the key. The key itself is never stored.
   * @example "ANTHROPIC_API_KEY"
   */
  apiKeyEnvVar: string | null;
  /** @example 0.7 */
  temperature: number | null;
  /**
   * The maximum length of the model's output, in tokens.
   * @example 4096
   */
  maxTokens: number | null;
  /** @example true */
  supportsJson: boolean;
  /**
   * The context window, in tokens.
   * @example 200000
   */
  contextWindow: number | null;
  /**
   * Slug of the project.
   * @example "shop"
   */
  projectId: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface CreateAiModelDto {
  /**
   * Unique in the project; 1 to 255 characters.
   * @example "Claude Sonnet"
   */
  name: string;
  /** @example "Anthropic" */
  provider?: string | null;
  /** @example "For long texts" */
  description?: string | null;
  /**
   * The provider's name of the model.
   * @example "claude-sonnet-4-5"
   */
  apiIdentifier?: string | null;
  /**
   * The name of the server's environment variable with the key. The key itself is never stored.
   * @pattern ^[A-Z][A-Z0-9_]*$
   * @example "ANTHROPIC_API_KEY"
   */
  apiKeyEnvVar?: string | null;
  /**
   * @minimum 0
   * @maximum 2
   * @example 0.7
   */
  temperature?: number | null;
  /**
   * The maximum length of the model's output, in tokens.
   * @isInt
   * @minimum 1
   * @maximum 2147483647
   * @example 4096
   */
  maxTokens?: number | null;
  /**
   * The default is false.
   * @example true
   */
  supportsJson?: boolean | null;
  /**
   * The context window, in tokens.
   * @isInt
   * @minimum 1
   * @maximum 2147483647
   * @example 200000
   */
  contextWindow?: number | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

/** Absent fields keep their value. Null clears a field, and sets `supportsJson` to false. */
export interface UpdateAiModelDto {
  /** @example "Claude Sonnet 4.5" */
  name?: string | null;
  /** @example "Anthropic" */
  provider?: string | null;
  /**
   * Null clears it.
   * @example "For long texts"
   */
  description?: string | null;
  /**
   * The provider's name of the model.
   * @example "claude-sonnet-4-5"
   */
  apiIdentifier?: string | null;
  /**
   * The name of the server's environment variable with the key. The key itself is never stored.
   * @pattern ^[A-Z][A-Z0-9_]*$
   * @example "ANTHROPIC_API_KEY"
   */
  apiKeyEnvVar?: string | null;
  /**
   * @minimum 0
   * @maximum 2
   * @example 0.7
   */
  temperature?: number | null;
  /**
   * The maximum length of the model's output, in tokens.
   * @isInt
   * @minimum 1
   * @maximum 2147483647
   * @example 4096
   */
  maxTokens?: number | null;
  /** @example true */
  supportsJson?: boolean | null;
  /**
   * The context window, in tokens.
   * @isInt
   * @minimum 1
   * @maximum 2147483647
   * @example 200000
   */
  contextWindow?: number | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export function aiModelDto({ state }: AiModel, project: string): AiModelDto {
  const { id, name, provider, description, apiIdentifier, apiKeyEnvVar, createdAt, updatedAt } = state;
  const { temperature, maxTokens, supportsJson, contextWindow } = state;
  return {
    ...{ id, name, provider, description, apiIdentifier, apiKeyEnvVar },
    ...{ temperature, maxTokens, supportsJson, contextWindow, projectId: project, createdAt, updatedAt },
  };
}

/** The settings of a new model; absent ones are null. */
export function newSettings(body: CreateAiModelDto): AiModelSettings {
  return {
    name: body.name,
    provider: body.provider ?? null,
    description: body.description ?? null,
    apiIdentifier: body.apiIdentifier ?? null,
    apiKeyEnvVar: body.apiKeyEnvVar ?? null,
    temperature: body.temperature ?? null,
    maxTokens: body.maxTokens ?? null,
    supportsJson: body.supportsJson ?? false,
    contextWindow: body.contextWindow ?? null,
  };
}

export function patchOf({ tenantId: _tenantId, name, supportsJson, ...rest }: UpdateAiModelDto): AiModelPatch {
  return { ...rest, name: name ?? undefined, supportsJson: supportsJson === null ? false : supportsJson };
}
