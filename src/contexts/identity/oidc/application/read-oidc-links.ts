import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { UserScope } from '../../user/application/user-scope';
import type { OidcLink } from '../domain/oidc-link';
import type { OidcLinkRepository } from './oidc-link-repository.port';

/** Through which providers somebody signs in: the caller himself, or a user of an administrator. By creation. */
export class ReadOidcLinks {
  constructor(
    private readonly links: OidcLinkRepository,
    private readonly scope: UserScope,
    private readonly policy: AccessPolicy,
  ) {}

  async own(actor: Actor): Promise<OidcLink[]> {
    this.policy.require(actor, 'session:own');
    return this.links.listOfUser(actor.tenantId, actor.id);
  }

  /** Throws UserNotFound. */
  async ofUser(actor: Actor, userId: string): Promise<OidcLink[]> {
    this.scope.admit(actor, 'user:read');
    const { tenantId, id } = (await this.scope.user(actor, userId)).state;
    return this.links.listOfUser(tenantId, id);
  }
}
