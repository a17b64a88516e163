import { DomainError } from '#shared/errors';
import type { Weight } from './reading-budget';

/** The bounds of all resolves of one batch together, beside the bounds that each of them has. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_PLACEHOLDERS = 250_000;
const MAX_OUTPUT_LENGTH = 16 * 1024 * 1024;

/** The batch as a whole would exceed the bounds of one request; alone this item might not. */
export class BatchTooLarge extends DomainError {
  constructor(what: string) {
    super(
      'unprocessable',
      'prompts.batch_too_large',
      `The items of the batch have together more than ${what}; resolve this one in another request`,
    );
  }
}

/** What is left for the items of one batch. An item that finds too little is refused, and what it took is gone. */
export class BatchBudget {
  #bytes = MAX_BYTES;
  #placeholders = MAX_PLACEHOLDERS;
  #output = MAX_OUTPUT_LENGTH;

  /** Throws BatchTooLarge. */
  take({ bytes, placeholders }: Weight): void {
    if (bytes > this.#bytes) throw new BatchTooLarge(`${MAX_BYTES} bytes of texts that they read`);
    if (placeholders > this.#placeholders) throw new BatchTooLarge(`${MAX_PLACEHOLDERS} placeholders`);
    this.#bytes -= bytes;
    this.#placeholders -= placeholders;
  }

  /** Of what is shown of an item, in characters (UTF-16 units). Throws BatchTooLarge. */
  takeOutput(length: number): void {
    if (length > this.#output) throw new BatchTooLarge(`${MAX_OUTPUT_LENGTH} characters in their responses`);
    this.#output -= length;
  }
}
