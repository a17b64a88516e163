/** One prompt of the source. `line` is the line on which it begins, counted from 1. */
export interface SourceRow {
  readonly kind: 'row';
  readonly line: number;
  /** The text of the source, with the blanks around it. */
  readonly title: string;
  readonly text: string;
  /** The slug of the prompt; null: its slug follows from the title. */
  readonly slug: string | null;
}

/** A row that cannot be imported; `title` is null if it has none. */
export interface BadRow {
  readonly kind: 'bad';
  readonly line: number;
  readonly title: string | null;
  readonly reason: string;
}

export interface SourceSummary {
  /** The number of good and bad rows. */
  readonly rows: number;
  /** The fields that a prompt does not have; the import skips them. */
  readonly ignoredFields: readonly string[];
}

/** A source of prompts. Both methods begin at the start, and throw `Invalid` if the source is not readable. */
export abstract class PromptSource {
  abstract summary(): Promise<SourceSummary>;
  abstract rows(): AsyncIterable<SourceRow | BadRow>;
}
