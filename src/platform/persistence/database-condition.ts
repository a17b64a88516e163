/** What keeps the database from its work. */
export type Trouble = 'away' | 'disk_full' | 'busy';

/** A lock is given back between two waits for it; and on a full disk what does not grow, such as a lease, can still be written. */
const RELIEF_MS = 10_000;
/** A change that is kept shows that there is room, unless another one fails this soon: then it found the last free bytes. */
const ROOM_MS = 1_000;

/** What this process knows of its database from what it asked of it: for health, metrics and the log. */
export class DatabaseCondition {
  readonly #troubles = new Map<Trouble, string>();
  readonly #listeners: ((trouble: Trouble, reason: string | null) => void)[] = [];
  readonly #lastAt = new Map<Trouble, number>();
  /** Whether a change was kept since the disk was found full last. */
  #hasKept = false;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Why; null while there is no such trouble. */
  reasonOf(trouble: Trouble): string | null {
    return this.#troubles.get(trouble) ?? null;
  }

  /** Called at the beginning of each trouble with its reason, and at its end with null. */
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

  /** `isChange`: rows were added for it, and not only bookkeeping written over. */
  committed(isChange: boolean): void {
    if (isChange) this.#hasKept = true;
    this.#relieve('disk_full', this.#hasKept ? ROOM_MS : RELIEF_MS);
  }

  /** To be called now and then: that nobody waits in vain any more, nothing else tells; nor that no further change has failed. */
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
