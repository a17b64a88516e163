/** An event that waits longer, or a consumer without a sign of life for longer, shows a standstill. */
export const MAX_WAIT_SECONDS = 30;

/** The time of the last success, and the failure since. */
export class SignOfLife {
  #seenAt = performance.now();
  #failing = false;

  seen(): void {
    this.#seenAt = performance.now();
  }

  works(): void {
    this.seen();
    this.#failing = false;
  }

  fails(): void {
    this.#failing = true;
  }

  /** The trouble in words for health; null when there is none. */
  get trouble(): string | null {
    if (this.#failing) return 'failed in its last turn and tries again';
    const seconds = Math.floor((performance.now() - this.#seenAt) / 1000);
    return seconds <= MAX_WAIT_SECONDS ? null : `has given no sign of life for ${seconds} s`;
  }
}
