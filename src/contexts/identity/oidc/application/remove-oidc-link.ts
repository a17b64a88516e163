import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import { ownSignIn } from '#shared/power';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { AccountGuard } from '../../user/application/account-guard';
import type { UserRepository } from '../../user/application/user-repository.port';
import type { UserScope } from '../../user/application/user-scope';
import type { User } from '../../user/domain/user';
import { OIDC_LINK_AUDIT } from '../domain/oidc-audit';
import { linkIdOf, OidcLinkNotFound } from '../domain/oidc-link';
import type { OidcLinkRepository } from './oidc-link-repository.port';

export interface RemoveOidcLinkCommand {
  readonly actor: Actor;
  /** Null means the caller. */
  readonly userId: string | null;
  readonly linkId: string;
}

/**
 * Removes a link to a provider and ends the sessions of the account, since they may have begun through that provider. A
 * provider that is responsible for the address of the account creates the link again when the user signs in.
 */
export class RemoveOidcLink {
  constructor(
    private readonly links: OidcLinkRepository,
    private readonly users: UserRepository,
    private readonly scope: UserScope,
    private readonly guard: AccountGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: AccessPolicy,
  ) {}

  /** Throws UserNotFound, OidcLinkNotFound; Forbidden for a key that would remove its owner's. */
  execute({ actor, userId, linkId }: RemoveOidcLinkCommand): Promise<void> {
    return this.unitOfWork.run(async () => {
      const user = await this.#user(actor, userId);
      const { tenantId, id } = user.state;
      // A concurrent sign-in through the link either finishes first, and its session ends here, or waits and finds no link.
      await this.users.lock(user);
      const link = (await this.links.listOfUser(tenantId, id)).find((each) => linkIdOf(each) === linkId);
      if (!link) throw new OidcLinkNotFound(linkId);
      await this.links.remove(link);
      await this.guard.credentialsSet(actor, user);
      const endedSessions = await this.guard.endSessions(actor, user);
      this.outbox.append(
        auditFact({
          rule: OIDC_LINK_AUDIT.remove,
          actor,
          tenantId,
          project: null,
          path: [id],
          details: { linkId, issuer: link.issuer, endedSessions },
        }),
      );
    });
  }

  async #user(actor: Actor, userId: string | null): Promise<User> {
    if (userId === null) {
      this.policy.require(actor, 'session:own');
      this.scope.requirePower(actor, ownSignIn(actor));
      return this.scope.user(actor, actor.id);
    }
    this.scope.admit(actor, 'user:write');
    const user = await this.scope.user(actor, userId);
    const { id, role } = user.state;
    this.scope.requirePower(actor, { userId: id, before: role, after: role, signIn: 'user:write' });
    return user;
  }
}
