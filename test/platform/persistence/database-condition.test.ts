import { DatabaseCondition } from '#platform/persistence/database-condition';

describe('the condition of the database', () => {
  let nowMs: number;
  let condition: DatabaseCondition;
  let told: [string, string | null][];

  beforeEach(() => {
    nowMs = 0;
    told = [];
    condition = new DatabaseCondition(() => nowMs);
    condition.onChange((trouble, reason) => told.push([trouble, reason]));
  });

  it('tells of the beginning and the end of a trouble once each', () => {
    condition.end('away');
    condition.begin('away', 'no answer');
    condition.begin('away', 'no answer either');
    expect([condition.reasonOf('away'), condition.reasonOf('disk_full')]).toEqual(['no answer', null]);
    condition.end('away');
    condition.end('away');
    expect(condition.reasonOf('away')).toBeNull();
    expect(told).toEqual([
      ['away', 'no answer'],
      ['away', null],
    ]);
  });

  it('takes a full disk for relieved a second after a failure that a change was kept after, and not by the last free bytes', () => {
    condition.committed(true);
    condition.begin('disk_full', 'full');
    nowMs += 900;
    condition.committed(true);
    expect(condition.reasonOf('disk_full')).toBe('full');
    condition.begin('disk_full', 'full');
    nowMs += 5_000;
    condition.look();
    expect(condition.reasonOf('disk_full')).toBe('full');
    condition.committed(true);
    expect(condition.reasonOf('disk_full')).toBeNull();
    condition.begin('disk_full', 'full');
    condition.committed(true);
    nowMs += 1_000;
    condition.look();
    expect(told.map(([, reason]) => reason)).toEqual(['full', null, 'full', null]);
  });

  it('takes bookkeeping for no sign of room until no change has failed for some time', () => {
    condition.begin('disk_full', 'full');
    nowMs += 9_000;
    condition.committed(false);
    condition.look();
    expect(condition.reasonOf('disk_full')).toBe('full');
    nowMs += 1_000;
    condition.committed(false);
    expect(told.map(([, reason]) => reason)).toEqual(['full', null]);
  });

  it('takes a database for busy until nothing was given up for some time', () => {
    condition.look();
    condition.begin('busy', 'locked');
    nowMs += 9_000;
    condition.begin('busy', 'locked');
    nowMs += 9_000;
    condition.committed(true);
    condition.look();
    expect(condition.reasonOf('busy')).toBe('locked');
    nowMs += 1_000;
    condition.look();
    condition.look();
    expect(told).toEqual([
      ['busy', 'locked'],
      ['busy', null],
    ]);
  });
});
