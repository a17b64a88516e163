import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { pageOfAll, type ListQuery, type ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { UserScope } from '../../user/application/user-scope';
import type { CrossTenantReads } from '../../tenant/application/cross-tenant-reads';
import { OIDC_LINK_AUDIT } from '../domain/oidc-audit';
import { linkIdOf, type OidcLink } from '../domain/oidc-link';
import type { OidcLinkRepository } from './oidc-link-repository.port';

/** A link with its name among the links of its user. */
export type ListedOidcLink = OidcLink & { readonly id: string };

export const OIDC_LINK_LIST: ListRules<ListedOidcLink> = {
  sort: { createdAt: 'createdAt', issuer: 'issuer' },
  order: 'createdAt',
  tie: 'id',
  search: ['issuer', 'subject'],
  filters: {},
};

/** Lists the providers through which the caller, or a user of an administrator, signs in. They are few, so pages are made in memory. */
export class ReadOidcLinks {
  constructor(
    private readonly links: OidcLinkRepository,
    private readonly scope: UserScope,
    private readonly policy: AccessPolicy,
    private readonly foreign: CrossTenantReads,
  ) {}

  async own(actor: Actor, query: ListQuery): Promise<Page<ListedOidcLink>> {
    this.policy.require(actor, 'session:own');
    return this.#page(actor.tenantId, actor.id, query);
  }

  /** Throws UserNotFound. */
  async ofUser(actor: Actor, userId: string, query: ListQuery): Promise<Page<ListedOidcLink>> {
    this.scope.admit(actor, 'user:read');
    const { tenantId, id } = (await this.scope.user(actor, userId)).state;
    await this.foreign.record(actor, OIDC_LINK_AUDIT.list, tenantId, id);
    return this.#page(tenantId, id, query);
  }

  async #page(tenantId: string, userId: string, query: ListQuery): Promise<Page<ListedOidcLink>> {
    const links = await this.links.listOfUser(tenantId, userId);
    return pageOfAll(
      links.map((link) => ({ ...link, id: linkIdOf(link) })),
      OIDC_LINK_LIST,
      query,
    );
  }
}
