import { CompleteOidcSignIn } from '#contexts/identity/oidc/application/complete-oidc-sign-in';
import { OidcAccounts } from '#contexts/identity/oidc/application/oidc-accounts';
import { OidcSettings } from '#contexts/identity/oidc/application/oidc-settings';
import { OpenIdClient, type SignInProof } from '#contexts/identity/oidc/application/openid-client.port';
import { PendingSignIns, type PendingSignIn } from '#contexts/identity/oidc/application/pending-sign-ins.port';
import { StartOidcSignIn } from '#contexts/identity/oidc/application/start-oidc-sign-in';
import { OidcProviderNotFound, OidcSignInRefused, OidcStateInvalid } from '#contexts/identity/oidc/domain/oidc-errors';
import { OidcLinkTaken } from '#contexts/identity/oidc/domain/oidc-link';
import type { ExternalIdentity, OidcProvider } from '#contexts/identity/oidc/domain/oidc-provider';
import { SignInRefused, type IssueSession, type Tokens } from '#contexts/identity/sign-in/application/issue-session';
import { SESSION_AUDIT } from '#contexts/identity/session/domain/session-audit';
import type { User } from '#contexts/identity/user/domain/user';
import type { Role } from '#shared/actor';
import { InMemoryOidcLinkRepository } from '../../../fakes/identity/in-memory-oidc-link-repository';
import { InMemoryUnitOfWork } from '../../../fakes/unit-of-work';
import { ACME, actorOf, GLOBEX, IdentityWorld } from '../identity-world';

const ANN: ExternalIdentity = { subject: 'ann', email: 'ann@acme.test', emailVerified: true, name: 'Ann', roleValues: [] };
const PROOF = { state: 'state', nonce: 'nonce', codeVerifier: 'verifier' };
const TOKENS: Tokens = { accessToken: 'access', refreshToken: 'refresh', expiresIn: 60 };
const CONFIGURED = {
  id: 'acme',
  issuer: 'https://login.acme.test',
  clientId: 'japm',
  clientSecret: '',
  tenant: ACME,
  emailDomains: ['acme.test'],
  scopes: 'openid',
  roleClaim: 'groups',
  roles: [{ value: 'apps', role: 'prompt_consumer' as Role }],
  defaultRole: 'user' as Role | null,
  createUsers: true,
  linkAdministrators: false,
};

/** Identifies whom it is told to. */
class ScriptedClient extends OpenIdClient {
  identity: ExternalIdentity = ANN;
  asked: { redirectUri: string; query: string; proof: SignInProof }[] = [];

  newProof(): SignInProof {
    return PROOF;
  }

  async authorizationUrl({ issuer }: OidcProvider, redirectUri: string, { state }: SignInProof): Promise<string> {
    return `${issuer}/auth?state=${state}&redirect_uri=${redirectUri}`;
  }

  async identify(
    _provider: OidcProvider,
    redirectUri: string,
    query: string,
    { state, nonce, codeVerifier }: SignInProof,
  ): Promise<ExternalIdentity> {
    this.asked.push({ redirectUri, query, proof: { state, nonce, codeVerifier } });
    return this.identity;
  }
}

class PlainPendingSignIns extends PendingSignIns {
  seal(pending: PendingSignIn): string {
    return JSON.stringify(pending);
  }

  open(sealed: string): PendingSignIn | null {
    if (!sealed.startsWith('{')) return null;
    const pending = JSON.parse(sealed) as PendingSignIn;
    return { ...pending, expiresAt: new Date(pending.expiresAt) };
  }
}

function signIn(patch: Partial<typeof CONFIGURED> = {}) {
  const world = new IdentityWorld();
  const { store, users, hasher, random, outbox, ids, clock } = world;
  const links = new InMemoryOidcLinkRepository(store);
  const unitOfWork = new InMemoryUnitOfWork(outbox, [store, links]);
  const client = new ScriptedClient();
  const pending = new PlainPendingSignIns();
  const settings = new OidcSettings(
    { providers: [{ ...CONFIGURED, ...patch }], publicUrl: 'https://japm.test', pendingSeconds: 600, requestTimeoutSeconds: 5 },
    'secret',
  );
  const issue = jest.fn(async (user: User, _origin: object, details?: Readonly<Record<string, unknown>>) => {
    outbox.append({
      rule: SESSION_AUDIT.login,
      actor: actorOf(user),
      resource: { id: user.state.id, revision: 0, projectId: null },
      details,
    });
    return TOKENS;
  });
  const accounts = new OidcAccounts(links, users, hasher, random, outbox, ids, clock);
  const issueSession = { execute: issue } as unknown as IssueSession;
  const complete = new CompleteOidcSignIn(settings, client, pending, accounts, issueSession, unitOfWork, clock);
  const start = new StartOidcSignIn(settings, client, pending, clock);
  const origin = { ip: '192.0.2.1', userAgent: 'test' };
  const as = async (identity: Partial<ExternalIdentity> = {}): Promise<Tokens> => {
    client.identity = { ...ANN, ...identity };
    const { sealed } = await start.execute('acme');
    return complete.execute({ providerId: 'acme', query: 'code=1&state=state', state: 'state', sealed, origin });
  };
  const actions = () => outbox.facts.map(({ rule }) => rule.action);
  const refusalOf = async (identity: Partial<ExternalIdentity> = {}): Promise<unknown> => {
    const error: unknown = await as(identity).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OidcSignInRefused);
    expect(outbox.facts).toEqual([]);
    expect(issue).not.toHaveBeenCalled();
    return (error as OidcSignInRefused).attempt;
  };
  return { world, links, users, client, start, complete, issue, as, refusalOf, actions, origin, outbox, clock };
}

describe('starting to sign in at an OpenID provider', () => {
  it('sends the browser there with what has to come back', async () => {
    const { start } = signIn();
    const { location, secure, lifetimeSeconds } = await start.execute('acme');
    expect(location).toBe('https://login.acme.test/auth?state=state&redirect_uri=https://japm.test/api/auth/oidc/acme/callback');
    expect({ secure, lifetimeSeconds }).toEqual({ secure: true, lifetimeSeconds: 600 });
  });

  it('knows no provider that is not configured', async () => {
    await expect(signIn().start.execute('other')).rejects.toThrow(OidcProviderNotFound);
  });
});

describe('coming back from an OpenID provider', () => {
  it('is refused when the link goes while the session is made', async () => {
    const { as, links, issue, users, outbox } = signIn();
    await as();
    const [user] = await users.list(ACME);
    issue.mockImplementationOnce(async () => {
      for (const link of await links.listOfUser(ACME, user?.state.id ?? '')) await links.remove(link);
      return TOKENS;
    });
    const before = outbox.facts.length;
    await expect(as()).rejects.toThrow(OidcLinkTaken);
    expect(outbox.facts).toHaveLength(before);
  });

  it('redeems the code with the proof of the start', async () => {
    const { as, client } = signIn();
    expect(await as()).toBe(TOKENS);
    expect(client.asked).toEqual([
      { redirectUri: 'https://japm.test/api/auth/oidc/acme/callback', query: 'code=1&state=state', proof: PROOF },
    ]);
  });

  it.each([
    ['no start', null, 'state'],
    ['a start that was not ours', 'forged', 'state'],
    ['another state', { ...PROOF, providerId: 'acme', expiresAt: '2026-01-01T00:10:00.000Z' }, 'other'],
    ['no state', { ...PROOF, providerId: 'acme', expiresAt: '2026-01-01T00:10:00.000Z' }, null],
    ["another provider's start", { ...PROOF, providerId: 'other', expiresAt: '2026-01-01T00:10:00.000Z' }, 'state'],
    ['a start that is too long ago', { ...PROOF, providerId: 'acme', expiresAt: '2026-01-01T00:00:00.000Z' }, 'state'],
  ])('is refused with %s before the provider is asked', async (_what, kept, state) => {
    const { complete, client, origin } = signIn();
    const sealed = kept === null || typeof kept === 'string' ? kept : JSON.stringify(kept);
    const attempt = complete.execute({ providerId: 'acme', query: 'code=1', state, sealed, origin });
    await expect(attempt).rejects.toThrow(OidcStateInvalid);
    await expect(attempt).rejects.toMatchObject({ kind: 'unauthenticated', attempt: { tenantId: ACME, details: { provider: 'acme' } } });
    expect(client.asked).toEqual([]);
  });

  it('makes an account for somebody new, with the mapped role and a password nobody knows', async () => {
    const { as, users, issue, actions, outbox, world, origin } = signIn();
    await as({ roleValues: ['apps'], email: 'Ann@acme.test' });
    const ann = await users.findByEmailKey('ann@acme.test');
    expect(ann?.state).toMatchObject({ tenantId: ACME, role: 'prompt_consumer', name: 'Ann' });
    expect(actions()).toEqual(['user.create', 'oidc_link.create', 'session.login']);
    expect(outbox.facts[1]).toMatchObject({ rule: { risk: 'high' }, details: { provider: 'acme', issuer: 'https://login.acme.test' } });
    expect(issue).toHaveBeenCalledWith(ann, origin, { provider: 'acme' });
    expect(world.trail).not.toMatch(/ann@|"ann"|hash of/iu);
  });

  it('knows a linked user by his subject, whatever his address is now', async () => {
    const { as, users, actions, world } = signIn();
    const ann = await world.user(ACME, 'user', 'ann@acme.test');
    await as();
    expect(actions()).toEqual(['oidc_link.create', 'session.login']);
    await users.update(ann.change({ email: 'elsewhere@acme.test' }, world.clock.now()));
    await as({ email: 'new@acme.test', emailVerified: false });
    await as({ email: null });
    expect(actions()).toEqual(['oidc_link.create', 'session.login', 'session.login', 'session.login']);
    expect(await users.list(ACME)).toHaveLength(1);
  });

  it.each([
    ['an unverified address', { emailVerified: false }, 'email_unverified'],
    ['no address', { email: null }, 'email_missing'],
    ['an address of a foreign domain', { email: 'ann@evil.test' }, 'foreign_domain'],
    ['a subject that no provider may send', { subject: 'ann ' }, 'subject_invalid'],
  ])('refuses %s', async (_what, identity, reason) => {
    const { refusalOf, users } = signIn();
    expect(await refusalOf(identity)).toEqual({ tenantId: ACME, resourceId: 'unknown', details: { provider: 'acme', reason } });
    expect(await users.list(ACME)).toEqual([]);
  });

  it('refuses people without an account where none are made, and those without a role', async () => {
    expect(await signIn({ createUsers: false }).refusalOf()).toMatchObject({ details: { reason: 'no_account' } });
    expect(await signIn({ defaultRole: null }).refusalOf()).toMatchObject({ details: { reason: 'no_role' } });
  });

  it.each(['admin', 'tenant_admin'] as const)('links a %s only where the provider is trusted with administrators', async (role) => {
    const { world, refusalOf } = signIn();
    const { state } = await world.user(ACME, role, 'ann@acme.test');
    expect(await refusalOf()).toMatchObject({ resourceId: state.id, details: { reason: 'administrator' } });
    const trusted = signIn({ linkAdministrators: true });
    await trusted.world.user(ACME, role, 'ann@acme.test');
    await trusted.as();
    expect(trusted.actions()).toEqual(['oidc_link.create', 'session.login']);
  });

  it.each([
    ['has become an administrator', { role: 'admin' as Role }, {}, 'administrator'],
    ['is disabled', { disabled: true }, {}, 'disabled'],
    ['is now of a foreign domain', {}, { email: 'ann@evil.test' }, 'foreign_domain'],
  ])('refuses a linked user who %s', async (_what, patch, identity, reason) => {
    const { world, users, as, outbox, issue, refusalOf, clock } = signIn();
    const ann = await world.user(ACME, 'user', 'ann@acme.test');
    await as();
    outbox.facts.length = 0;
    issue.mockClear();
    const after = ann.change(patch, clock.now());
    if (after !== ann) await users.update(after);
    expect(await refusalOf(identity)).toMatchObject({ resourceId: ann.state.id, details: { reason } });
  });

  it("refuses the address of another tenant's user, and does not name him on the trail", async () => {
    const { world, refusalOf } = signIn();
    await world.user(GLOBEX, 'user', 'ann@acme.test');
    expect(await refusalOf()).toEqual({ tenantId: ACME, resourceId: 'unknown', details: { provider: 'acme', reason: 'other_tenant' } });
  });

  it('refuses a second subject with the address of a linked user: addresses are given to new people', async () => {
    const { as, outbox, issue, refusalOf } = signIn();
    await as();
    outbox.facts.length = 0;
    issue.mockClear();
    expect(await refusalOf({ subject: 'somebody else' })).toMatchObject({ details: { reason: 'linked_otherwise' } });
  });

  it('leaves nothing behind when no session is to be had', async () => {
    const { issue, as, users, outbox } = signIn();
    issue.mockRejectedValue(new SignInRefused());
    await expect(as()).rejects.toMatchObject({ attempt: { details: { reason: 'disabled' } } });
    expect(await users.list(ACME)).toEqual([]);
    expect(outbox.facts).toEqual([]);
  });
});
