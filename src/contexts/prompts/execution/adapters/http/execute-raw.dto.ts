import type { FinishedRun } from '../../application/run-model';
import type { CostDto, TokenUsageDto } from './execute-prompt.dto';

export interface ExecuteRawDto {
  /** @example "You write mails." */
  userText: string;
  /**
   * The name of a system prompt.
   * @example "prompt-improver"
   */
  systemPromptName: string;
  /**
   * The id of an AI model of any project of the tenant that the caller may read.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21"
   */
  aiModelId: string;
  /**
   * Values for `${name}` in the system prompt, at most 5,000; null counts as not given.
   * @example { "language": "English" }
   */
  variables?: Record<string, unknown> | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface ExecutedRawDto {
  /** @example "You write friendly mails to customers." */
  response: string;
  usage: TokenUsageDto;
  /** Null when the model has no price in the configuration. */
  cost: CostDto | null;
  /**
   * Why the response ended: `stop`, `length`, `content-filter` and others that the provider names.
   * @example "stop"
   */
  finishReason: string;
}

export const executedRawDto = ({ text, usage, cost, finishReason }: FinishedRun): ExecutedRawDto => ({
  response: text,
  usage: { ...usage },
  cost,
  finishReason,
});
