import { isSubject, mayBecome, refusalOfAddress, roleFor, vouchesFor } from '#contexts/identity/oidc/domain/oidc-provider';

const identity = { subject: '1', email: 'ann@acme.test', emailVerified: true, name: null, roleValues: [] };
const provider = { emailDomains: ['acme.test', 'acme.example'] };

describe('an OpenID provider', () => {
  it('vouches for the addresses of its domains only', () => {
    expect(['ann@acme.test', ' Ann@ACME.Test ', 'a@acme.example'].every((each) => vouchesFor(provider, each))).toBe(true);
    expect(
      ['ann@evil.test', 'ann@sub.acme.test', 'ann@notacme.test', 'acme.test', 'ann@acme.test@evil.test', 'ann@acme.test.'].some((each) =>
        vouchesFor(provider, each),
      ),
    ).toBe(false);
  });

  it.each([
    ['no address', { email: null }, 'email_missing'],
    ['an address that is too long for one', { email: `${'\uFDFA'.repeat(255)}@acme.test` }, 'email_missing'],
    ['an address that was not verified', { emailVerified: false }, 'email_unverified'],
    ['an address of a foreign domain', { email: 'ann@evil.test' }, 'foreign_domain'],
    ['an address that only folding makes the same as another (full width)', { email: '\uFF41nn@acme.test' }, 'email_ambiguous'],
    ['an address that only folding makes the same as another (Kelvin sign)', { email: '\u212Aate@acme.test' }, 'email_ambiguous'],
  ])('proves nothing by %s', (_what, patch, refusal) => {
    expect(refusalOfAddress(provider, { ...identity, ...patch })).toBe(refusal);
  });

  it('proves who somebody is by a verified address of its domains', () => {
    expect(refusalOfAddress(provider, identity)).toBeNull();
  });

  it('gives the role of the first entry that fits, else the default', () => {
    const mapping = {
      roles: [
        { value: 'admins', role: 'tenant_admin' },
        { value: 'apps', role: 'prompt_consumer' },
      ],
      defaultRole: 'user',
    } as const;
    expect(roleFor(mapping, { ...identity, roleValues: ['apps', 'admins'] })).toBe('tenant_admin');
    expect(roleFor(mapping, { ...identity, roleValues: ['apps'] })).toBe('prompt_consumer');
    expect(roleFor(mapping, { ...identity, roleValues: ['Admins'] })).toBe('user');
    expect(roleFor({ ...mapping, defaultRole: null }, identity)).toBeNull();
  });

  it('signs in administrators only where it is trusted with them', () => {
    expect(
      (['admin', 'tenant_admin', 'user', 'prompt_consumer'] as const).filter((role) => mayBecome({ linkAdministrators: false }, role)),
    ).toEqual(['user', 'prompt_consumer']);
    expect(mayBecome({ linkAdministrators: true }, 'admin')).toBe(true);
  });

  it('names people by 1 to 255 ASCII characters without white space at the edges', () => {
    expect(['1', 'a b', 'x'.repeat(255), 'auth0|5f'].every(isSubject)).toBe(true);
    expect(['', ' a', 'a ', 'x'.repeat(256), 'é', 'a\n'].some(isSubject)).toBe(false);
  });
});
