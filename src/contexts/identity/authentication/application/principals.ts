import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { ApiKeyRepository } from '../../api-key/application/api-key-repository.port';
import type { ApiKey } from '../../api-key/domain/api-key';
import { parseKeyValue } from '../../api-key/domain/key-value';
import type { SessionRepository } from '../../session/application/session-repository.port';
import type { TenantRepository } from '../../tenant/application/tenant-repository.port';
import type { UserRepository } from '../../user/application/user-repository.port';
import type { User } from '../../user/domain/user';

/** A valid API key and its owner, for whom it acts. */
export interface KeyPrincipal {
  readonly actor: Actor;
  readonly apiKey: ApiKey;
}

/** The claims of a token about its session. */
export interface SessionClaims {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
}

/** Reads the principal of credentials as the database has it now; null when there is none, or none any more. */
export class Principals {
  constructor(
    private readonly users: UserRepository,
    private readonly apiKeys: ApiKeyRepository,
    private readonly tenants: TenantRepository,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  async ofSession({ tenantId, userId, sessionId }: SessionClaims): Promise<Actor | null> {
    const [user, session] = await Promise.all([this.#enabled(tenantId, userId), this.sessions.find(tenantId, userId, sessionId)]);
    if (!user || !session?.isLive(this.clock.now())) return null;
    return { ...actorFor(user, null), sessionId };
  }

  async ofKey(value: string): Promise<KeyPrincipal | null> {
    const parsed = parseKeyValue(value);
    if (!parsed) return null;
    const apiKey = await this.apiKeys.findByPrefix(parsed.prefix);
    const now = this.clock.now();
    if (!apiKey?.matches(parsed.secret, now) || !apiKey.isUsable(now)) return null;
    const { id, tenantId, userId, expiresAt } = apiKey.state;
    const owner = await this.#enabled(tenantId, userId);
    if (!owner) return null;
    const ofKey = { scopes: apiKey.scopes, keyExpiresAt: expiresAt, withPreviousSecret: !apiKey.isCurrent(parsed.secret) };
    return { actor: { ...actorFor(owner, id), ...ofKey }, apiKey };
  }

  /** Whether a cached key is still valid: the key, or the overlap of its rotation, may have expired since. */
  isStillGood({ apiKey }: KeyPrincipal, value: string): boolean {
    const now = this.clock.now();
    return apiKey.isUsable(now) && apiKey.matches(parseKeyValue(value)?.secret ?? '', now);
  }

  async #enabled(tenantId: string, userId: string): Promise<User | null> {
    const [user, tenant] = await Promise.all([this.users.find(tenantId, userId), this.tenants.find(tenantId)]);
    return !user || user.isDisabled || !tenant || tenant.isDisabled ? null : user;
  }
}

function actorFor({ state }: User, apiKeyId: string | null): Actor {
  const { id, tenantId, role, name, email } = state;
  return { type: apiKeyId === null ? 'user' : 'api_key', id, tenantId, role, name, email, apiKeyId };
}
