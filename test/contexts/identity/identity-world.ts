import { PERMISSIONS } from '#bootstrap/contexts';
import { CrossTenantReads } from '#contexts/identity/tenant/application/cross-tenant-reads';
import { IdentitySettings } from '#contexts/identity/access/application/identity-settings';
import { RoleAccessPolicy } from '#contexts/identity/access/application/role-access-policy';
import type { CredentialSetting } from '#contexts/identity/user/domain/credential-setting';
import { CredentialSettings } from '#contexts/identity/user/application/credential-settings.port';
import { KeyProjects } from '#contexts/identity/api-key/application/key-projects.port';
import { Principals } from '#contexts/identity/authentication/application/principals';
import { FailedSignIns } from '#contexts/identity/session/application/failed-sign-ins';
import { IssueSession, type Tokens } from '#contexts/identity/sign-in/application/issue-session';
import { TokenSettings } from '#contexts/identity/session/application/token-settings';
import { Tenant } from '#contexts/identity/tenant/domain/tenant';
import { TenantScope } from '#contexts/identity/tenant/application/tenant-scope';
import { AccountGuard } from '#contexts/identity/user/application/account-guard';
import { IdentityUsage } from '#contexts/identity/user/application/identity-usage.port';
import { UserScope } from '#contexts/identity/user/application/user-scope';
import { User } from '#contexts/identity/user/domain/user';
import { PLATFORM_TENANT_ID, type Actor, type Role } from '#shared/actor';
import { CountingIds, FixedClock } from '../../fakes/clock-and-ids';
import { JsonTokenSigner, PlainPasswordHasher, ScriptedRandomSource } from '../../fakes/identity/credentials';
import { IdentityStore } from '../../fakes/identity/identity-store';
import { InMemoryApiKeyRepository } from '../../fakes/identity/in-memory-api-key-repository';
import { InMemoryPasswordResetRepository } from '../../fakes/identity/in-memory-password-reset-repository';
import { InMemorySessionRepository } from '../../fakes/identity/in-memory-session-repository';
import { InMemorySignInHistory } from '../../fakes/identity/in-memory-sign-in-history';
import { InMemoryTenantRepository } from '../../fakes/identity/in-memory-tenant-repository';
import { InMemoryUserRepository } from '../../fakes/identity/in-memory-user-repository';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../fakes/unit-of-work';

export const ACME = '00000000-0000-7000-8000-0000000000a1';
export const GLOBEX = '00000000-0000-7000-8000-0000000000b1';
export const PASSWORD = 'correct horse';

class ScriptedUsage extends IdentityUsage {
  blockers: string[] = [];

  async ofUser(): Promise<readonly string[]> {
    return this.blockers;
  }

  async ofTenant(): Promise<readonly string[]> {
    return this.blockers;
  }

  async membershipsOf(): Promise<number> {
    return 0;
  }
}

/** In the words of `setter → user`; what was replaced since is no longer there. */
class ListedSettings extends CredentialSettings {
  readonly open = new Set<string>();

  async put({ setBy, userId }: CredentialSetting): Promise<void> {
    this.open.add(`${setBy} → ${userId}`);
  }

  async replace(_tenantId: string, userId: string): Promise<void> {
    for (const each of this.open) if (each.endsWith(` → ${userId}`)) this.open.delete(each);
  }
}

class ScriptedProjects extends KeyProjects {
  slugs: string[] = ['shop'];

  async unknown(_actor: Actor, slugs: readonly string[]): Promise<readonly string[]> {
    return slugs.filter((each) => !this.slugs.includes(each));
  }
}

/** The fakes of the context, put together, with the platform, Acme and Globex as tenants. */
export class IdentityWorld {
  readonly store = new IdentityStore();
  readonly tenants = new InMemoryTenantRepository(this.store);
  readonly users = new InMemoryUserRepository(this.store);
  readonly apiKeys = new InMemoryApiKeyRepository(this.store);
  readonly sessions = new InMemorySessionRepository(this.store);
  readonly resets = new InMemoryPasswordResetRepository(this.store);
  readonly credentialSettings = new ListedSettings();
  readonly outbox = new RecordingOutbox();
  readonly unitOfWork = new InMemoryUnitOfWork(this.outbox, [this.store]);
  readonly clock = new FixedClock();
  readonly ids = new CountingIds();
  readonly hasher = new PlainPasswordHasher();
  readonly random = new ScriptedRandomSource();
  readonly usage = new ScriptedUsage();
  readonly policy = new RoleAccessPolicy(PERMISSIONS);
  readonly keyProjects = new ScriptedProjects();
  readonly settings: IdentitySettings;
  readonly tenantScope: TenantScope;
  readonly userScope = new UserScope(this.users, this.tenants, this.policy);
  readonly principals = new Principals(this.users, this.apiKeys, this.tenants, this.sessions, this.clock);
  readonly foreignReads = new CrossTenantReads(this.outbox, this.unitOfWork);
  readonly history = new InMemorySignInHistory(this.store);
  readonly failures = new FailedSignIns(this.clock, this.history);
  readonly guard = new AccountGuard(this.users, this.tenants, this.sessions, this.resets, this.credentialSettings, this.clock);
  readonly tokenSettings = new TokenSettings(['secret'], 3600, 24 * 3600);
  readonly issueSession = new IssueSession(
    this.sessions,
    this.users,
    this.tenants,
    new JsonTokenSigner(),
    this.tokenSettings,
    this.random,
    this.outbox,
    this.unitOfWork,
    this.ids,
    this.clock,
  );

  constructor(settings: Partial<IdentitySettings['values']> = {}) {
    this.settings = new IdentitySettings({
      registration: true,
      multiTenancy: true,
      adminEmail: null,
      principalCacheMs: 1000,
      staleGraceMs: 60_000,
      ...settings,
    });
    this.tenantScope = new TenantScope(this.tenants, this.settings, this.policy);
    const now = this.clock.now();
    for (const [id, name] of [
      [PLATFORM_TENANT_ID, 'Platform'],
      [ACME, 'Acme'],
      [GLOBEX, 'Globex'],
    ] as const) {
      this.store.tenants.set(id, Tenant.create({ id, name, marketplaceRequiresApproval: true, now }));
    }
  }

  async user(tenantId: string, role: Role, email = `${this.ids.next()}@acme.test`): Promise<User> {
    const passwordHash = await this.hasher.hash(PASSWORD);
    const user = User.create({ id: this.ids.next(), tenantId, email, name: 'Ann', role, passwordHash, now: this.clock.now() });
    await this.users.add(user);
    return user;
  }

  async actor(tenantId: string, role: Role): Promise<Actor> {
    return actorOf(await this.user(tenantId, role));
  }

  signIn(user: User): Promise<Tokens> {
    return this.issueSession.execute(user, { ip: '192.0.2.1', userAgent: 'tests' });
  }

  /** As a token of that session would have him. */
  actorWith(user: User, { accessToken }: Tokens): Actor {
    return { ...actorOf(user), sessionId: (JSON.parse(accessToken) as { sid: string }).sid };
  }

  /** The ids of a user's live sessions, newest first. */
  async sessionIds({ state }: User): Promise<string[]> {
    return (await this.sessions.listLive(state.tenantId, state.id, this.clock.now())).map((each) => each.state.id);
  }

  /** Everything that is on the trail, as one text. */
  get trail(): string {
    return JSON.stringify(this.outbox.facts.map(({ actor: _actor, ...fact }) => fact));
  }
}

export const actorOf = ({ state: { id, tenantId, role, name, email } }: User): Actor => ({
  type: 'user',
  id,
  tenantId,
  role,
  name,
  email,
  apiKeyId: null,
});
