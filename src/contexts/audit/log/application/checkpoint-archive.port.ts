/** Keeps the newest checkpoint outside of the database, so that a log that was cut or rewritten is noticed. */
export abstract class CheckpointArchive {
  abstract keep(note: string): Promise<void>;
  /** The checkpoint kept last, or null. */
  abstract latest(): Promise<string | null>;
}
