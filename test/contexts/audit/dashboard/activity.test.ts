import { activityKindOf, entityIdOf } from '#contexts/audit/dashboard/domain/activity';
import { declaredOperations } from '#platform/http/operation';
import '../../../../src/platform/http/generated/routes';
import { OPERATIONS } from '../../../http/walks/operations';

/** What is recorded under a project and is no activity of its own, with the reason. */
const NO_ACTIVITY: Readonly<Record<string, string>> = {
  'backup.create': 'a copy, which changes nothing in the project',
  'backup.read': 'a read',
  'change_set.apply': 'each of its changes is an activity',
  'execution.run': 'counted, and changes nothing in the project',
  'prompt_document.apply': 'each of its changes is an activity',
  'publication.copy': 'the created prompt and its parts are activities',
};

const UNDER_PROJECTS = /\/projects(?:\/|$)/u;

describe('activities', () => {
  it('are all changes under a project', () => {
    const pathOf = new Map(OPERATIONS.map(({ id, path }) => [id, path]));
    const recorded = [...declaredOperations()].filter(
      ([id, { audit }]) => audit.risk !== 'none' && UNDER_PROJECTS.test(pathOf.get(id) ?? ''),
    );
    const underProjects = [...new Set(recorded.map(([, { audit }]) => audit.action))];
    expect(underProjects.length).toBeGreaterThan(40);
    const without = underProjects.filter(
      (action) =>
        activityKindOf({ action, resource: { type: action.split('.')[0] ?? '', id: '', revision: 1, projectId: 'shop' }, details: {} }) ===
        null,
    );
    expect(without.toSorted()).toEqual(Object.keys(NO_ACTIVITY).toSorted());
  });

  it.each([
    ['project', 'shop', 'shop'],
    ['member', 'shop/ann', 'shop'],
    ['prompt', 'shop/mail', 'mail'],
    ['version', 'shop/mail/1.0.0', 'mail/1.0.0'],
    ['asset', 'shop/mail/a/b', 'mail/a/b'],
    ['pointer', 'shop/env/mail', 'env'],
    ['release_rules', 'shop/env', 'env'],
  ])('of a %s name the entity inside the project: %s is %s', (type, id, entityId) => {
    expect(entityIdOf({ type, id, revision: 1, projectId: 'shop' })).toBe(entityId);
  });

  it('of something outside of a project name it by its own id', () => {
    expect(entityIdOf({ type: 'project', id: 'shop', revision: 1, projectId: null })).toBe('shop');
    expect(entityIdOf({ type: 'tag', id: 'other/x', revision: 1, projectId: 'shop' })).toBe('other/x');
    expect(entityIdOf({ type: 'tag', id: 'x', revision: 1, projectId: null })).toBe('x');
  });

  it('are none for a pointer that a deployment moves', () => {
    const pointer = { action: 'pointer.move', resource: { type: 'pointer', id: 'shop/env/mail', revision: 1, projectId: 'shop' } };
    expect(activityKindOf({ ...pointer, details: {} })).toEqual({ action: 'UPDATE', entityType: 'ENVIRONMENT' });
    expect(activityKindOf({ ...pointer, details: { deployment: 'd' } })).toBeNull();
  });
});
