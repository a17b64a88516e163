const CONCURRENCY = 6;

/** What `read` gives for each item, in their order; a few are read at once. */
export async function* ahead<T, U>(items: readonly T[], read: (item: T) => Promise<U>): AsyncGenerator<U, void> {
  const under: Promise<U>[] = [];
  const begin = (item: T): void => {
    const reading = read(item);
    // The failure reaches the code that awaits the promise; when nothing awaits it any more, it must not end the process.
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
