import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { ApiKey } from '../domain/api-key';
import type { ApiKeyRepository } from './api-key-repository.port';

export class ReadApiKey {
  constructor(
    private readonly apiKeys: ApiKeyRepository,
    private readonly policy: AccessPolicy,
  ) {}

  /** Reads one of the caller's own keys. A key of another user is not found. */
  async execute(actor: Actor, id: string): Promise<ApiKey> {
    this.policy.require(actor, 'api-key:own');
    return this.apiKeys.require(actor.tenantId, actor.id, id);
  }
}
