export interface ModelPrice {
  /** The provider's name of the model. */
  readonly model: string;
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
  readonly currency: string;
}

export interface Cost {
  readonly amount: number;
  readonly currency: string;
}

interface Tokens {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

/** The amount is rounded to millionths. Null where the model has no price or the provider counted no tokens. */
export function costOf(prices: readonly ModelPrice[], model: string, { inputTokens, outputTokens }: Tokens): Cost | null {
  const price = prices.find((each) => each.model === model);
  if (!price || inputTokens === null || outputTokens === null) return null;
  const millionths = inputTokens * price.inputPerMillion + outputTokens * price.outputPerMillion;
  return { amount: Math.round(millionths) / 1_000_000, currency: price.currency };
}
