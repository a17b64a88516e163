import type { Clock } from '#shared/clock.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { SignInRefused, type IssueSession, type SignInOrigin, type Tokens } from '../../sign-in/application/issue-session';
import type { User } from '../../user/domain/user';
import { OidcSignInRefused, OidcStateInvalid } from '../domain/oidc-errors';
import { OidcLinkTaken } from '../domain/oidc-link';
import type { OidcProvider } from '../domain/oidc-provider';
import type { OidcAccounts } from './oidc-accounts';
import type { OidcSettings } from './oidc-settings';
import type { OpenIdClient } from './openid-client.port';
import type { PendingSignIn, PendingSignIns } from './pending-sign-ins.port';

export interface CompleteOidcSignInCommand {
  readonly providerId: string;
  /** The query of the callback, which the provider sent with the browser, without `?`. */
  readonly query: string;
  /** The parameter `state` of the query. */
  readonly state: string | null;
  /** The sealed value that the browser kept since the start; null when it has none. */
  readonly sealed: string | null;
  readonly origin: SignInOrigin;
}

export class CompleteOidcSignIn {
  constructor(
    private readonly settings: OidcSettings,
    private readonly client: OpenIdClient,
    private readonly pendingSignIns: PendingSignIns,
    private readonly accounts: OidcAccounts,
    private readonly issueSession: IssueSession,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns the tokens of a new session. Throws OidcProviderNotFound, OidcStateInvalid, OidcResponseInvalid, OidcSignInRefused,
   * OidcProviderUnavailable, OidcLinkTaken.
   */
  async execute({ providerId, query, state, sealed, origin }: CompleteOidcSignInCommand): Promise<Tokens> {
    const provider = this.settings.provider(providerId);
    const pending = this.#pending(provider, state, sealed);
    const identity = await this.client.identify(provider, this.settings.redirectUri(provider), query, pending);
    const passwordHash = await this.accounts.unknownPassword(provider, identity);
    return this.unitOfWork.run(async () => {
      const user = await this.accounts.obtain(provider, identity, passwordHash);
      const tokens = await this.#signIn(provider, user, origin);
      // This check follows the session: a concurrent removal of the link either ends the session or is seen here.
      if (!(await this.accounts.isLinked(provider, identity, user))) throw new OidcLinkTaken();
      return tokens;
    });
  }

  async #signIn(provider: OidcProvider, user: User, origin: SignInOrigin): Promise<Tokens> {
    try {
      return await this.issueSession.execute(user, origin, { provider: provider.id });
    } catch (error) {
      throw error instanceof SignInRefused ? new OidcSignInRefused(provider, 'disabled', user.state.id) : error;
    }
  }

  #pending(provider: OidcProvider, state: string | null, sealed: string | null): PendingSignIn {
    const pending = sealed === null ? null : this.pendingSignIns.open(sealed);
    const belongs = pending?.providerId === provider.id && pending.expiresAt > this.clock.now();
    if (!belongs || state !== pending.state) throw new OidcStateInvalid(provider);
    return pending;
  }
}
