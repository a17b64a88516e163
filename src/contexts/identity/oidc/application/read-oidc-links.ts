import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { pageOfAll, type ListQuery, type ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { UserScope } from '../../user/application/user-scope';
import type { OidcLink } from '../domain/oidc-link';
import type { OidcLinkRepository } from './oidc-link-repository.port';

export const OIDC_LINK_LIST: ListRules<OidcLink> = {
  sort: { createdAt: 'createdAt', issuer: 'issuer' },
  order: 'createdAt',
  tie: 'issuer',
  search: ['issuer', 'subject'],
  filters: {},
};

/** Through which providers somebody signs in: the caller himself, or a user of an administrator. They are few: pages are made in memory. */
export class ReadOidcLinks {
  constructor(
    private readonly links: OidcLinkRepository,
    private readonly scope: UserScope,
    private readonly policy: AccessPolicy,
  ) {}

  async own(actor: Actor, query: ListQuery): Promise<Page<OidcLink>> {
    this.policy.require(actor, 'session:own');
    return pageOfAll(await this.links.listOfUser(actor.tenantId, actor.id), OIDC_LINK_LIST, query);
  }

  /** Throws UserNotFound. */
  async ofUser(actor: Actor, userId: string, query: ListQuery): Promise<Page<OidcLink>> {
    this.scope.admit(actor, 'user:read');
    const { tenantId, id } = (await this.scope.user(actor, userId)).state;
    return pageOfAll(await this.links.listOfUser(tenantId, id), OIDC_LINK_LIST, query);
  }
}
