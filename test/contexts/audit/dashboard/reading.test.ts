import { activityDto } from '#contexts/audit/dashboard/adapters/http/dashboard.dto';
import { AdvanceDashboard } from '#contexts/audit/dashboard/application/advance-dashboard';
import type { DashboardStore, Generation } from '#contexts/audit/dashboard/application/dashboard-store.port';
import { DashboardView } from '#contexts/audit/dashboard/application/dashboard-view';
import { ProjectEvents } from '#contexts/audit/dashboard/application/project-events';
import { ReadRebuild } from '#contexts/audit/dashboard/application/rebuild-dashboard';
import { reachOf } from '#contexts/audit/dashboard/domain/reach';
import { systemActor } from '#shared/actor';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../../fakes/unit-of-work';

const generation = (state: Generation['state'], position: number): Generation => ({ generation: 1, state, position, changedUs: 0 });
const storeOf = (...generations: Generation[]): DashboardStore =>
  ({ generations: () => Promise.resolve(generations), lock: () => Promise.resolve(null) }) as unknown as DashboardStore;
const log = { after: () => Promise.resolve([]), size: () => Promise.resolve(7) };
const policy = { require: () => undefined } as never;
const reader = systemActor('test');

describe('the progress of a rebuild', () => {
  it.each<[string, Generation[], object]>([
    ['nothing', [], { isRunning: false, handled: 0, events: 7 }],
    ['the dashboard in use', [generation('live', 5)], { isRunning: false, handled: 5, events: 7 }],
    ['the one that is built', [generation('live', 5), generation('building', 2)], { isRunning: true, handled: 2, events: 7 }],
  ])('is that of %s', async (_, generations, expected) => {
    expect(await new ReadRebuild(storeOf(...generations), log, policy).execute(reader)).toEqual(expected);
  });
});

describe('a dashboard without a generation', () => {
  it('does not advance', async () => {
    const advance = new AdvanceDashboard(storeOf(), log, new InMemoryUnitOfWork(new RecordingOutbox()));
    expect(await advance.execute('building')).toBeNull();
  });

  it('cannot be read', async () => {
    const catchUp = { wait: () => Promise.resolve(0) } as never;
    const view = new DashboardView(storeOf(), {} as never, log, catchUp, {} as never, policy, 0);
    await expect(view.open(reader)).rejects.toThrow(/no generation/u);
  });
});

describe('the consumer of the dashboard', () => {
  it('has nothing to do for no events', async () => {
    const advance = { execute: () => Promise.resolve(null) } as unknown as AdvanceDashboard;
    await expect(new ProjectEvents(advance).consume([])).resolves.toBeUndefined();
  });
});

describe('the reach of a reader', () => {
  const project = (slug: string, born: number, more: object = {}) => ({
    slug,
    born,
    bornUs: 5_000_000,
    endedUs: null,
    isClosed: false,
    ...more,
  });
  const all = [
    project('', 0),
    project('open', 1),
    project('closed', 2),
    project('gone', 3, { endedUs: 9 }),
    project('gone-closed', 4, { endedUs: 9, isClosed: true }),
  ];

  it('has deleted projects unless they were closed', () => {
    expect(reachOf({ scopes: null }, all, [{ slug: 'open', createdAt: new Date(5000) }])).toEqual({ except: new Set([2, 4]) });
  });

  it('has only the projects of a restricted key', () => {
    const scopes = { projects: ['open'] } as never;
    expect(reachOf({ scopes }, all, [{ slug: 'open', createdAt: new Date(5000) }])).toEqual({ only: new Set([1]) });
  });
});

describe('an activity for clients', () => {
  const event = {
    id: 'e',
    time: '2026-01-31T09:30:00.123456Z',
    actor: { id: 'u', name: 'Ann', email: 'ann@japm.test' },
    action: 'tag.update',
    resource: { revision: 2 },
    details: {},
    changes: {},
  };
  const dto = (more: object) => activityDto({ action: 'UPDATE', entityType: 'TAG', entityId: 'x', event: { ...event, ...more } } as never);

  it('names the user by their address where they have no name', () => {
    expect(dto({}).userName).toBe('Ann');
    expect(dto({ actor: { ...event.actor, name: '' } }).userName).toBe('ann@japm.test');
    expect(dto({ actor: { ...event.actor, name: null } }).userName).toBe('ann@japm.test');
  });

  it('has details and changes only where there are any', () => {
    expect(dto({})).not.toHaveProperty('details');
    expect(dto({})).not.toHaveProperty('changes');
    const changes = { name: { before: 'a', after: 'b' } };
    expect(dto({ details: { note: 1 }, changes })).toMatchObject({
      details: { note: 1 },
      changes: { old: { name: 'a' }, new: { name: 'b' } },
    });
    expect(dto({ changes, action: 'tag.delete' }).changes).toEqual({ old: { name: 'a' } });
    expect(dto({ changes: { name: { before: null, after: 'b' } }, resource: { revision: 1 } }).changes).toEqual({ new: { name: 'b' } });
  });
});
