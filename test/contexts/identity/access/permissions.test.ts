import { RoleAccessPolicy } from '#contexts/identity/access/application/role-access-policy';
import { PERMISSIONS } from '#contexts/identity/access/domain/permissions';
import { systemActor, type Actor, type Role } from '#shared/actor';

const policy = new RoleAccessPolicy();
const actor = (role: Role): Actor => ({ ...systemActor('test'), type: 'user', role });
const allowed = (role: Role): string[] => Object.keys(PERMISSIONS).filter((permission) => policy.allows(actor(role), permission));

describe('the table of permissions', () => {
  it('lets a prompt_consumer do what the contract lists and nothing else', () => {
    expect(allowed('prompt_consumer')).toEqual(['api-key:own', 'profile:read', 'prompt:resolve', 'probe:any']);
  });

  it('lets everybody but a plain user resolve prompts', () => {
    expect(
      (['admin', 'tenant_admin', 'user', 'prompt_consumer'] as const).filter((role) => policy.allows(actor(role), 'prompt:resolve')),
    ).toEqual(['admin', 'tenant_admin', 'prompt_consumer']);
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
  });
});
