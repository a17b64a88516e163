/**
 * The kinds of faults in a log.
 * - `changed`: bytes, a column, a clear value or the tree differ from what was recorded
 * - `missing`: rows are absent before the last one
 * - `gap`: the events of one tenant are not numbered one after the other
 * - `truncated`: the log is shorter than its head or than a checkpoint that was seen before
 * - `bad_checkpoint`: a checkpoint is malformed, wrongly signed or does not belong to the head
 */
export type FindingKind = 'changed' | 'missing' | 'gap' | 'truncated' | 'bad_checkpoint';

export interface Finding {
  readonly kind: FindingKind;
  /** The `seq` of the first and the last affected row; null when the finding is not about rows. */
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  /** A sentence for people. */
  readonly message: string;
}

const MAX_FINDINGS = 100;

/** Keeps the first {@link MAX_FINDINGS} and counts the others, so that the findings of a completely wrong log fit into memory. */
export class Findings {
  private readonly kept: Finding[] = [];
  private total = 0;

  add(kind: FindingKind, rows: { first: number; last: number } | null, message: string): void {
    this.total += 1;
    if (this.kept.length < MAX_FINDINGS) this.kept.push({ kind, firstSeq: rows?.first ?? null, lastSeq: rows?.last ?? null, message });
  }

  get all(): readonly Finding[] {
    return this.kept;
  }

  get count(): number {
    return this.total;
  }
}
