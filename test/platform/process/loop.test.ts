import { Loop } from '#platform/process/loop';
import { DomainError } from '#shared/errors';
import { until } from '../../until';
import { recordingLogger } from '../recording-logger';

const never = (): Promise<void> => new Promise(() => undefined);

describe('a loop', () => {
  it('follows a turn that did something by the next at once, and waits after one that did not', async () => {
    const { logger } = recordingLogger();
    let turns = 0;
    let idles = 0;
    await new Promise<void>((done) => {
      const idle = (): Promise<void> => {
        idles += 1;
        done();
        return never();
      };
      const loop = new Loop({ name: 'test', idle, logger }, () => Promise.resolve((turns += 1) < 5));
      loop.start();
      loop.start();
    });
    expect({ turns, idles }).toEqual({ turns: 5, idles: 1 });
  });

  it('survives a failing turn, says so and tries again', async () => {
    const { logger, lines } = recordingLogger();
    let turns = 0;
    let loop: Loop | undefined;
    await new Promise<void>((done) => {
      const turn = (): Promise<boolean> => {
        turns += 1;
        if (turns < 3) return Promise.reject(new Error('away'));
        done();
        return Promise.resolve(false);
      };
      loop = new Loop({ name: 'test', idle: never, logger }, turn);
      loop.start();
    });
    await loop?.stop();
    expect(turns).toBe(3);
    expect(lines.map(({ level, fields }) => [level, fields.pauseMs])).toEqual([
      ['warn', 100],
      ['debug', 200],
      ['info', undefined],
    ]);
    expect(lines.at(-1)).toMatchObject({ fields: { loop: 'test', failed: 2 }, message: 'turns succeed again' });
  });

  it('logs a failure of another kind in between, and what is away without a stack', async () => {
    const { logger, lines } = recordingLogger();
    const away = new DomainError('unavailable', 'platform.database_away', 'The database cannot be reached');
    const failures = [away, away, new TypeError('x')];
    const loop = new Loop({ name: 'test', idle: never, logger }, () => {
      const failure = failures.shift();
      return failure ? Promise.reject(failure) : Promise.resolve(false);
    });
    loop.start();
    await until('the end of the failures', () => lines.at(-1)?.level === 'info');
    await loop.stop();
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'debug', 'warn', 'info']);
    expect(lines[0]?.fields).toEqual({
      code: 'platform.database_away',
      reason: 'The database cannot be reached',
      loop: 'test',
      pauseMs: 100,
    });
  });

  it('lets requests in between turns that are all busy', async () => {
    let turns = 0;
    const loop = new Loop({ name: 'test', idle: never, logger: recordingLogger().logger }, () => {
      turns += 1;
      return Promise.resolve(true);
    });
    loop.start();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(turns).toBeLessThanOrEqual(4);
    await loop.stop();
  });

  it('stops at once while it waits, and only after the turn that is under way', async () => {
    const { logger } = recordingLogger();
    const waiting = new Loop({ name: 'waiting', idle: never, logger }, () => Promise.resolve(false));
    waiting.start();
    await new Promise(setImmediate);
    await waiting.stop();

    let finish = (): void => undefined;
    let turns = 0;
    let stopped = false;
    const busy = new Loop({ name: 'busy', idle: never, logger }, () => {
      turns += 1;
      return new Promise((done) => {
        finish = () => {
          done(true);
        };
      });
    });
    busy.start();
    const stop = busy.stop().then(() => (stopped = true));
    await new Promise(setImmediate);
    expect(stopped).toBe(false);
    finish();
    await stop;
    expect(turns).toBe(1);
  });

  it('is stopped before it was started without a complaint', async () => {
    await new Loop({ name: 'unused', idle: never, logger: recordingLogger().logger }, () => Promise.resolve(false)).stop();
  });
});
