import { identityFrom, isComplete } from '#contexts/identity/oidc/adapters/openid/claims';
import type { OidcProvider } from '#contexts/identity/oidc/domain/oidc-provider';

const provider = { roleClaim: 'groups', roles: [{ value: 'a', role: 'user' }] } as unknown as OidcProvider;

describe('the claims of an OpenID provider', () => {
  it('are read from the ID token first, the address with its verification from one place', () => {
    const idToken = { sub: '1', email: 'ann@acme.test', groups: ['a', 5] };
    const userInfo = { sub: '1', email: 'bo@acme.test', email_verified: true, name: ' Bo ', groups: ['b'] };
    expect(identityFrom(provider, idToken, userInfo)).toEqual({
      subject: '1',
      email: 'bo@acme.test',
      emailVerified: true,
      name: 'Bo',
      roleValues: ['a'],
    });
    expect(identityFrom(provider, { ...idToken, email_verified: false }, userInfo)).toMatchObject({
      email: 'ann@acme.test',
      emailVerified: false,
    });
  });

  it.each(['true', 1, null, undefined, {}])('do not verify an address with %p', (email_verified) => {
    expect(identityFrom(provider, { sub: '1', email: 'ann@acme.test', email_verified }).emailVerified).toBe(false);
  });

  it.each([5, '', '  ', null, ['ann@acme.test']])('hold no address in %p', (email) => {
    expect(identityFrom(provider, { sub: '1', email, email_verified: true }).email).toBeNull();
  });

  it('may hold a single role as a text', () => {
    expect(identityFrom(provider, { sub: '1', groups: 'a' }).roleValues).toEqual(['a']);
    expect(identityFrom(provider, { sub: '1' }).roleValues).toEqual([]);
  });

  it('are complete with the address, its verification and, where roles are mapped, the claim of roles', () => {
    const claims = { sub: '1', email: 'ann@acme.test', email_verified: true };
    expect(isComplete(provider, claims)).toBe(false);
    expect(isComplete(provider, { ...claims, groups: [] })).toBe(true);
    expect(isComplete({ ...provider, roles: [] }, claims)).toBe(true);
    expect(isComplete({ ...provider, roles: [] }, { sub: '1', email: 'ann@acme.test' })).toBe(false);
  });
});
