import { StoredLog } from '#contexts/audit/log/application/stored-log.port';
import { VerifyLog } from '#contexts/audit/log/application/verify-log';
import { signCheckpoint } from '#contexts/audit/log/domain/checkpoint';
import { recordOf } from '#contexts/audit/log/domain/log-record';
import { CompactRange } from '#contexts/audit/log/domain/merkle';
import type { StoredRow } from '#contexts/audit/log/domain/row-check';
import { verifierKeyOf } from '#contexts/audit/log/domain/signed-note';
import type { LogHead } from '#contexts/audit/log/domain/verification';
import { countingSalt, envelope, TENANT } from '../../envelopes';
import { LOG_KEY } from '../domain/keys';

class MemoryStoredLog extends StoredLog {
  readonly all: StoredRow[] = [];
  readonly #tree = CompactRange.empty();

  constructor(count: number) {
    super();
    const salt = countingSalt();
    for (let n = 1; n <= count; n += 1) {
      const { columns, ...record } = recordOf(envelope(n), { seq: n, tenantSeq: n }, salt);
      this.#tree.append(record.leafHash);
      this.all.push({ ...record, columns, tenantId: TENANT, eventId: columns.eventId });
    }
  }

  get note(): string {
    return signCheckpoint({ size: this.#tree.size, root: this.#tree.root() }, LOG_KEY);
  }

  head(): Promise<LogHead> {
    const { size } = this.#tree;
    return Promise.resolve({
      size,
      root: this.#tree.root(),
      frontier: this.#tree.serialize(),
      tenantSizes: new Map(size === 0 ? [] : [[TENANT, size]]),
      checkpointNote: size === 0 ? null : this.note,
    });
  }

  pending(): Promise<number> {
    return Promise.resolve(0);
  }

  async *rows(): AsyncIterable<StoredRow> {
    await Promise.resolve();
    yield* this.all;
  }

  snapshot<T>(read: (log: StoredLog) => Promise<T>): Promise<T> {
    return read(this);
  }
}

const check = (log: MemoryStoredLog, kept: string | null, onProgress?: (rows: number) => void) =>
  new VerifyLog(log, { latest: () => Promise.resolve(kept), keep: () => Promise.reject(new Error('verifying writes nothing')) }).execute({
    verifierKey: verifierKeyOf(LOG_KEY),
    since: [],
    onProgress,
  });

describe('verifying the log', () => {
  it('tells how far it has come', async () => {
    const progress: number[] = [];
    const log = new MemoryStoredLog(2000);
    expect((await check(log, null, (rows) => progress.push(rows))).verdict).toBe('valid');
    expect(progress).toEqual([1000, 2000]);
    expect((await check(log, null)).size).toBe(2000);
  });

  it('finds the checkpoint worth keeping that is newer than the one kept, of a valid log only', async () => {
    const log = new MemoryStoredLog(3);
    expect((await check(log, null)).worthKeeping).toBe(log.note);
    expect((await check(log, new MemoryStoredLog(2).note)).worthKeeping).toBe(log.note);
    expect((await check(log, log.note)).worthKeeping).toBeNull();
    expect(await check(log, new MemoryStoredLog(4).note)).toMatchObject({ verdict: 'invalid', worthKeeping: null });
    expect(await check(new MemoryStoredLog(0), null)).toMatchObject({ verdict: 'valid', size: 0, worthKeeping: null });
  });
});
