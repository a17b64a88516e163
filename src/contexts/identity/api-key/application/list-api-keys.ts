import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ApiKey } from '../domain/api-key';
import { API_KEY_AUDIT } from '../domain/api-key-audit';
import type { ApiKeyRepository } from './api-key-repository.port';

/** Lists the caller's own keys, including revoked ones. The audit log records the list. */
export class ListApiKeys {
  constructor(
    private readonly apiKeys: ApiKeyRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: AccessPolicy,
  ) {}

  execute(actor: Actor, query: ListQuery): Promise<Page<ApiKey>> {
    return this.unitOfWork.run(async () => {
      this.policy.require(actor, 'api-key:own');
      const page = await this.apiKeys.page(actor.tenantId, actor.id, query);
      // The resource of the event is the list of that user's keys.
      this.outbox.append(
        auditFact({ rule: API_KEY_AUDIT.list, actor, project: null, path: [actor.id], details: { count: page.items.length } }),
      );
      return page;
    });
  }
}
