import { AccessBuffer } from '#contexts/prompts/usage/application/access-buffer';
import { FlushUsage } from '#contexts/prompts/usage/application/flush-usage';
import { UsageSettings } from '#contexts/prompts/usage/application/usage-settings';
import { UsageStore, type NumberedBatch } from '#contexts/prompts/usage/application/usage-store.port';
import { sumOf } from '#contexts/prompts/usage/domain/counted-access';
import { CountingIds, FixedClock } from '../../../../fakes/clock-and-ids';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../../../fakes/unit-of-work';
import { access } from '../accesses';

/** A store whose COMMIT can fail, before or after the change is made. */
class BrittleStore extends UsageStore {
  readonly #written = new Map<number, number>();
  readonly given: number[] = [];
  fails: 'never' | 'before' | 'after' = 'never';

  get total(): number {
    return [...this.#written.values()].reduce((sum, each) => sum + each, 0);
  }

  add({ number, counts }: NumberedBatch): Promise<number> {
    this.given.push(number);
    if (this.fails !== 'before') this.#written.set(number, sumOf(counts));
    return this.fails === 'never' ? Promise.resolve(0) : Promise.reject(new Error('no response'));
  }

  mergeBefore(): Promise<boolean> {
    throw new Error('not in this test');
  }

  removeBefore(): Promise<boolean> {
    throw new Error('not in this test');
  }

  forgetWriters(): Promise<void> {
    throw new Error('not in this test');
  }
}

describe('Writing the buffered accesses', () => {
  const clock = new FixedClock();
  let store: BrittleStore;
  let buffer: AccessBuffer;
  let flushUsage: FlushUsage;
  beforeEach(() => {
    store = new BrittleStore();
    buffer = new AccessBuffer(clock, new UsageSettings({ maxEntries: 2000, flushMs: 10, hourlyDays: 1, dailyDays: 1 }));
    flushUsage = new FlushUsage(buffer, store, new InMemoryUnitOfWork(new RecordingOutbox()), clock, new CountingIds());
  });
  const record = (n: number): void => {
    for (let at = 0; at < n; at += 1) buffer.record(access({ versionId: `version-${at}` }));
  };

  it.each(['before', 'after'] as const)('writes a batch whose COMMIT fails %s the change under the same number again', async (fails) => {
    store.fails = fails;
    record(3);
    await expect(flushUsage.flush()).rejects.toThrow('no response');
    record(2);
    store.fails = 'never';
    while (buffer.size > 0) await flushUsage.flush();
    expect(store.given).toEqual([1, 1, 2]);
    expect([store.total, flushUsage.written]).toEqual([5, 5]);
  });

  it('writes many entries in several transactions, and ends a round without those that came meanwhile', async () => {
    record(700);
    const rounds: boolean[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      rounds.push(await flushUsage.flush());
      record(1);
    }
    expect(rounds).toEqual([true, true, false]);
    expect(store.given).toEqual([1, 2, 3]);
    expect(buffer.size).toBeGreaterThan(0);
  });

  it('begins no transaction when nothing waits', async () => {
    expect(await flushUsage.flush()).toBe(false);
    expect(store.given).toEqual([]);
  });

  it('says how many accesses it gives up, those of a failed batch included', async () => {
    store.fails = 'before';
    record(4);
    await expect(flushUsage.flush()).rejects.toThrow();
    record(5);
    expect(flushUsage.abandon()).toBe(9);
  });
});
