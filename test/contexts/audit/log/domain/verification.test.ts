import type { AuditEnvelope } from '#shared/audit-envelope';
import { canonicalBytes } from '#shared/canonical-json';
import { signCheckpoint } from '#contexts/audit/log/domain/checkpoint';
import { columnsOf, readCanonical } from '#contexts/audit/log/domain/canonical-event';
import { hashesOf, type LogRecord, recordOf } from '#contexts/audit/log/domain/log-record';
import { CompactRange, EMPTY_ROOT, leafHash } from '#contexts/audit/log/domain/merkle';
import type { StoredRow } from '#contexts/audit/log/domain/row-check';
import { signNote, verifierKeyOf } from '#contexts/audit/log/domain/signed-note';
import { type LogHead, LogVerification, type VerificationResult } from '#contexts/audit/log/domain/verification';
import { countingSalt, envelope, OTHER_TENANT, TENANT } from '../../envelopes';
import { LOG_KEY, otherKey } from './keys';

const verifierKey = verifierKeyOf(LOG_KEY);

const stored = (record: LogRecord): StoredRow => ({
  seq: record.seq,
  tenantId: record.columns.tenantId,
  tenantSeq: record.tenantSeq,
  eventId: record.columns.eventId,
  leafHash: record.leafHash,
  canonical: record.canonical,
  columns: record.columns,
  personal: record.personal,
});

/** A log of `size` events of two tenants in turns. */
function logOf(size: number): StoredRow[] {
  const salt = countingSalt();
  return Array.from({ length: size }, (_, i) => {
    const of: Partial<AuditEnvelope> = { tenantId: i % 2 === 0 ? TENANT : OTHER_TENANT };
    return stored(recordOf(envelope(i + 1, of), { seq: i + 1, tenantSeq: Math.floor(i / 2) + 1 }, salt));
  });
}

function treeOf(rows: readonly StoredRow[]): CompactRange {
  const tree = CompactRange.empty();
  for (const row of rows) tree.append(row.leafHash);
  return tree;
}

function headOf(rows: readonly StoredRow[]): LogHead {
  const tree = treeOf(rows);
  const end = { size: rows.length, root: tree.root() };
  const tenantSizes = new Map(rows.map((row) => [row.tenantId, row.tenantSeq]));
  return { ...end, frontier: tree.serialize(), tenantSizes, checkpointNote: signCheckpoint(end, LOG_KEY) };
}

function verify(rows: readonly StoredRow[], head: LogHead, seen: readonly string[] = []): VerificationResult {
  const verification = new LogVerification({ verifierKey, seen });
  for (const row of rows) verification.add(row);
  return verification.finish(head, 0);
}

const found = (result: VerificationResult): unknown[] => result.findings.map(({ kind, firstSeq, lastSeq }) => [kind, firstSeq, lastSeq]);
const words = (result: VerificationResult): string => result.findings.map(({ message }) => message).join('\n');
const replaced = (rows: readonly StoredRow[], seq: number, change: (row: StoredRow) => StoredRow): StoredRow[] =>
  rows.map((row) => (row.seq === seq ? change(row) : row));
/** What somebody with the database's password would do: other bytes, and leaf and columns to match. */
function rewritten(row: StoredRow, changes: object): StoredRow {
  const canonical = canonicalBytes({ ...readCanonical(row.canonical), ...changes });
  return { ...row, canonical, ...hashesOf(canonical), columns: columnsOf(canonical) };
}

describe('verifying a log', () => {
  const rows = logOf(9);
  const head = headOf(rows);
  const note = (size: number): string => headOf(rows.slice(0, size)).checkpointNote ?? '';

  it('says valid, with size and root, when all is as it was recorded', () => {
    const verification = new LogVerification({ verifierKey });
    for (const row of rows) verification.add(row);
    expect(verification.finish(head, 4)).toEqual({
      verdict: 'valid',
      size: 9,
      root: treeOf(rows).root().toString('base64'),
      findings: [],
      findingCount: 0,
      pending: 4,
    });
  });

  it('says valid for a log without events, with and without a checkpoint', () => {
    const nothing = { size: 0, root: EMPTY_ROOT, frontier: Buffer.alloc(0), tenantSizes: new Map<string, number>() };
    expect(verify([], { ...nothing, checkpointNote: null }).verdict).toBe('valid');
    expect(verify([], headOf([])).verdict).toBe('valid');
  });

  it('says valid against every checkpoint it has ever signed', () => {
    const notes = Array.from({ length: 10 }, (_, size) => note(size));
    expect(verify(rows, head, notes).findings).toEqual([]);
  });

  it('says valid when clear values were erased', () => {
    const erased = rows.map((row) => ({ ...row, personal: row.personal.slice(1) }));
    expect(verify(erased, head).verdict).toBe('valid');
  });

  describe('finds changed', () => {
    it('one byte of one event, and blames only that', () => {
      const tampered = replaced(rows, 4, (row) => {
        const canonical = Buffer.from(row.canonical);
        canonical[20] = (canonical[20] ?? 0) ^ 1;
        return { ...row, canonical };
      });
      const result = verify(tampered, head);
      expect(result.verdict).toBe('invalid');
      expect(found(result)).toEqual([['changed', 4, 4]]);
      expect(words(result)).toContain('canonical bytes do not hash to its leaf');
    });

    it.each(Object.keys(rows[0]?.columns ?? {}))('the column %s', (column) => {
      const tampered = replaced(rows, 3, (row) => ({ ...row, columns: { ...row.columns, [column]: 'forged' } }));
      const result = verify(tampered, head);
      expect(found(result)).toEqual([['changed', 3, 3]]);
      expect(words(result)).toContain(`column '${column}' differs`);
    });

    it.each(['tenantId', 'eventId'])("the row's own %s", (column) => {
      const last = replaced(rows, 9, (row) => ({ ...row, [column]: 'forged' }));
      expect(words(verify(last, head))).toContain(`column '${column}' differs`);
    });

    it('names a column once, though the row has it twice', () => {
      const tampered = replaced(rows, 9, (row) => ({
        ...row,
        eventId: 'forged',
        tenantId: 'forged',
        columns: { ...row.columns, eventId: 'forged', tenantId: 'forged' },
      }));
      expect(verify(tampered, head).findings.filter(({ message }) => message.includes("'eventId'"))).toHaveLength(1);
      expect(verify(tampered, head).findings.filter(({ message }) => message.includes("'tenantId'"))).toHaveLength(1);
    });

    it('two rows that changed places', () => {
      const [third, fourth] = [rows[2] as StoredRow, rows[3] as StoredRow];
      const swapped = replaced(
        replaced(rows, 3, () => ({ ...fourth, seq: 3 })),
        4,
        () => ({ ...third, seq: 4 }),
      );
      expect(words(verify(swapped, head))).toContain("column 'seq' differs");
      expect(words(verify(swapped, head))).toContain('root of the tree differs');
    });

    it('a number within the tenant', () => {
      const tampered = replaced(rows, 9, (row) => ({ ...row, tenantSeq: 6 }));
      expect(words(verify(tampered, head))).toContain("column 'tenantSeq' differs");
    });

    it('a clear value, its salt, or one that was never recorded', () => {
      const first = rows[0] as StoredRow;
      const [name, ...rest] = first.personal;
      if (name === undefined) throw new Error('no personal values');
      const forgeries = [
        [{ ...name, value: 'Eve' }, ...rest],
        [{ ...name, salt: Buffer.alloc(16) }, ...rest],
        [...first.personal, { ...name, field: 'actor.nick' as 'actor.name' }],
      ];
      for (const personal of forgeries) {
        const result = verify(
          replaced(rows, 1, (row) => ({ ...row, personal })),
          head,
        );
        expect(found(result)).toEqual([['changed', 1, 1]]);
        expect(words(result)).toContain('does not match its commitment');
      }
    });

    it('an event that was rewritten with leaf and columns to match', () => {
      const forged = replaced(rows, 2, (row) => rewritten(row, { outcome: 'denied' }));
      const result = verify(forged, head);
      expect(found(result)).toEqual([['changed', 1, 9]]);
      expect(words(result)).toContain('root of the tree differs from the head');
    });

    it('a whole log rewritten and signed anew, from a checkpoint that was seen before', () => {
      const forged = replaced(rows, 2, (row) => rewritten(row, { outcome: 'denied' }));
      expect(verify(forged, headOf(forged)).verdict).toBe('valid'); // nothing else could tell: whoever did it has the key
      expect(found(verify(forged, headOf(forged), [note(1), note(5)]))).toEqual([['changed', 1, 5]]);
    });

    it('bytes that are no event though they hash to the leaf', () => {
      const canonical = Buffer.from('{}');
      const forged = replaced(rows, 9, (row) => ({ ...row, canonical, ...hashesOf(canonical) }));
      expect(words(verify(forged, head))).toContain('not an audit event');
    });

    it('a leaf that is no hash', () => {
      const result = verify(
        replaced(rows, 5, (row) => ({ ...row, leafHash: Buffer.alloc(3) })),
        head,
      );
      expect(found(result)).toEqual([['changed', 5, 5]]);
      expect(result.root).toBeNull();
    });

    it('the frontier, from which the next event would be appended', () => {
      const result = verify(rows, { ...head, frontier: Buffer.alloc(head.frontier.length) });
      expect(found(result)).toEqual([['changed', 1, 9]]);
      expect(words(result)).toContain('frontier of the tree differs');
    });

    it.each<[string, [string, number][], string]>([
      [
        'a wrong size',
        [
          [TENANT, 5],
          [OTHER_TENANT, 3],
        ],
        `tenant ${OTHER_TENANT}: its head has 3 events, the log has 4`,
      ],
      ['no size', [[TENANT, 5]], `tenant ${OTHER_TENANT}: its head has 0 events, the log has 4`],
      [
        'a size without events',
        [
          [TENANT, 5],
          [OTHER_TENANT, 4],
          ['nobody', 1],
        ],
        'tenant nobody: its head has 1 events, the log has 0',
      ],
    ])("%s as a tenant's head", (_, sizes, message) => {
      const result = verify(rows, { ...head, tenantSizes: new Map(sizes) });
      expect(found(result)).toEqual([['changed', null, null]]);
      expect(words(result)).toBe(message);
    });

    it('rows added beyond the head', () => {
      expect(found(verify(rows, headOf(rows.slice(0, 7))))).toEqual([['changed', 8, 9]]);
      expect(words(verify(rows, headOf(rows.slice(0, 8))))).toBe('row 9 is beyond the head of the log');
    });

    it('rows at a place that the log never gave out', () => {
      const extra = { ...(rows[0] as StoredRow), seq: 0 };
      const result = verify([extra, ...rows], head);
      expect(words(result)).toContain('is not its place in the log');
      expect(result.findings.every(({ kind, firstSeq }) => kind === 'changed' && firstSeq === 0)).toBe(true);
    });
  });

  describe('finds missing', () => {
    it('rows in the middle, and the gap they leave with their tenant', () => {
      const result = verify(
        rows.filter(({ seq }) => seq < 4 || seq > 6),
        head,
      );
      expect(result.verdict).toBe('invalid');
      expect(found(result)).toEqual([
        ['missing', 4, 6],
        ['gap', 7, 7],
        ['gap', 8, 8],
      ]);
      expect(words(result)).toContain('rows 4 to 6 are missing');
      expect(result.root).toBeNull();
      expect(result.size).toBe(6);
    });

    it('the first row', () => {
      const result = verify(rows.slice(1), head);
      expect(found(result)[0]).toEqual(['missing', 1, 1]);
      expect(words(result)).toContain('row 1 is missing');
    });

    it('rows, and still compares what stands before them with a checkpoint seen before', () => {
      const forged = replaced(rows, 2, (row) => rewritten(row, { outcome: 'denied' })).filter(({ seq }) => seq !== 6);
      expect(found(verify(forged, head, [note(4), note(8)]))).toContainEqual(['changed', 1, 4]);
      expect(found(verify(forged, head, [note(8)]))).not.toContainEqual(['changed', 1, 8]);
    });
  });

  it('finds a gap in the events of one tenant', () => {
    const salt = countingSalt();
    const numbered = [1, 2, 4].map((tenantSeq, i) => stored(recordOf(envelope(i + 1), { seq: i + 1, tenantSeq }, salt)));
    const result = verify(numbered, headOf(numbered));
    expect(found(result)).toEqual([['gap', 3, 3]]);
    expect(words(result)).toContain('event 4 follows event 2');
  });

  describe('finds truncated', () => {
    it('a log whose newest rows were cut off', () => {
      expect(found(verify(rows.slice(0, 6), head))).toEqual([['truncated', 7, 9]]);
    });

    it('a log without any row', () => {
      expect(found(verify([], head))).toEqual([['truncated', 1, 9]]);
    });

    it('a log that was cut with its head, from the note of the head', () => {
      const cut = rows.slice(0, 6);
      const result = verify(cut, { ...headOf(cut), checkpointNote: head.checkpointNote });
      expect(found(result)).toEqual([['truncated', 7, 9]]);
      expect(words(result)).toContain('than its signed checkpoint, which has 9 events');
    });

    it('a log that was cut with head and note, from a checkpoint that was seen before', () => {
      const cut = rows.slice(0, 6);
      expect(verify(cut, headOf(cut)).verdict).toBe('valid');
      expect(found(verify(cut, headOf(cut), [note(3), note(8)]))).toEqual([['truncated', 7, 8]]);
    });
  });

  describe('finds a bad checkpoint', () => {
    const withNote = (checkpointNote: string | null): VerificationResult => verify(rows, { ...head, checkpointNote });

    it.each([
      ['signed by another key', signCheckpoint(head, otherKey(LOG_KEY.name)), 'not signed by'],
      ['changed after it was signed', (head.checkpointNote ?? '').replace('\n9\n', '\n8\n'), 'is wrong'],
      ['that is no note', 'nonsense', 'no signatures'],
      ['that is a note but no checkpoint', signNote('hello\n', LOG_KEY), 'size of a log'],
      ['that is absent', null, 'no signed checkpoint'],
      ['of an earlier size', note(8), 'covers 8 of the 9 events'],
      ['with another root', signCheckpoint({ size: 9, root: leafHash(Buffer.alloc(0)) }, LOG_KEY), 'different roots'],
    ])('%s', (_, checkpointNote, message) => {
      const result = withNote(checkpointNote);
      expect(found(result)).toEqual([['bad_checkpoint', null, null]]);
      expect(words(result)).toContain(message);
    });

    it('among those seen before, which proves nothing and is said', () => {
      const result = verify(rows, head, ['nonsense', note(4)]);
      expect(found(result)).toEqual([['bad_checkpoint', null, null]]);
      expect(words(result)).toContain('a checkpoint seen before: the note has no signatures');
    });
  });

  it('keeps a hundred findings in detail and counts the others', () => {
    const many = logOf(250).map((row) => ({ ...row, leafHash: leafHash(row.leafHash) }));
    const result = verify(many, headOf(many));
    expect(result.findings).toHaveLength(100);
    expect(result.findingCount).toBe(250);
  });

  it('needs a verifier key', () => {
    expect(() => new LogVerification({ verifierKey: 'no key' })).toThrow('not an Ed25519 verifier key');
  });
});
