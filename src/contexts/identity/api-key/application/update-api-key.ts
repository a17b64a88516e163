import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { API_KEY_FIELDS, ApiKeyNotFound, type ApiKey, type ApiKeyPatch } from '../domain/api-key';
import { API_KEY_AUDIT } from '../domain/api-key-audit';
import type { ApiKeyRepository } from './api-key-repository.port';

export interface UpdateApiKeyCommand {
  readonly actor: Actor;
  readonly id: string;
  /** Which of the two routes asks: what the change is called in the audit log. */
  readonly as: 'update' | 'revoke';
  readonly patch: ApiKeyPatch;
  readonly expectedRevision?: ExpectedRevision;
}

/** Changes or revokes one of the caller's own keys. */
export class UpdateApiKey {
  constructor(
    private readonly apiKeys: ApiKeyRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly policy: AccessPolicy,
  ) {}

  execute({ actor, id, as, patch, expectedRevision }: UpdateApiKeyCommand): Promise<ApiKey> {
    return this.unitOfWork.run(async () => {
      this.policy.require(actor, 'api-key:own');
      const before = await this.apiKeys.find(actor.tenantId, actor.id, id);
      if (!before) throw new ApiKeyNotFound(id);
      this.policy.requirePower(actor, before.power);
      requireRevision('API key', id, before.state, expectedRevision);
      const after = before.change(patch, this.clock.now());
      this.policy.requirePower(actor, after.power);
      const isRestored = before.state.revoked && !after.state.revoked;
      const fact = {
        rule: API_KEY_AUDIT[isRestored ? 'restore' : as],
        actor,
        resource: { id, revision: after.state.revision, projectId: null },
        changes: changesBetween(before.state, after.state, API_KEY_FIELDS),
      };
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      await this.apiKeys.update(after);
      this.outbox.append(fact);
      return after;
    });
  }
}
