/** An event that waits longer, or a consumer without a sign of life for longer, tells of something that stands still. */
export const MAX_WAIT_SECONDS = 30;

/** When something was last seen to work, and what failed since. */
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

  /** What is wrong, in words for health; null when nothing is. */
  get trouble(): string | null {
    if (this.#failing) return 'failed in its last turn and tries again';
    const seconds = Math.floor((performance.now() - this.#seenAt) / 1000);
    return seconds <= MAX_WAIT_SECONDS ? null : `has given no sign of life for ${seconds} s`;
  }
}
