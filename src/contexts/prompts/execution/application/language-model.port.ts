import type { ExecutableModel } from '../domain/executable-model';

export interface ModelRequest {
  readonly model: ExecutableModel;
  /** The instructions of the system message; null sends none. */
  readonly system: string | null;
  /** The text of the user message. */
  readonly text: string;
  /** The prompt whose text it is, for traces; null for other texts. */
  readonly prompt: { readonly name: string; readonly version: string } | null;
}

/** The tokens that the provider counted; null where it says nothing. */
export interface ModelUsage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

export interface ModelResponse {
  readonly text: string;
  readonly usage: ModelUsage;
  /** The model that answered, as the provider names it; null where it says nothing. */
  readonly model: string | null;
  /** Why the response ended: `stop`, `length`, `content-filter` and others that the provider names. */
  readonly finishReason: string;
}

export interface ModelCallOptions {
  /** Aborts the call at the provider. */
  readonly signal: AbortSignal;
}

/**
 * Calls a language model. Both methods retry what is safe to repeat, end at the configured timeouts and bounds, and throw ExecutionFailed,
 * which repeats nothing of what the provider said. No transaction may be open while one of them runs.
 */
export abstract class LanguageModel {
  /** Returns the whole response. */
  abstract generate(request: ModelRequest, options: ModelCallOptions): Promise<ModelResponse>;
  /** Yields the text piece by piece, as fast as the caller asks for it, and returns the whole response. Ending the iteration ends the call. */
  abstract stream(request: ModelRequest, options: ModelCallOptions): AsyncGenerator<string, ModelResponse, void>;
}
