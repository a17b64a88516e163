const CONCURRENCY = 6;

/** Yields the result of `read` for each item in order. It reads a few items at the same time. */
export async function* ahead<T, U>(items: readonly T[], read: (item: T) => Promise<U>): AsyncGenerator<U, void> {
  const under: Promise<U>[] = [];
  const begin = (item: T): void => {
    const reading = read(item);
    // The failure reaches the code that awaits the promise. If no code awaits it any more, the failure must not end the process.
    reading.catch(() => undefined);
    under.push(reading);
  };
  for (const item of items) {
    begin(item);
    const first = under.length >= CONCURRENCY ? under.shift() : undefined;
    if (first) yield await first;
  }
  for (const rest of under) yield await rest;
}
