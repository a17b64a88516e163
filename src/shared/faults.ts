/** One fault of the input: `pointer` is an RFC 6901 JSON pointer into the body, or `?name` for a parameter. */
export interface FieldError {
  readonly pointer: string;
  readonly message: string;
}

/** The maximum number of faults that are listed for one input. */
export const MAX_FAULTS = 100;

/** This text follows the last listed fault when there are more. */
export const AND_MORE = 'and more';

/** The first faults of an input, in the order in which they were found. */
export class Faults {
  readonly #found: FieldError[] = [];

  add(pointer: string, message: string): void {
    if (!this.areEnough) this.#found.push({ pointer, message });
  }

  /** True at one fault more than the maximum, so that the response can say that there are more. */
  get areEnough(): boolean {
    return this.#found.length > MAX_FAULTS;
  }

  get list(): readonly FieldError[] {
    return this.#found;
  }
}

/** Joins the listed faults into one sentence. */
export const sentenceOf = (errors: readonly FieldError[]): string => {
  const messages = [...new Set(errors.slice(0, MAX_FAULTS).map((each) => each.message))];
  return [...messages, ...(errors.length > MAX_FAULTS ? [AND_MORE] : [])].join('; ');
};
