import { Health, type PartHealth } from '#platform/http/health';
import { HealthWatch } from '#platform/http/health-watch';
import { recordingLogger } from '../recording-logger';

describe('the health of a process', () => {
  it('is not ready and without a database until the start is complete', async () => {
    const health = new Health();
    expect(await health.database()).toEqual({ database: { status: 'down', message: 'not connected yet' } });
    expect(await health.ready()).toEqual({ process: { status: 'down', message: 'starting' } });
    health.register('database', () => Promise.resolve({ status: 'up' }));
    expect(await health.database()).toEqual({ database: { status: 'up' } });
    expect(await health.ready()).toEqual({ database: { status: 'up' }, process: { status: 'down', message: 'starting' } });
    health.started();
    expect(await health.ready()).toEqual({ database: { status: 'up' } });
    health.stopping();
    expect((await health.ready()).process).toEqual({ status: 'down', message: 'stopping' });
  });

  it('asks a part that does not answer once, however many probes come', async () => {
    const health = new Health();
    let asked = 0;
    let answer: (part: PartHealth) => void = () => undefined;
    health.register('database', () => {
      asked += 1;
      return new Promise((resolve) => (answer = resolve));
    });
    const probes = Promise.all([health.database(), health.ready(), health.check()]);
    answer({ status: 'up' });
    expect(await probes).toMatchObject([{ database: { status: 'up' } }, {}, {}]);
    expect(asked).toBe(1);
    const later = health.database();
    answer({ status: 'up' });
    await later;
    expect(asked).toBe(2);
  });

  it('tells the log when a fault begins, gets worse and ends, and nothing in between', async () => {
    const { logger, lines } = recordingLogger();
    const health = new Health();
    let part: PartHealth = { status: 'up' };
    health.register('log', () => Promise.resolve(part));
    const watch = new HealthWatch(health, logger);
    const states: PartHealth[] = [
      { status: 'up' },
      { status: 'degraded', message: 'waits for 31 s' },
      { status: 'degraded', message: 'waits for 33 s' },
      { status: 'down', message: 'check failed' },
      { status: 'up' },
      { status: 'up' },
    ];
    for (part of states) await watch.look();
    expect(lines).toMatchObject([
      { level: 'warn', fields: { part: 'log', status: 'degraded', reason: 'waits for 31 s' }, message: 'log is degraded' },
      { level: 'warn', fields: { part: 'log', status: 'down', reason: 'check failed' }, message: 'log is down' },
      { level: 'info', fields: { part: 'log', seconds: 0 }, message: 'log is up again' },
    ]);
  });

  it('looks once more at a part that changes while it is looked at', async () => {
    const { logger, lines } = recordingLogger();
    const health = new Health();
    let part: PartHealth = { status: 'up' };
    let answer: () => void = () => undefined;
    health.register('log', () => Promise.resolve(part));
    health.register(
      'kafka',
      () =>
        new Promise(
          (resolve) =>
            (answer = () => {
              resolve({ status: 'up' });
            }),
        ),
    );
    const watch = new HealthWatch(health, logger);
    const first = watch.look();
    part = { status: 'degraded', message: 'changed' };
    const afresh = watch.lookAfresh();
    answer();
    await first;
    expect(lines).toEqual([]);
    await Promise.resolve();
    answer();
    await afresh;
    expect(lines.map(({ message }) => message)).toEqual(['log is degraded']);
  });
});
