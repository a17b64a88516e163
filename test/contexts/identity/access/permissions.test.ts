import { RoleAccessPolicy } from '#contexts/identity/access/application/role-access-policy';
import { PERMISSIONS } from '#bootstrap/contexts';
import { Permissions } from '#contexts/identity/access/domain/permissions';
import type { ProjectStanding } from '#shared/access-policy.port';
import { PROJECT_ROLES, ROLES, systemActor, type Actor, type KeyScopes, type Role } from '#shared/actor';

const policy = new RoleAccessPolicy(PERMISSIONS);
const actor = (role: Role, scopes: Partial<KeyScopes> | null = null): Actor => ({
  ...systemActor('test'),
  type: 'user',
  role,
  scopes: scopes && { permissions: null, projects: null, environments: null, ...scopes },
});
const NAMES = Object.keys(PERMISSIONS.grants).toSorted();
const allowed = (role: Role): string[] => NAMES.filter((permission) => policy.allows(actor(role), permission));
const standing = (more: Partial<ProjectStanding> = {}): ProjectStanding => ({
  slug: 'shop',
  isOwner: false,
  isClosed: false,
  role: null,
  ...more,
});

describe('the permissions that modules declare', () => {
  const declared = new Permissions([{ 'tag:read': { roles: ['user'] } }, {}, { 'region:read': { roles: ['admin'] } }]);

  it('are one table', () => {
    expect(Object.keys(declared.grants)).toEqual(['tag:read', 'region:read']);
    expect(declared.require('region:read')).toEqual({ roles: ['admin'] });
  });

  it('do not include one that no module declares, and the error says where it belongs', () => {
    expect(declared.has('tag:write')).toBe(false);
    expect(declared.has('toString')).toBe(false);
    expect(declared.grantOf('toString')).toBeUndefined();
    expect(() => new RoleAccessPolicy(declared).allows(actor('admin'), 'tag:write')).toThrow('in the module of its aggregate');
  });

  it('cannot be declared twice', () => {
    expect(() => new Permissions([declared.grants, { 'tag:read': { roles: ['admin'] } }])).toThrow("declare the permission 'tag:read'");
  });
});

describe('the table of permissions', () => {
  it('lets a prompt_consumer do what the contract lists and end his sessions, and nothing else', () => {
    expect(allowed('prompt_consumer').filter((each) => each !== 'session:own')).toEqual([
      'api-key:own',
      'probe:any',
      'profile:read',
      'prompt:resolve',
      'prompt:serve',
    ]);
  });

  it('lets everybody but a plain user resolve prompts', () => {
    expect(ROLES.filter((role) => policy.allows(actor(role), 'prompt:resolve'))).toEqual(['admin', 'tenant_admin', 'prompt_consumer']);
  });

  it('lets an auditor read the audit log, and else what everybody signed in may', () => {
    const everybody = NAMES.filter((each) => ROLES.every((role) => policy.allows(actor(role), each)));
    expect(everybody).toEqual(['api-key:own', 'probe:any', 'profile:read', 'session:own']);
    expect(allowed('auditor').filter((each) => !everybody.includes(each))).toEqual(['audit:checkpoint', 'audit:read']);
    const member = standing({ isClosed: true, role: 'admin' });
    const inProjects = NAMES.filter((each) => PERMISSIONS.grantOf(each)?.project);
    expect(inProjects.filter((each) => policy.inProject(actor('auditor'), each, member) !== 'forbidden')).toEqual([]);
  });

  it('matches roles exactly: an admin is no tenant_admin', () => {
    expect(policy.allows(actor('admin'), 'probe:tenant-admin')).toBe(false);
    expect(policy.allows(actor('tenant_admin'), 'probe:admin')).toBe(false);
    expect(policy.allows(actor('tenant_admin'), 'user:credentials')).toBe(false);
  });

  it('keeps users, tenants and the audit trail for administrators', () => {
    for (const permission of ['user:read', 'user:write', 'tenant:read', 'tenant:write', 'audit:read', 'project:create']) {
      expect(policy.allows(actor('user'), permission)).toBe(false);
      expect(policy.allows(actor('tenant_admin'), permission)).toBe(true);
    }
  });

  it('allows nothing without a role, and knows its own permissions only', () => {
    expect(policy.allows(systemActor('job'), 'probe:any')).toBe(false);
    expect(() => policy.allows(actor('admin'), 'prompt:destroy')).toThrow("'prompt:destroy'");
    expect(() => policy.allows(actor('admin'), 'toString')).toThrow("'toString'");
    expect(() => policy.inProject(actor('admin'), 'audit:read', standing())).toThrow("'audit:read'");
  });
});

describe('a project', () => {
  it('without members follows the roles of the tenant, and is changed by its owner', () => {
    expect(policy.inProject(actor('user'), 'prompt:write', standing())).toBe('allowed');
    expect(policy.inProject(actor('user'), 'prompt:resolve', standing())).toBe('forbidden');
    expect(policy.inProject(actor('user'), 'project:edit', standing())).toBe('forbidden');
    expect(policy.inProject(actor('user'), 'project:edit', standing({ isOwner: true }))).toBe('allowed');
    expect(policy.inProject(actor('prompt_consumer'), 'prompt:read', standing())).toBe('forbidden');
  });

  it('without members leaves a plain user, and its owner of that role, without what needs a membership', () => {
    const byMembership = NAMES.filter((each) => PERMISSIONS.grantOf(each)?.userMembers);
    expect(byMembership).toEqual([
      'deployment:approve',
      'deployment:deploy',
      'deployment:request',
      'deployment:rollback',
      'marketplace:review',
      'prompt:resolve',
    ]);
    for (const permission of byMembership) {
      expect(policy.allows(actor('user'), permission)).toBe(false);
      expect(policy.allowsSomewhere(actor('user'), permission)).toBe(true);
      expect(policy.inProject(actor('user'), permission, standing())).toBe('forbidden');
      expect(policy.inProject(actor('user'), permission, standing({ isOwner: true }))).toBe('forbidden');
      for (const role of ['auditor', 'prompt_consumer'] as const)
        expect(policy.allowsSomewhere(actor(role), permission)).toBe(role === 'prompt_consumer' && permission === 'prompt:resolve');
    }
    expect(policy.allowsSomewhere(actor('user', { permissions: ['prompt:read'] }), 'deployment:approve')).toBe(false);
  });

  it('with members is hidden from others, but not from administrators and its owner', () => {
    const closed = { isClosed: true };
    expect(policy.inProject(actor('user'), 'prompt:read', standing(closed))).toBe('hidden');
    expect(policy.inProject(actor('prompt_consumer'), 'prompt:resolve', standing(closed))).toBe('hidden');
    expect(policy.inProject(actor('tenant_admin'), 'prompt:write', standing(closed))).toBe('allowed');
    expect(policy.inProject(actor('user'), 'member:write', standing({ ...closed, isOwner: true }))).toBe('allowed');
  });

  it('lets its members do what both their roles allow', () => {
    const may = (permission: string): string[] =>
      PROJECT_ROLES.filter((role) => policy.inProject(actor('user'), permission, standing({ isClosed: true, role })) === 'allowed');
    expect(may('prompt:read')).toEqual(['viewer', 'editor', 'approver', 'admin']);
    expect(may('prompt:write')).toEqual(['editor', 'admin']);
    expect(may('version:activate')).toEqual(['editor', 'approver', 'admin']);
    expect(may('pointer:move')).toEqual(['approver', 'admin']);
    expect(may('member:write')).toEqual(['admin']);
    expect(may('prompt:serve')).toEqual([]);
    // What administrators do in any project a plain user does by membership.
    expect(may('prompt:resolve')).toEqual(['editor', 'admin']);
    expect(may('deployment:request')).toEqual(['editor', 'admin']);
    for (const each of ['approve', 'deploy', 'rollback']) expect(may(`deployment:${each}`)).toEqual(['approver', 'admin']);
    expect(may('prompt:export')).toEqual([]);
    const consumer = standing({ isClosed: true, role: 'admin' });
    expect(policy.inProject(actor('prompt_consumer'), 'prompt:resolve', consumer)).toBe('allowed');
    expect(policy.inProject(actor('prompt_consumer'), 'prompt:write', consumer)).toBe('forbidden');
  });
});

describe('the scopes of a key', () => {
  it('that name resolving open serving too, and not the other way round', () => {
    const key = (permission: string) => actor('admin', { permissions: [permission] });
    expect(policy.allows(key('prompt:resolve'), 'prompt:serve')).toBe(true);
    expect(policy.isNamedByKey(key('prompt:resolve'), 'prompt:serve')).toBe(true);
    expect(policy.allows(key('prompt:serve'), 'prompt:serve')).toBe(true);
    expect(policy.allows(key('prompt:serve'), 'prompt:resolve')).toBe(false);
  });

  it('take away and never add', () => {
    const narrowed = { permissions: ['prompt:read', 'user:read'] };
    expect(policy.allows(actor('admin', narrowed), 'prompt:read')).toBe(true);
    expect(policy.allows(actor('admin', narrowed), 'prompt:write')).toBe(false);
    expect(policy.allows(actor('admin', narrowed), 'profile:read')).toBe(false);
    expect(policy.allows(actor('user', narrowed), 'user:read')).toBe(false);
    expect(policy.isNamedByKey(actor('admin', narrowed), 'prompt:read')).toBe(true);
    expect(policy.isNamedByKey(actor('admin'), 'prompt:read')).toBe(false);
    expect(policy.isNamedByKey(actor('admin', { projects: ['shop'] }), 'prompt:read')).toBe(false);
  });

  it.each([[{ projects: ['shop'] }], [{ environments: ['production'] }]])(
    '%j leave nothing beside projects but the owner himself',
    (scopes) => {
      expect(policy.allows(actor('admin', scopes), 'prompt:resolve')).toBe(true);
      expect(policy.allows(actor('admin', scopes), 'profile:read')).toBe(true);
      for (const permission of ['user:read', 'tenant:write', 'audit:read', 'project:create']) {
        expect(policy.allows(actor('admin', scopes), permission)).toBe(false);
      }
    },
  );

  it.each([[{ projects: ['shop'] }], [{ environments: ['production'] }]])('%j hold beside the permissions that are named', (scopes) => {
    const beside = ['user:read', 'user:write', 'tenant:write', 'audit:read', 'audit:checkpoint', 'project:create'];
    const key = actor('admin', { ...scopes, permissions: ['prompt:resolve', 'profile:read', ...beside] });
    expect(['prompt:resolve', 'profile:read', 'prompt:read', ...beside].filter((each) => policy.allows(key, each))).toEqual([
      'prompt:resolve',
      'profile:read',
    ]);
  });

  it('to environments leave resolving, pointers and reads', () => {
    const inEnvironment = (permissions: readonly string[] | null): string[] => {
      const key = actor('admin', { environments: ['production'], permissions });
      return NAMES.filter((each) => /^(project|member|env|prompt|version|pointer)/u.test(each) && policy.allows(key, each));
    };
    const left = ['environment:read', 'pointer:move', 'pointer:read', 'project:read', 'prompt:read', 'prompt:resolve', 'prompt:serve'];
    expect(inEnvironment(null)).toEqual(left);
    expect(inEnvironment(Object.keys(PERMISSIONS.grants))).toEqual(left);
  });

  it('hide other projects, from administrators too', () => {
    expect(policy.inProject(actor('admin', { projects: ['shop'] }), 'prompt:resolve', standing())).toBe('allowed');
    expect(policy.inProject(actor('admin', { projects: ['shop'] }), 'prompt:resolve', standing({ slug: 'bank' }))).toBe('hidden');
  });
});
