/** Makes the pieces of a text well-formed: a surrogate pair that two pieces share comes with the second. */
export class WellFormedPieces {
  #half = '';

  /** Returns what can be passed on; the empty string when that is nothing yet. */
  next(piece: string): string {
    const text = `${this.#half}${piece}`;
    this.#half = /^[\uD800-\uDBFF]$/u.test(text.slice(-1)) ? text.slice(-1) : '';
    return text.slice(0, text.length - this.#half.length).toWellFormed();
  }

  /** The rest of the text: half of a pair whose other half did not come. */
  end(): string {
    const rest = this.#half.toWellFormed();
    this.#half = '';
    return rest;
  }
}
