/** Keeps the newest checkpoint outside the database, so that a truncated or rewritten log is noticed. */
export abstract class CheckpointArchive {
  abstract keep(note: string): Promise<void>;
  /** The last stored checkpoint; null when there is none. */
  abstract latest(): Promise<string | null>;
}
