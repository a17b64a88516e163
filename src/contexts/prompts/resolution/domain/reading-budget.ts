import { MAX_PLACEHOLDERS_PER_RESOLVE } from '../../template/domain/placeholder-count';
import { ResolutionTooLarge } from './resolution-errors';

/** The maximum UTF-8 bytes of all texts that one resolve reads, without that of the prompt itself. */
const MAX_BYTES = 16 * 1024 * 1024;

export interface Weight {
  readonly bytes: number;
  readonly placeholders: number;
}

/** The remaining budget of one resolve for reading and compiling. It is checked before the texts are read, so that no more of them is ever in memory. */
export class ReadingBudget {
  #bytes = MAX_BYTES;
  #placeholders = MAX_PLACEHOLDERS_PER_RESOLVE;

  /** `whole`: what this resolve is a part of, which has a budget as well. */
  constructor(private readonly whole?: { take(weight: Weight): void }) {}

  /** Throws ResolutionTooLarge. */
  take({ bytes, placeholders }: Weight): void {
    this.#bytes -= bytes;
    this.#placeholders -= placeholders;
    if (this.#bytes < 0) throw new ResolutionTooLarge(`The texts that the prompt reaches have more than ${MAX_BYTES} bytes`);
    if (this.#placeholders < 0)
      throw new ResolutionTooLarge(`The prompt and the texts that it reaches have more than ${MAX_PLACEHOLDERS_PER_RESOLVE} placeholders`);
    this.whole?.take({ bytes, placeholders });
  }

  takeAll(texts: Iterable<Weight>): void {
    for (const each of texts) this.take(each);
  }
}
