/** What keeps the database from its work. */
export type Trouble = 'away' | 'disk_full' | 'busy';

/** A commit sooner than this after a full disk may only have found the last free bytes; and a lock is given back between two of them. */
const RELIEF_MS = 10_000;

/** What this process knows of its database from what it asked of it: for health, metrics and the log. */
export class DatabaseCondition {
  readonly #troubles = new Map<Trouble, string>();
  readonly #listeners: ((trouble: Trouble, reason: string | null) => void)[] = [];
  readonly #lastAt = new Map<Trouble, number>();

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
    if (this.#troubles.has(trouble)) return;
    this.#troubles.set(trouble, reason);
    this.#tell(trouble, reason);
  }

  end(trouble: Trouble): void {
    if (this.#troubles.delete(trouble)) this.#tell(trouble, null);
  }

  committed(): void {
    this.#relieve('disk_full');
  }

  /** To be called now and then: that nobody waits in vain any more, nothing else tells. */
  look(): void {
    this.#relieve('busy');
  }

  #relieve(trouble: Trouble): void {
    if (this.now() - (this.#lastAt.get(trouble) ?? 0) >= RELIEF_MS) this.end(trouble);
  }

  #tell(trouble: Trouble, reason: string | null): void {
    for (const each of this.#listeners) each(trouble, reason);
  }
}
