import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { ApiKeyRepository } from '../../api-key/application/api-key-repository.port';
import type { ApiKey } from '../../api-key/domain/api-key';
import { parseKeyValue } from '../../api-key/domain/key-value';
import type { UserRepository } from '../../user/application/user-repository.port';
import type { User } from '../../user/domain/user';

/** A valid API key and its owner, in whose name it acts. */
export interface KeyPrincipal {
  readonly actor: Actor;
  readonly apiKey: ApiKey;
}

/** Who stands behind credentials, as the database has it now. Null: nobody, or not any more. */
export class Principals {
  constructor(
    private readonly users: UserRepository,
    private readonly apiKeys: ApiKeyRepository,
    private readonly clock: Clock,
  ) {}

  async ofUser(tenantId: string, userId: string): Promise<Actor | null> {
    const user = await this.users.find(tenantId, userId);
    return user && actorFor(user, null);
  }

  async ofKey(value: string): Promise<KeyPrincipal | null> {
    const parsed = parseKeyValue(value);
    if (!parsed) return null;
    const apiKey = await this.apiKeys.findByPrefix(parsed.prefix);
    if (!apiKey?.matches(parsed.secret, this.clock.now()) || !apiKey.isUsable(this.clock.now())) return null;
    const owner = await this.users.find(apiKey.state.tenantId, apiKey.state.userId);
    return owner && { actor: actorFor(owner, apiKey), apiKey };
  }
}

function actorFor({ state }: User, apiKey: ApiKey | null): Actor {
  const { id, tenantId, role, name, email } = state;
  return { type: apiKey ? 'api_key' : 'user', id, tenantId, role, name, email, apiKeyId: apiKey?.state.id ?? null, ...(apiKey && { scopes: apiKey.scopes }) };
}
