import { QueryFailedError, type DataSource } from 'typeorm';
import { AbandonedTurn, HeadLocked } from '#contexts/audit/log/adapters/persistence/abandoned-turn';
import { recordingLogger } from '../../../../platform/recording-logger';

interface Row {
  readonly turn: number | null;
  readonly lockedBy: number | null;
}
/** What a look finds: the committed row and the one that is written. */
type Look = readonly [Row | null, Row | null];

const row = (turn: number | null, lockedBy: number | null = turn): Row => ({ turn, lockedBy });
const OPEN: Look = [row(4, 70), row(5, 71)];
const refusal = (errno: number): Error => new QueryFailedError('KILL 71', [], Object.assign(new Error('refused'), { errno }));

function sourceWith(looks: readonly Look[], kill: () => Promise<void> = () => Promise.resolve()) {
  const rows = looks.flat();
  const killed: string[] = [];
  const manager = { getRepository: () => ({ findOne: () => Promise.resolve(rows.shift()) }) };
  const source = {
    options: { type: 'mysql' },
    manager,
    createQueryRunner: () => ({
      manager,
      startTransaction: () => Promise.resolve(),
      commitTransaction: () => Promise.resolve(),
      release: () => Promise.resolve(),
    }),
    query: (sql: string) => {
      killed.push(sql);
      return kill();
    },
  };
  return { source: source as unknown as DataSource, killed };
}

describe('the abandoned transaction of a relay', () => {
  const { logger, lines } = recordingLogger();
  beforeEach(() => {
    lines.length = 0;
  });

  it.each<[string, Look[]]>([
    ['no transaction is open', [[row(5), row(5)]]],
    ['no relay has ever locked the head', [[row(null), row(null)]]],
    ['there is no head', [[null, null]]],
    ['it was committed meanwhile', [OPEN, [row(5, 71), row(5, 71)]]],
    ['it was rolled back meanwhile', [OPEN, [row(4, 70), row(4, 70)]]],
    ['another transaction followed', [OPEN, [row(5, 71), row(6, 71)]]],
    ['another connection has begun the same turn', [OPEN, [row(4, 70), row(5, 72)]]],
  ])('is not looked for any further when %s', async (_, looks) => {
    const { source, killed } = sourceWith(looks);
    await new AbandonedTurn(source, logger, 0).end('a');
    expect({ killed, lines }).toEqual({ killed: [], lines: [] });
  });

  it.each<[string, Look]>([
    ['', OPEN],
    [', be it the first', [row(null), row(5, 71)]],
  ])('is ended when it is still open after a moment%s', async (_, look) => {
    const { source, killed } = sourceWith([look, look]);
    await new AbandonedTurn(source, logger, 0).end('a');
    expect(killed).toEqual(['KILL 71']);
    expect(lines).toMatchObject([{ level: 'warn', fields: { holder: 'a', connection: 71 } }]);
  });

  it('may end by itself at the last moment', async () => {
    const { source } = sourceWith([OPEN, OPEN], () => Promise.reject(refusal(1094)));
    await expect(new AbandonedTurn(source, logger, 0).end('a')).resolves.toBeUndefined();
    expect(lines).toEqual([]);
  });

  it.each([
    [refusal(1095), 'a', 'relay a holds the head'],
    [new Error('away'), null, 'relay (unknown) holds the head'],
  ])('is named when the database refuses to end it (%s)', async (error, holder, message) => {
    const { source } = sourceWith([OPEN, OPEN], () => Promise.reject(error));
    const ended = new AbandonedTurn(source, logger, 0).end(holder);
    await expect(ended).rejects.toThrow(HeadLocked);
    await expect(ended).rejects.toThrow(message);
  });

  it('does not exist on SQLite, where one process writes', async () => {
    const source = { options: { type: 'better-sqlite3' } } as unknown as DataSource;
    await expect(new AbandonedTurn(source, logger, 0).end('a')).resolves.toBeUndefined();
  });
});
