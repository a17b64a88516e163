/** Lets one in at a time, in the order of asking. SQLite has one writing connection per process. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve();

  /** Waits for its turn; gives what ends it. */
  async acquire(): Promise<() => void> {
    const before = this.#tail;
    let end = (): void => undefined;
    this.#tail = new Promise((resolve) => (end = resolve));
    await before;
    return end;
  }
}
