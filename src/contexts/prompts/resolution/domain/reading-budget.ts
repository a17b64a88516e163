import { ResolutionTooLarge } from './resolution-errors';

/** Of all texts that one resolve reads, beside that of the prompt itself; in UTF-8. */
const MOST_BYTES = 16 * 1024 * 1024;

/** What one resolve may still read. It is asked before the texts are, so that no more of them is ever in memory. */
export class ReadingBudget {
  #left = MOST_BYTES;

  /** Throws ResolutionTooLarge. */
  take(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new ResolutionTooLarge(`The texts that the prompt reaches have more than ${MOST_BYTES} bytes`);
  }

  takeAll(texts: Iterable<{ readonly bytes: number }>): void {
    for (const { bytes } of texts) this.take(bytes);
  }
}
