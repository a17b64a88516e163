import type { TemplateNoteKind } from '../domain/source-template';

export type ImportOutcome = 'created' | 'updated' | 'unchanged';

export interface ImportNote {
  /** Null for a note that concerns the whole source. */
  readonly line: number | null;
  readonly slug: string | null;
  /** `warning`: a warning of the server. */
  readonly kind: TemplateNoteKind | 'slug_suffix' | 'slug_hash' | 'ignored_field' | 'warning';
  readonly message: string;
}

export interface ImportFailure {
  readonly line: number;
  readonly title: string | null;
  readonly reason: string;
}

export interface ImportedRow {
  readonly line: number;
  readonly slug: string;
  readonly title: string;
  readonly outcome: ImportOutcome;
}

/** The progress of an import. */
export type ImportEvent =
  ({ readonly event: 'row' } & ImportedRow) | ({ readonly event: 'failed' } & ImportFailure) | ({ readonly event: 'note' } & ImportNote);

export interface ImportReport {
  readonly project: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Sorted by line, like the notes. */
  readonly failed: readonly ImportFailure[];
  readonly notes: readonly ImportNote[];
  /** The reason why the import ended before the end of the source; null if it did not. */
  readonly stopped: string | null;
}

/** Collects the results of rows, which finish in any order. */
export class ImportTally {
  private readonly counts: Record<ImportOutcome, number> = { created: 0, updated: 0, unchanged: 0 };
  private readonly failures: ImportFailure[] = [];
  private readonly notes: ImportNote[] = [];

  constructor(private readonly onEvent: (event: ImportEvent) => void = () => undefined) {}

  count(row: ImportedRow): void {
    this.counts[row.outcome]++;
    this.onEvent({ event: 'row', ...row });
  }

  fail(failure: ImportFailure): void {
    this.failures.push(failure);
    this.onEvent({ event: 'failed', ...failure });
  }

  note(notes: readonly ImportNote[]): void {
    this.notes.push(...notes);
    for (const each of notes) this.onEvent({ event: 'note', ...each });
  }

  get rows(): number {
    return this.counts.created + this.counts.updated + this.counts.unchanged + this.failures.length;
  }

  report(project: string, stopped: string | null): ImportReport {
    return { project, ...this.counts, failed: this.failures.toSorted(byLine), notes: this.notes.toSorted(byLine), stopped };
  }
}

/** The sort is stable: the notes of one row keep their order. */
const byLine = (a: { readonly line: number | null }, b: { readonly line: number | null }): number => (a.line ?? 0) - (b.line ?? 0);
