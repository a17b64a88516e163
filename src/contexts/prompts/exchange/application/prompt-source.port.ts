/** One prompt of the source. `line` is where it begins, counted from 1. */
export interface SourceRow {
  readonly kind: 'row';
  readonly line: number;
  /** As it stands in the source, edges included. */
  readonly title: string;
  readonly text: string;
  /** Names the prompt; null: its title does. */
  readonly slug: string | null;
}

/** A row that cannot be imported; `title` is null when it has none. */
export interface BadRow {
  readonly kind: 'bad';
  readonly line: number;
  readonly title: string | null;
  readonly reason: string;
}

export interface SourceSummary {
  /** Good and bad ones. */
  readonly rows: number;
  /** Fields that have no counterpart in a prompt, and are left out. */
  readonly ignoredFields: readonly string[];
}

/** Where prompts are read from. Both methods begin at the start, and throw `Invalid` for what is not readable at all. */
export abstract class PromptSource {
  abstract summary(): Promise<SourceSummary>;
  abstract rows(): AsyncIterable<SourceRow | BadRow>;
}
