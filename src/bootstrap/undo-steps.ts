/** What has to be undone at the end, the newest first. */
export class UndoSteps {
  readonly #steps: (() => unknown)[] = [];

  push(...steps: readonly (() => unknown)[]): void {
    this.#steps.push(...steps);
  }

  /** Takes every step once, also after one that failed. Throws an AggregateError of what failed. */
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
