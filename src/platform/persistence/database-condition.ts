/** The kinds of trouble that keep the database from working. */
export type Trouble = 'away' | 'disk_full' | 'busy';

/** The time after its last failure when a trouble ends without a proof: on a full disk, writes without growth (a lease) succeed and prove nothing. */
const RELIEF_MS = 10_000;
/** A committed change shows that there is room, unless another one fails within this time: then it used the last free bytes. */
const ROOM_MS = 1_000;

/** What this process knows about its database from its own statements, for health, metrics and the log. */
export class DatabaseCondition {
  readonly #troubles = new Map<Trouble, string>();
  readonly #listeners: ((trouble: Trouble, reason: string | null) => void)[] = [];
  readonly #lastAt = new Map<Trouble, number>();
  /** Whether a change was committed since the disk was last full. */
  #hasKept = false;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The reason of the trouble; null while there is none of that kind. */
  reasonOf(trouble: Trouble): string | null {
    return this.#troubles.get(trouble) ?? null;
  }

  /** Calls the listener with the reason when a trouble begins, and with null when it ends. */
  onChange(listener: (trouble: Trouble, reason: string | null) => void): void {
    this.#listeners.push(listener);
  }

  begin(trouble: Trouble, reason: string): void {
    this.#lastAt.set(trouble, this.now());
    if (trouble === 'disk_full') this.#hasKept = false;
    if (this.#troubles.has(trouble)) return;
    this.#troubles.set(trouble, reason);
    this.#tell(trouble, reason);
  }

  end(trouble: Trouble): void {
    if (this.#troubles.delete(trouble)) this.#tell(trouble, null);
  }

  /** `isChange` is true when the transaction added rows, and false when it only overwrote bookkeeping. */
  committed(isChange: boolean): void {
    if (isChange) this.#hasKept = true;
    this.#relieve('disk_full', this.#hasKept ? ROOM_MS : RELIEF_MS);
  }

  /** Call it regularly: it ends a trouble when no wait and no change has failed for a while, which no other event shows. */
  look(): void {
    this.#relieve('busy', RELIEF_MS);
    if (this.#hasKept) this.#relieve('disk_full', ROOM_MS);
  }

  #relieve(trouble: Trouble, afterMs: number): void {
    if (this.now() - (this.#lastAt.get(trouble) ?? 0) >= afterMs) this.end(trouble);
  }

  #tell(trouble: Trouble, reason: string | null): void {
    for (const each of this.#listeners) each(trouble, reason);
  }
}
