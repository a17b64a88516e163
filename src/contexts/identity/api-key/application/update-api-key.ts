import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { API_KEY_FIELDS, type ApiKey, type ApiKeyPatch } from '../domain/api-key';
import { API_KEY_AUDIT } from '../domain/api-key-audit';
import type { ApiKeyRepository } from './api-key-repository.port';

export interface UpdateApiKeyCommand {
  readonly actor: Actor;
  readonly id: string;
  /** The action in the audit log, which depends on the route. */
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
      const before = await this.apiKeys.require(actor.tenantId, actor.id, id);
      this.policy.requirePower(actor, before.power);
      return revise(this.outbox, {
        what: 'API key',
        id,
        expected: expectedRevision,
        before,
        change: () => {
          const after = before.change(patch, this.clock.now());
          this.policy.requirePower(actor, after.power);
          return after;
        },
        save: (after) => this.apiKeys.update(after),
        fact: (after) => ({
          rule: API_KEY_AUDIT[before.state.revoked && !after.state.revoked ? 'restore' : as],
          actor,
          project: null,
          path: [id],
          changes: API_KEY_FIELDS,
        }),
      });
    });
  }
}
