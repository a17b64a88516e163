import { PERMISSIONS } from '#bootstrap/contexts';
import { requirePower } from '#contexts/identity/access/domain/power';
import { systemActor, type Actor, type Role } from '#shared/actor';
import type { PowerChange } from '#shared/power';

const person = (role: Role): Actor => ({ ...systemActor('test'), type: 'user', id: 'ann', role });
const key = (permissions: string[] | null, role: Role = 'admin'): Actor => ({
  ...person(role),
  type: 'api_key',
  apiKeyId: 'k',
  scopes: permissions && { permissions, projects: null, environments: null },
});
const account = (userId: string, after: Role, signIn: string | null, before: Role = after): PowerChange => ({
  of: 'account',
  userId,
  before,
  after,
  signIn,
});
const codeOf = (actor: Actor, change: PowerChange): string | null => {
  try {
    requirePower(PERMISSIONS, actor, change);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('what may be given away', () => {
  it('is not the account of an API key’s owner', () => {
    expect(codeOf(key(['user:reset']), account('ann', 'user', 'user:reset'))).toBe('identity.users_only');
    expect(codeOf(key(null), account('ann', 'admin', 'user:credentials'))).toBe('identity.users_only');
    expect(codeOf(key(['user:reset']), account('bo', 'user', 'user:reset'))).toBeNull();
  });

  it('is no administrator, by a key that names less', () => {
    expect(codeOf(key(['user:write']), account('bo', 'tenant_admin', null, 'user'))).toBe('identity.credentials_scope');
    expect(codeOf(key(['user:write']), account('bo', 'user', null))).toBeNull();
  });

  it('is no role above that of the giver', () => {
    expect(codeOf(person('tenant_admin'), account('bo', 'admin', null, 'user'))).toBe('identity.role_above_own');
    expect(codeOf(person('admin'), account('bo', 'admin', null, 'user'))).toBeNull();
  });
});
