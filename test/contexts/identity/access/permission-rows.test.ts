import { RoleAccessPolicy } from '#contexts/identity/access/application/role-access-policy';
import { PERMISSIONS } from '#bootstrap/contexts';
import { PROJECT_ROLES, ROLES, systemActor, type Actor, type ProjectRole, type Role } from '#shared/actor';

/**
 * Who may what, written down once more and by hand, from the wire contract (1.6 and the tables of routes): roles of the
 * tenant, then for what lies in a project the members with the role `user` who may in their project.
 */
const ADMINS = 'admin tenant_admin';
const MEMBER = `${ADMINS} user`;
const EVERYBODY = `${MEMBER} prompt_consumer auditor`;
const SERVE = `${ADMINS} prompt_consumer`;
const ALL_MEMBERS = 'viewer editor approver admin';
const ROWS: Readonly<Record<string, readonly [roles: string, members?: string]>> = {
  'tenant:read': [ADMINS],
  'tenant:write': [ADMINS],
  'user:read': [ADMINS],
  'user:write': [ADMINS],
  'user:credentials': ['admin'],
  'user:reset': [ADMINS],
  'session:own': [EVERYBODY],
  'api-key:own': [EVERYBODY],
  'profile:read': [EVERYBODY],
  'audit:read': [`${ADMINS} auditor`],
  'audit:checkpoint': [`${MEMBER} auditor`],
  'project:create': [ADMINS],
  'system-prompt:read': [MEMBER],
  'system-prompt:write': ['admin'],
  'probe:admin': ['admin'],
  'probe:tenant-admin': ['tenant_admin'],
  'probe:user': ['user'],
  'probe:any': [EVERYBODY],
  'project:read': [MEMBER, ALL_MEMBERS],
  'project:edit': [ADMINS, 'admin'],
  'member:read': [MEMBER, ALL_MEMBERS],
  'member:write': [ADMINS, 'admin'],
  'environment:read': [MEMBER, ALL_MEMBERS],
  'environment:write': [MEMBER, 'admin'],
  'tag:read': [MEMBER, ALL_MEMBERS],
  'tag:write': [MEMBER, 'admin'],
  'ai-model:read': [MEMBER, ALL_MEMBERS],
  'ai-model:write': [MEMBER, 'admin'],
  'region:read': [MEMBER, ALL_MEMBERS],
  'region:write': [MEMBER, 'admin'],
  'cultural-data:read': [MEMBER, ALL_MEMBERS],
  'cultural-data:write': [MEMBER, 'admin'],
  'rag-document:read': [MEMBER, ALL_MEMBERS],
  'rag-document:write': [MEMBER, 'admin'],
  'prompt:read': [MEMBER, ALL_MEMBERS],
  'prompt:write': [MEMBER, 'editor admin'],
  'prompt:export': [ADMINS, ''],
  'prompt:execute': [MEMBER, ALL_MEMBERS],
  'prompt:serve': [SERVE, ''],
  'prompt:resolve': [SERVE, 'editor admin'],
  'version:read': [MEMBER, ALL_MEMBERS],
  'usage:read': [MEMBER, ALL_MEMBERS],
  'version:write': [MEMBER, 'editor admin'],
  'version:activate': [MEMBER, 'editor approver admin'],
  'version:publish': [MEMBER, 'editor approver admin'],
  'asset:read': [MEMBER, ALL_MEMBERS],
  'asset:write': [MEMBER, 'editor admin'],
  'asset:activate': [MEMBER, 'editor approver admin'],
  'asset:publish': [MEMBER, 'editor approver admin'],
  'marketplace:read': [MEMBER],
  'marketplace:review': [ADMINS, 'approver admin'],
  'translation:read': [MEMBER, ALL_MEMBERS],
  'translation:write': [MEMBER, 'editor admin'],
  'change:apply': [MEMBER, 'editor admin'],
  'pointer:read': [MEMBER, ALL_MEMBERS],
  'pointer:move': [MEMBER, 'approver admin'],
  'release-rules:read': [MEMBER, ALL_MEMBERS],
  'release-rules:write': [ADMINS, 'admin'],
  'deployment:read': [MEMBER, ALL_MEMBERS],
  'deployment:request': [ADMINS, 'editor admin'],
  'deployment:approve': [ADMINS, 'approver admin'],
  'deployment:deploy': [ADMINS, 'approver admin'],
  'deployment:rollback': [ADMINS, 'approver admin'],
  'dashboard:read': [MEMBER, ALL_MEMBERS],
  'dashboard:rebuild': [ADMINS],
};

const policy = new RoleAccessPolicy(PERMISSIONS);
const actor = (role: Role): Actor => ({ ...systemActor('test'), type: 'user', role });
const standing = (role: ProjectRole | null) => ({ slug: 'shop', isOwner: false, isClosed: role !== null, role });

describe('each permission', () => {
  it('has a row here', () => {
    expect(Object.keys(ROWS).toSorted()).toEqual(Object.keys(PERMISSIONS.grants).toSorted());
  });

  it('of the platform tenant is one of what all tenants share', () => {
    const acme = (role: Role): Actor => ({ ...actor(role), tenantId: '019a8f2e-6d1c-7000-8000-3f5a1c9b7d21' });
    const lost = Object.entries(ROWS).flatMap(([permission, [, members]]) =>
      members === undefined && ROLES.some((role) => policy.allows(actor(role), permission) !== policy.allows(acme(role), permission))
        ? [permission]
        : [],
    );
    expect(lost.toSorted()).toEqual(['dashboard:rebuild', 'system-prompt:write']);
  });

  it.each(Object.entries(ROWS))('%s is what the contract gives to whom', (permission, [roles, members]) => {
    const inTenant = ROLES.filter((role) =>
      members === undefined
        ? policy.allows(actor(role), permission)
        : policy.inProject(actor(role), permission, standing(null)) === 'allowed',
    );
    expect(inTenant.toSorted()).toEqual(roles.split(' ').toSorted());
    if (members === undefined) return;
    const inProject = PROJECT_ROLES.filter((role) => policy.inProject(actor('user'), permission, standing(role)) === 'allowed');
    expect(inProject.toSorted()).toEqual(members === '' ? [] : members.split(' ').toSorted());
  });
});
