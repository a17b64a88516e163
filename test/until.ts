const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 5;

/** Waits until `look` gives something true, and returns it. Fails with what it saw last. */
export async function until<T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}; last seen: ${String(seen)}`);
    await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
  }
}
