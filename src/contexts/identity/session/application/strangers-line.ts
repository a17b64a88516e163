interface Place {
  readonly failures: number;
  readonly seen: number;
}

/** Twice the longest wait in a refusal. A network that does not come back within it loses its place. */
const KEPT_FOR_MS = 60_000;
const MAX_PLACES = 256;

/**
 * The networks that wait to try an account under guessing, with one place each. Those with the fewest failures come first, among these
 * the one that has waited longest, so that a network that tries again and again does not take every turn.
 */
export class StrangersLine {
  // The places are in the order of arrival.
  readonly #places = new Map<string, Place>();

  /** Gives the network a place, or keeps its place. Returns true when the next turn belongs to this network. */
  isNext(network: string, failures: number, now: number): boolean {
    for (const [each, { seen }] of this.#places) if (now - seen >= KEPT_FOR_MS) this.#places.delete(each);
    if (!this.#places.has(network) && this.#places.size >= MAX_PLACES && !this.#yieldsTo(failures)) return false;
    this.#places.set(network, { failures, seen: now });
    const fewest = this.#failures((...all) => Math.min(...all));
    return [...this.#places].find(([, place]) => place.failures === fewest)?.[0] === network;
  }

  leave(network: string): void {
    this.#places.delete(network);
  }

  /** The last in line makes room for a network that comes before it. */
  #yieldsTo(failures: number): boolean {
    const most = this.#failures((...all) => Math.max(...all));
    const last = [...this.#places].findLast(([, place]) => place.failures === most);
    return last !== undefined && failures < most && this.#places.delete(last[0]);
  }

  #failures(choose: (...all: number[]) => number): number {
    return choose(...[...this.#places.values()].map((place) => place.failures));
  }
}
