import { oidcSchema } from '#platform/config/oidc.schema';
import { parseConfig, readSettings } from '#platform/config/load-config';
import { withOidcSecrets } from '#platform/config/oidc-secrets';

const provider = { id: 'acme', issuer: 'https://login.acme.test', clientId: 'japm', tenant: 'default-tenant', emailDomains: ['ACME.test'] };
const section = (patch: object, more: object = {}) =>
  oidcSchema.safeParse({
    publicUrl: 'https://japm.acme.test/',
    requestTimeoutSeconds: '5',
    pendingSeconds: 600,
    providers: [{ ...provider, ...patch }],
    ...more,
  });
const faults = (patch: object, more?: object) => section(patch, more).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the configuration of OpenID providers', () => {
  it('has safe defaults', () => {
    expect(section({}).data).toMatchObject({
      publicUrl: 'https://japm.acme.test',
      providers: [
        {
          emailDomains: ['acme.test'],
          scopes: 'openid email profile',
          defaultRole: 'user',
          createUsers: true,
          linkAdministrators: false,
          roles: [],
        },
      ],
    });
    expect(oidcSchema.safeParse({ publicUrl: '', requestTimeoutSeconds: 5, pendingSeconds: 600, providers: [] }).success).toBe(true);
  });

  it.each([
    ['an issuer without TLS elsewhere', { issuer: 'http://login.acme.test' }, 'providers.0.issuer'],
    ['an issuer that only looks like this machine', { issuer: 'http://127.0.0.1.evil.test' }, 'providers.0.issuer'],
    ['an issuer that is no address', { issuer: 'acme' }, 'providers.0.issuer'],
    ['no domain', { emailDomains: [] }, 'providers.0.emailDomains'],
    ['a domain with an @', { emailDomains: ['@acme.test'] }, 'providers.0.emailDomains.0'],
    ['scopes without openid', { scopes: 'email openidx' }, 'providers.0.scopes'],
    ['a tenant that is no id', { tenant: 'acme' }, 'providers.0.tenant'],
    ['an id that is no path segment', { id: 'a/b' }, 'providers.0.id'],
    ['an unknown role', { roles: [{ value: 'x', role: 'root' }] }, 'providers.0.roles.0.role'],
    ['administrators by default', { defaultRole: 'admin' }, 'providers.0.defaultRole'],
    ['administrators by a claim', { roles: [{ value: 'x', role: 'tenant_admin' }] }, 'providers.0.roles'],
    ['a misspelt setting', { linkAdmins: true }, 'providers.0'],
  ])('refuses %s', (_what, patch, path) => {
    expect(faults(patch)).toEqual([path]);
  });

  it('wants an address for the way back, and ids that differ', () => {
    expect(faults({}, { publicUrl: '' })).toEqual(['publicUrl']);
    expect(faults({}, { providers: [provider, provider] })).toEqual(['providers']);
  });

  it('makes administrators where the provider is trusted with them', () => {
    expect(section({ linkAdministrators: true, roles: [{ value: 'x', role: 'tenant_admin' }] }).success).toBe(true);
  });

  it('lets this machine go without TLS, but not in production', () => {
    expect(faults({ issuer: 'http://127.0.0.1:4000' })).toEqual([]);
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      expect(faults({ issuer: 'http://127.0.0.1:4000' })).toEqual(['providers.0.issuer']);
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});

describe('registration', () => {
  const configured = (register: boolean, tenant: string) => () => {
    const settings = readSettings() as { auth: object; oidc: object };
    return parseConfig({
      ...settings,
      auth: { ...settings.auth, register },
      oidc: { ...settings.oidc, publicUrl: 'https://japm.test', providers: [{ ...provider, tenant }] },
    });
  };

  it.each(['default-tenant', '00000000-0000-7000-8000-000000000001'])(
    'is off where people of %s are linked by their address: strangers could be there first',
    (tenant) => {
      expect(configured(true, tenant)).toThrow(/must be false.*\n.*auth.register/u);
      expect(configured(false, tenant)).not.toThrow();
    },
  );

  it('does not touch the providers of other tenants', () => {
    expect(configured(true, '019a8f2e-6d1c-7000-8000-3f5a1c9b7d21')).not.toThrow();
  });
});

describe('the client secrets of OpenID providers', () => {
  const secretOf = (variable: string): string | undefined => (variable === 'JAPM_OIDC_ACME_EU_CLIENT_SECRET' ? 'from outside' : undefined);

  it('come from outside where a provider has none of its own', () => {
    const providers = [{ id: 'acme-eu' }, { id: 'acme-eu', clientSecret: 'own' }, { id: 'globex' }];
    expect(withOidcSecrets({ oidc: { publicUrl: 'x', providers } }, secretOf)).toEqual({
      oidc: {
        publicUrl: 'x',
        providers: [{ id: 'acme-eu', clientSecret: 'from outside' }, { id: 'acme-eu', clientSecret: 'own' }, { id: 'globex' }],
      },
    });
  });

  it.each([{}, { oidc: null }, { oidc: { providers: 'x' } }, { oidc: { providers: [null, 5, { id: 7 }] } }])(
    'leave %j to the schema',
    (settings) => {
      expect(withOidcSecrets(settings, secretOf)).toEqual(settings);
    },
  );
});
