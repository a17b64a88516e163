/** Steps that undo a start, the newest first. */
export class UndoSteps {
  readonly #steps: (() => unknown)[] = [];

  push(...steps: readonly (() => unknown)[]): void {
    this.#steps.push(...steps);
  }

  /** Runs every step once, even after one that failed. Throws an AggregateError of all failures. */
  async unwind(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of this.#steps.splice(0).toReversed()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, `not everything could be stopped: ${errors.map(String).join('; ')}`);
  }
}
