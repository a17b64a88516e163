import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import { withoutMisleading } from '#shared/validation';
import type { RandomSource } from '../../access/application/random-source.port';
import type { PasswordHasher } from '../../user/application/password-hasher.port';
import type { UserRepository } from '../../user/application/user-repository.port';
import { emailKeyOf } from '../../user/domain/email';
import { User } from '../../user/domain/user';
import { USER_AUDIT, userChanges } from '../../user/domain/user-audit';
import { OIDC_LINK_AUDIT } from '../domain/oidc-audit';
import { OidcSignInRefused } from '../domain/oidc-errors';
import { OidcLinkTaken } from '../domain/oidc-link';
import {
  isSubject,
  mayBecome,
  refusalOfAddress,
  roleFor,
  vouchesFor,
  type ExternalIdentity,
  type OidcProvider,
} from '../domain/oidc-provider';
import type { OidcLinkRepository } from './oidc-link-repository.port';

interface Known {
  readonly user: User;
  readonly isLinked: boolean;
}

/** Finds the account of an identity: the linked one, otherwise the one with its verified address, otherwise a new one. */
export class OidcAccounts {
  constructor(
    private readonly links: OidcLinkRepository,
    private readonly users: UserRepository,
    private readonly hasher: PasswordHasher,
    private readonly random: RandomSource,
    private readonly outbox: Outbox,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Hashes a password that nobody knows when the identity has no account yet. It is slow, so call it outside a transaction. */
  async unknownPassword(provider: OidcProvider, identity: ExternalIdentity): Promise<string | null> {
    if (await this.#known(provider, identity)) return null;
    return this.hasher.hash(this.random.bytes(32).toString('base64url'));
  }

  /** Call it inside a unit of work. Throws OidcSignInRefused, OidcLinkTaken. */
  async obtain(provider: OidcProvider, identity: ExternalIdentity, passwordHash: string | null): Promise<User> {
    const known = await this.#known(provider, identity);
    if (known?.isLinked) return known.user;
    if (!known && passwordHash === null) throw new OidcLinkTaken();
    const user = known?.user ?? (await this.#create(provider, identity, passwordHash ?? ''));
    await this.#link(provider, identity, user);
    return user;
  }

  /** Whether the identity still leads to that account. Call it after a session of the account is stored. */
  async isLinked({ tenantId, issuer }: OidcProvider, { subject }: ExternalIdentity, { state: { id } }: User): Promise<boolean> {
    return (await this.links.find(tenantId, issuer, subject))?.userId === id;
  }

  async #known(provider: OidcProvider, identity: ExternalIdentity): Promise<Known | null> {
    const { tenantId, issuer } = provider;
    if (!isSubject(identity.subject)) throw new OidcSignInRefused(provider, 'subject_invalid');
    const link = await this.links.find(tenantId, issuer, identity.subject);
    const linked = link && (await this.users.find(tenantId, link.userId));
    if (linked) return { user: allowed(provider, identity, linked), isLinked: true };

    const refusal = refusalOfAddress(provider, identity);
    if (refusal) throw new OidcSignInRefused(provider, refusal);
    const user = await this.users.findByEmailKey(emailKeyOf(identity.email ?? ''));
    if (!user) return null;
    // The event does not have the user's id, because the audit log of this tenant must not name users of another one.
    if (user.state.tenantId !== tenantId) throw new OidcSignInRefused(provider, 'other_tenant');
    if (await this.links.isLinked(tenantId, issuer, user.state.id))
      throw new OidcSignInRefused(provider, 'linked_otherwise', user.state.id);
    return { user: allowed(provider, identity, user), isLinked: false };
  }

  async #create(provider: OidcProvider, identity: ExternalIdentity, passwordHash: string): Promise<User> {
    if (!provider.createUsers) throw new OidcSignInRefused(provider, 'no_account');
    const role = roleFor(provider, identity);
    if (role === null) throw new OidcSignInRefused(provider, 'no_role');
    if (!mayBecome(provider, role)) throw new OidcSignInRefused(provider, 'administrator');
    const user = User.create({
      id: this.ids.next(),
      tenantId: provider.tenantId,
      email: identity.email ?? '',
      name: [...withoutMisleading(identity.name ?? '')].slice(0, MAX_NAME_LENGTH).join(''),
      role,
      passwordHash,
      now: this.clock.now(),
    });
    await this.users.add(user);
    this.outbox.append(
      auditFact(
        {
          rule: USER_AUDIT.create,
          actor: actorFor(user),
          project: null,
          path: [user.state.id],
          changes: userChanges,
          details: { provider: provider.id },
        },
        null,
        user,
      ),
    );
    return user;
  }

  async #link({ id, tenantId, issuer }: OidcProvider, { subject }: ExternalIdentity, user: User): Promise<void> {
    await this.links.add({ tenantId, issuer, subject, userId: user.state.id, createdAt: this.clock.now() });
    this.outbox.append(
      auditFact({
        rule: OIDC_LINK_AUDIT.create,
        actor: actorFor(user),
        project: null,
        path: [user.state.id],
        details: { provider: id, issuer },
      }),
    );
  }
}

const MAX_NAME_LENGTH = 255;

/** Checks linked users too, because they may have become administrators or changed their address since. */
function allowed(provider: OidcProvider, { email }: ExternalIdentity, user: User): User {
  const { id, role } = user.state;
  if (user.isDisabled) throw new OidcSignInRefused(provider, 'disabled', id);
  if (!mayBecome(provider, role)) throw new OidcSignInRefused(provider, 'administrator', id);
  if (email !== null && !vouchesFor(provider, email)) throw new OidcSignInRefused(provider, 'foreign_domain', id);
  return user;
}

function actorFor({ state: { id, tenantId, role, name, email } }: User): Actor {
  return { type: 'user', id, tenantId, role, name, email, apiKeyId: null };
}
