/** One fault of the input: `pointer` is an RFC 6901 JSON pointer into the body, or `?name` for a parameter. */
export interface FieldError {
  readonly pointer: string;
  readonly message: string;
}

/** As many faults of one input are looked for and listed; a sender that made more of them does not need them all. */
export const MOST_FAULTS = 100;

/** Stands behind the last listed fault when there are more. */
export const AND_MORE = 'and more';

/** The first faults of an input, in the order in which they were found. */
export class Faults {
  readonly #found: FieldError[] = [];

  add(pointer: string, message: string): void {
    if (!this.areEnough) this.#found.push({ pointer, message });
  }

  /** One more than is listed, so that the answer can say that there are more. */
  get areEnough(): boolean {
    return this.#found.length > MOST_FAULTS;
  }

  get list(): readonly FieldError[] {
    return this.#found;
  }
}

/** All of them in one sentence, as far as they are listed. */
export const sentenceOf = (errors: readonly FieldError[]): string => {
  const messages = [...new Set(errors.slice(0, MOST_FAULTS).map((each) => each.message))];
  return [...messages, ...(errors.length > MOST_FAULTS ? [AND_MORE] : [])].join('; ');
};
