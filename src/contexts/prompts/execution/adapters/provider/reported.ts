import type { ModelResponse } from '../../application/language-model.port';

interface Counted {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

/** More than any model takes, and few enough that every sum and cost of them is exact. */
const MAX_TOKENS = 1_000_000_000;
const MAX_NAME_LENGTH = 255;

/** What a provider says about its response. A count or name that cannot be right counts as not said. */
export const reported = (
  { inputTokens, outputTokens }: Counted,
  { modelId }: { readonly modelId: string },
): Pick<ModelResponse, 'usage' | 'model'> => ({
  usage: { inputTokens: count(inputTokens), outputTokens: count(outputTokens) },
  model: modelId.length <= MAX_NAME_LENGTH ? modelId.toWellFormed() : null,
});

const count = (tokens: number | undefined): number | null =>
  tokens !== undefined && Number.isInteger(tokens) && tokens >= 0 && tokens <= MAX_TOKENS ? tokens : null;
