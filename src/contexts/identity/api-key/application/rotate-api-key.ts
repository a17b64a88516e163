import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { RandomSource } from '../../access/application/random-source.port';
import { API_KEY_FIELDS } from '../domain/api-key';
import { API_KEY_AUDIT } from '../domain/api-key-audit';
import { formatKeyValue, KEY_BYTES } from '../domain/key-value';
import type { ApiKeyRepository } from './api-key-repository.port';
import type { CreatedApiKey } from './create-api-key';

export interface RotateApiKeyCommand {
  readonly actor: Actor;
  readonly id: string;
  /** How long the previous secret stays valid, 0 to 30 days. */
  readonly overlapSeconds: number;
  readonly expectedRevision?: ExpectedRevision;
}

/** Gives one of the caller's own keys a new secret under the same prefix. */
export class RotateApiKey {
  constructor(
    private readonly apiKeys: ApiKeyRepository,
    private readonly random: RandomSource,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly policy: AccessPolicy,
  ) {}

  execute({ actor, id, overlapSeconds, expectedRevision }: RotateApiKeyCommand): Promise<CreatedApiKey> {
    const secret = this.random.bytes(KEY_BYTES.secret).toString('hex');
    return this.unitOfWork.run(async () => {
      this.policy.require(actor, 'api-key:own');
      const before = await this.apiKeys.require(actor.tenantId, actor.id, id);
      this.policy.requirePower(actor, before.power);
      const apiKey = await revise(this.outbox, {
        what: 'API key',
        id,
        expected: expectedRevision,
        before,
        change: () => before.rotate(secret, overlapSeconds, this.clock.now()),
        save: (after) => this.apiKeys.update(after),
        fact: { rule: API_KEY_AUDIT.rotate, actor, project: null, path: [id], changes: API_KEY_FIELDS, details: { overlapSeconds } },
      });
      return { apiKey, value: formatKeyValue({ prefix: apiKey.state.prefix, secret }) };
    });
  }
}
