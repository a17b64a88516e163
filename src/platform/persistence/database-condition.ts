/** What keeps the database from its work. */
export type Trouble = 'away' | 'disk_full';

/** A commit sooner than this after a full disk may only have found the last free bytes. */
const RELIEF_MS = 10_000;

/** What this process knows of its database from what it asked of it: for health, metrics and the log. */
export class DatabaseCondition {
  readonly #troubles = new Map<Trouble, string>();
  readonly #listeners: ((trouble: Trouble, reason: string | null) => void)[] = [];
  #lastFullAt = 0;

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
    if (trouble === 'disk_full') this.#lastFullAt = this.now();
    if (this.#troubles.has(trouble)) return;
    this.#troubles.set(trouble, reason);
    this.#tell(trouble, reason);
  }

  end(trouble: Trouble): void {
    if (this.#troubles.delete(trouble)) this.#tell(trouble, null);
  }

  committed(): void {
    if (this.#troubles.has('disk_full') && this.now() - this.#lastFullAt >= RELIEF_MS) this.end('disk_full');
  }

  #tell(trouble: Trouble, reason: string | null): void {
    for (const each of this.#listeners) each(trouble, reason);
  }
}
