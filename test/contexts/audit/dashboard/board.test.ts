import { Board, boardNeeds } from '#contexts/audit/dashboard/domain/board';
import { NO_PROJECT, type BoardChanges, type BoardRows } from '#contexts/audit/dashboard/domain/board-rows';
import type { DashboardFact } from '#contexts/audit/dashboard/domain/dashboard-fact';

const NOTHING: BoardRows = { projects: [], prompts: [] };
let seq = 0;

function fact(action: string, id: string, more: Partial<DashboardFact> = {}): DashboardFact {
  const [type = ''] = action.split('.');
  const projectId = ['user', 'session'].includes(type) ? null : (id.split('/')[0] ?? null);
  seq += 1;
  return {
    ...{ seq, tenantSeq: seq, tenantId: 'acme', timeUs: seq, actorId: 'ann', action, outcome: 'success', changes: {}, details: {} },
    resource: { type, id, revision: 1, projectId },
    ...more,
  };
}

function boardAfter(facts: readonly DashboardFact[], rows = NOTHING): BoardChanges {
  const board = new Board(rows);
  for (const each of facts) board.apply(each);
  return board.changes();
}

describe('a board', () => {
  beforeEach(() => {
    seq = 0;
  });

  it('begins a project with its creation and ends it with its deletion', () => {
    const name = { name: { before: null, after: 'Shop' } };
    const { projects } = boardAfter([
      fact('project.create', 'shop', { changes: name }),
      fact('region.create', 'shop/1'),
      fact('project.delete', 'shop', { details: { removed: { members: 0, regions: 1 } } }),
    ]);
    expect(projects).toMatchObject([{ born: 1, slug: 'shop', name: 'Shop', endedUs: 3, isClosed: false, configuredRegions: 0 }]);
  });

  it.each([
    ['had members', { removed: { members: 2 } }],
    ['does not say whether it had members', {}],
  ])('closes a deleted project that %s', (_what, details) => {
    const { projects } = boardAfter([fact('project.create', 'shop'), fact('project.delete', 'shop', { details })]);
    expect(projects).toMatchObject([{ isClosed: true }]);
  });

  it('keeps a later project of the same slug apart', () => {
    const { projects, activities } = boardAfter([
      fact('project.create', 'shop'),
      fact('prompt.create', 'shop/mail'),
      fact('prompt.delete', 'shop/mail'),
      fact('project.delete', 'shop'),
      fact('backup.read', 'shop/mail'),
      fact('project.create', 'shop'),
      fact('prompt.create', 'shop/mail'),
    ]);
    expect(projects.map(({ born, endedUs, activePrompts }) => [born, endedUs, activePrompts])).toEqual([
      [1, 4, 0],
      [6, null, 1],
    ]);
    expect(activities.map(({ project }) => project)).toEqual([1, 1, 1, 1, 6, 6]);
  });

  it('takes the enabled assets of a prompt away with it', () => {
    const enabled = (before: unknown, after: unknown): Partial<DashboardFact> => ({ changes: { enabled: { before, after } } });
    const facts = [
      fact('prompt.create', 'shop/mail'),
      fact('prompt.create', 'shop/mails'),
      fact('asset.create', 'shop/mail/a', enabled(null, true)),
      fact('asset.create', 'shop/mail/b/c', enabled(null, true)),
      fact('asset.create', 'shop/mails/a', enabled(null, true)),
      fact('asset.update', 'shop/mail/a', enabled(true, false)),
      fact('asset.update', 'shop/mail/a'),
    ];
    const first = boardAfter(facts);
    expect(first.prompts.map(({ path, activeAssets }) => [path, activeAssets])).toEqual([
      ['shop/mail', 1],
      ['shop/mails', 1],
    ]);
    const { projects, removedPrompts } = boardAfter([fact('prompt.delete', 'shop/mail')], first);
    expect([projects[0]?.activeAssets, projects[0]?.activePrompts, removedPrompts]).toEqual([
      1,
      1,
      [{ tenantId: 'acme', path: 'shop/mail' }],
    ]);
  });

  it('takes no asset away with a prompt that had only disabled ones', () => {
    const disabled = { changes: { enabled: { before: false, after: null } } };
    const { projects } = boardAfter([
      fact('asset.create', 'shop/mail/a', { changes: { enabled: { before: null, after: false } } }),
      fact('asset.delete', 'shop/mail/a', disabled),
      fact('prompt.create', 'shop/mail'),
      fact('prompt.delete', 'shop/mail'),
    ]);
    expect(projects).toMatchObject([{ activeAssets: 0, activePrompts: 0 }]);
  });

  it('counts successful executions, in a project and outside', () => {
    const outside = { resource: { type: 'execution', id: '-', revision: 0, projectId: null } };
    const { projects, activities } = boardAfter([
      fact('execution.run', 'shop/mail'),
      fact('execution.run', 'shop/mail', { outcome: 'failed' }),
      fact('execution.run', '-', outside),
      fact('execution.run', '-', outside),
    ]);
    expect(projects.map(({ born, slug, executedPrompts }) => [born, slug, executedPrompts])).toEqual([
      [1, 'shop', 1],
      [0, NO_PROJECT, 2],
    ]);
    expect(activities).toEqual([]);
  });

  it('notes when a user was changed or signed in, and forgets deleted ones', () => {
    const { people, removedPeople } = boardAfter([
      fact('user.create', 'bob', { actorId: 'ann' }),
      fact('session.login', 'carl', { actorId: 'carl' }),
      fact('session.login', 'dora', { actorId: 'dora', outcome: 'denied' }),
      fact('user.issue_reset', 'emil'),
      fact('user.delete', 'bob'),
    ]);
    expect(people).toEqual([{ tenantId: 'acme', userId: 'carl', activeUs: 2 }]);
    expect(removedPeople).toEqual([{ tenantId: 'acme', userId: 'bob' }]);
  });

  it('leaves the pointers of a deployment to its activity', () => {
    const move = (details: object) => fact('pointer.move', 'shop/env/mail', { details: { ...details } });
    const { activities } = boardAfter([
      fact('project.create', 'shop'),
      move({}),
      move({ deployment: 'd' }),
      fact('deployment.deploy', 'shop/d'),
    ]);
    expect(activities.map(({ action, entityType }) => `${action} ${entityType}`)).toEqual([
      'CREATE PROJECT',
      'UPDATE ENVIRONMENT',
      'DEPLOY DEPLOYMENT',
    ]);
  });

  it('needs each row once', () => {
    const facts = [
      fact('asset.create', 'shop/mail/a'),
      fact('asset.update', 'shop/mail/b'),
      fact('prompt.delete', 'shop/mail'),
      fact('user.create', 'bob'),
      fact('prompt.create', 'other/x', { outcome: 'denied' }),
    ];
    expect(boardNeeds(facts)).toEqual({
      projects: [{ tenantId: 'acme', slug: 'shop' }],
      prompts: [{ tenantId: 'acme', path: 'shop/mail' }],
    });
  });
});
