import { type Checkpoint, openCheckpoint } from './checkpoint';
import { CompactRange, HASH_BYTES } from './merkle';
import { differencesIn, type StoredRow } from './row-check';
import { BadNote, type NoteVerifier, parseVerifierKey } from './signed-note';
import { type Finding, Findings } from './verification-findings';

/** The stored end of the log. */
export interface LogHead {
  /** The number of events, which is also the `seq` of the newest one. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Buffer;
  /** The frontier for appending the next event; see CompactRange.serialize. */
  readonly frontier: Buffer;
  /** The number of events by tenant, which is also the `tenantSeq` of its newest one. */
  readonly tenantSizes: ReadonlyMap<string, number>;
  /** The signed note for exactly this size; null only while the log is empty. */
  readonly checkpointNote: string | null;
}

export interface VerificationResult {
  readonly verdict: 'valid' | 'invalid';
  /** The number of rows read. */
  readonly size: number;
  /** The recomputed root in base64; null when rows are missing, because there is no root then. */
  readonly root: string | null;
  /** The first findings in detail, see MAX_FINDINGS. */
  readonly findings: readonly Finding[];
  readonly findingCount: number;
  /** The number of events that wait to be sequenced. They are no fault, but nothing is proved about them. */
  readonly pending: number;
}

/**
 * Recomputes a log from its rows. Give it every row in the order of `seq` with {@link add}, then the head of the same
 * snapshot with {@link finish}. Memory does not grow with the log, only with the number of tenants.
 */
export class LogVerification {
  private readonly verifier: NoteVerifier;
  private readonly findings = new Findings();
  private readonly tree = CompactRange.empty();
  private readonly tenantSeqs = new Map<string, number>();
  private readonly seen: readonly Checkpoint[];
  private readonly wanted: ReadonlySet<number>;
  private readonly rootAt = new Map<number, Buffer>();
  private rows = 0;
  private lastSeq = 0;
  private complete = true;

  /** `seen` has signed checkpoints of this log that were kept outside it. Throws BadNote when the verifier key is malformed. */
  constructor(options: { readonly verifierKey: string; readonly seen?: readonly string[] }) {
    this.verifier = parseVerifierKey(options.verifierKey);
    this.seen = (options.seen ?? []).flatMap((note) => this.open(note, 'a checkpoint seen before') ?? []);
    this.wanted = new Set(this.seen.map(({ size }) => size));
    this.rememberRoot();
  }

  add(row: StoredRow): void {
    this.rows += 1;
    if (this.isInOrder(row)) {
      this.checkTenant(row);
      this.grow(row);
    }
    for (const difference of differencesIn(row)) this.findings.add('changed', only(row), difference);
  }

  finish(head: LogHead, pending: number): VerificationResult {
    this.checkHead(head);
    for (const checkpoint of this.seen) this.checkSeen(checkpoint);
    return {
      verdict: this.findings.count === 0 ? 'valid' : 'invalid',
      size: this.rows,
      root: this.complete ? this.tree.root().toString('base64') : null,
      findings: this.findings.all,
      findingCount: this.findings.count,
      pending,
    };
  }

  private isInOrder(row: StoredRow): boolean {
    const expected = this.lastSeq + 1;
    if (row.seq < expected) {
      this.findings.add(
        'changed',
        only(row),
        `event ${row.eventId} stands at position ${text(row.seq)}, which is not its place in the log`,
      );
      return false;
    }
    if (row.seq > expected) {
      this.complete = false;
      this.findings.add('missing', { first: expected, last: row.seq - 1 }, `${rowsText(expected, row.seq - 1)} missing`);
    }
    this.lastSeq = row.seq;
    return true;
  }

  private checkTenant(row: StoredRow): void {
    const expected = (this.tenantSeqs.get(row.tenantId) ?? 0) + 1;
    if (row.tenantSeq !== expected) {
      const message = `tenant ${row.tenantId}: event ${text(row.tenantSeq)} follows event ${text(expected - 1)}`;
      this.findings.add('gap', only(row), message);
    }
    this.tenantSeqs.set(row.tenantId, row.tenantSeq);
  }

  /** Grows the tree with the stored leaf: when only the bytes of a row changed, the tree still proves the others. */
  private grow(row: StoredRow): void {
    if (!this.complete) return;
    if (row.leafHash.length !== HASH_BYTES) {
      this.complete = false;
      return;
    }
    this.tree.append(row.leafHash);
    this.rememberRoot();
  }

  private rememberRoot(): void {
    if (this.wanted.has(this.tree.size)) this.rootAt.set(this.tree.size, this.tree.root());
  }

  private checkHead(head: LogHead): void {
    const rows = { first: 1, last: this.lastSeq };
    if (this.lastSeq < head.size) this.truncated(head.size, 'its head');
    else if (this.lastSeq > head.size) {
      this.findings.add(
        'changed',
        { first: head.size + 1, last: this.lastSeq },
        `${rowsText(head.size + 1, this.lastSeq)} beyond the head of the log`,
      );
    } else if (this.complete && !this.tree.root().equals(head.root)) {
      this.findings.add('changed', rows, 'the root of the tree differs from the head of the log');
    } else if (this.complete && !this.tree.serialize().equals(head.frontier)) {
      this.findings.add('changed', rows, 'the frontier of the tree differs from the head of the log');
    }
    if (this.complete && this.lastSeq === head.size) this.checkTenantSizes(head.tenantSizes);
    this.checkHeadNote(head);
  }

  /** Checks only a complete log: missing rows at its end are a finding already, and would be one again for each tenant. */
  private checkTenantSizes(sizes: ReadonlyMap<string, number>): void {
    for (const tenantId of new Set([...this.tenantSeqs.keys(), ...sizes.keys()])) {
      const [recorded, stored] = [this.tenantSeqs.get(tenantId) ?? 0, sizes.get(tenantId) ?? 0];
      if (recorded === stored) continue;
      this.findings.add('changed', null, `tenant ${tenantId}: its head has ${text(stored)} events, the log has ${text(recorded)}`);
    }
  }

  private checkHeadNote(head: LogHead): void {
    if (head.checkpointNote === null) {
      if (head.size > 0) this.findings.add('bad_checkpoint', null, 'the head of the log has no signed checkpoint');
      return;
    }
    const checkpoint = this.open(head.checkpointNote, 'the checkpoint of the head');
    if (checkpoint === undefined) return;
    if (checkpoint.size > head.size) this.truncated(checkpoint.size, 'its signed checkpoint');
    else if (checkpoint.size < head.size) {
      const message = `the signed checkpoint covers ${text(checkpoint.size)} of the ${text(head.size)} events of the head`;
      this.findings.add('bad_checkpoint', null, message);
    } else if (!checkpoint.root.equals(head.root)) {
      this.findings.add('bad_checkpoint', null, 'the signed checkpoint and the head of the log have different roots');
    }
  }

  private checkSeen({ size, root }: Checkpoint): void {
    if (size > this.lastSeq) {
      this.truncated(size, 'a checkpoint seen before');
      return;
    }
    const recomputed = this.rootAt.get(size);
    if (recomputed?.equals(root) === false) {
      this.findings.add('changed', { first: 1, last: size }, `the first ${text(size)} events are not those of a checkpoint seen before`);
    }
  }

  private truncated(size: number, than: string): void {
    const message = `the log ends at ${text(this.lastSeq)} and is shorter than ${than}, which has ${text(size)} events`;
    this.findings.add('truncated', { first: this.lastSeq + 1, last: size }, message);
  }

  private open(note: string, what: string): Checkpoint | undefined {
    try {
      return openCheckpoint(note, this.verifier);
    } catch (error) {
      if (!(error instanceof BadNote)) throw error;
      this.findings.add('bad_checkpoint', null, `${what}: ${error.message}`);
      return undefined;
    }
  }
}

const text = (value: number): string => value.toString();
const only = (row: StoredRow): { first: number; last: number } => ({ first: row.seq, last: row.seq });
const rowsText = (first: number, last: number): string =>
  first === last ? `row ${text(first)} is` : `rows ${text(first)} to ${text(last)} are`;
