import { Invalid, type FieldError } from '#shared/errors';
import { servedMetadata, type ServedMetadataDto } from '../../../resolution/application/served-metadata';
import type { ExecutedRun, ExecutedText } from '../../application/execute-prompt';

/** Either `projectId` and `promptId`, or `promptText`. */
export interface ExecutePromptDto {
  /**
   * The id of an AI model of any project of the tenant that the caller may read.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21"
   */
  modelId: string;
  /**
   * Slug of the project.
   * @example "shop"
   */
  projectId?: string | null;
  /**
   * Slug of the prompt.
   * @example "order-mail"
   */
  promptId?: string | null;
  /**
   * A tag; `latest`, the default, is the newest active version.
   * @example "latest"
   */
  versionTag?: string | null;
  /** @example "fr" */
  languageCode?: string | null;
  /** A text of its own, in which only variables are replaced. */
  promptText?: string | null;
  /**
   * Values by name, at most 5,000; null counts as not given.
   * @example { "who": "Bo" }
   */
  variables?: Record<string, unknown> | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface ExecutedModelDto {
  id: string;
  /** @example "Claude Sonnet" */
  name: string;
  /** @example "Anthropic" */
  provider: string | null;
  /** @example 0.7 */
  temperature: number | null;
  /** @example 4096 */
  maxTokens: number | null;
}

/** The tokens that the provider counted; null where it says nothing. */
export interface TokenUsageDto {
  /** @example 21 */
  inputTokens: number | null;
  /** @example 143 */
  outputTokens: number | null;
}

/** What the execution cost by the prices in the server's configuration. */
export interface CostDto {
  /** @example 0.002208 */
  amount: number;
  /** @example "USD" */
  currency: string;
}

export interface ExecutionMetadataDto {
  /** How the prompt was resolved; null for a bare text. */
  prompt: ServedMetadataDto | null;
  model: ExecutedModelDto;
  usage: TokenUsageDto;
  /** Null when the model has no price in the configuration. */
  cost: CostDto | null;
  /**
   * Why the response ended: `stop`, `length`, `content-filter` and others that the provider names.
   * @example "stop"
   */
  finishReason: string;
  /** @example 1873 */
  durationMs: number;
}

export interface ExecutedDto {
  /** @example "Dear Bo, your order is on its way." */
  result: string;
  /**
   * The provider's name of the model.
   * @example "claude-sonnet-4-5"
   */
  modelUsed: string;
  /** @example "Anthropic" */
  providerUsed: string;
  metadata: ExecutionMetadataDto;
}

const FORMS = 'give projectId and promptId, or promptText';

/** Throws Invalid for neither form, for both, and for what the form of a bare text would ignore. */
export function executedText(body: ExecutePromptDto): ExecutedText {
  const { projectId = null, promptId = null, promptText = null, versionTag = null, languageCode = null } = body;
  const errors: FieldError[] = [];
  const fail = (field: string, message: string): void => void errors.push({ pointer: `/${field}`, message });
  if (promptText === null) {
    if (promptId === null) fail('promptId', FORMS);
    if (projectId === null) fail('projectId', FORMS);
  } else {
    if (promptId !== null) fail('promptId', `${FORMS}, and not both`);
    if (versionTag !== null) fail('versionTag', 'versionTag belongs to promptId');
    if (languageCode !== null) fail('languageCode', 'languageCode belongs to promptId');
  }
  if (errors.length > 0) throw new Invalid('execution.input_invalid', errors);
  if (promptText !== null) return { promptText, project: projectId };
  return { project: projectId ?? '', prompt: promptId ?? '', versionTag: versionTag ?? 'latest', languageCode };
}

export function executedDto({ model, served, run }: ExecutedRun): ExecutedDto {
  const { id, name, provider, temperature, maxTokens } = model;
  return {
    result: run.text,
    modelUsed: run.executed.identifier,
    providerUsed: provider ?? run.executed.provider,
    metadata: {
      prompt: served && servedMetadata(served),
      model: { id, name, provider, temperature, maxTokens },
      usage: { ...run.usage },
      cost: run.cost,
      finishReason: run.finishReason,
      durationMs: run.durationMs,
    },
  };
}
