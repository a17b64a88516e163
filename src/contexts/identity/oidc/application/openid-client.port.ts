import type { ExternalIdentity, OidcProvider } from '../domain/oidc-provider';
import type { PendingSignIn } from './pending-sign-ins.port';

/** The values that must be the same at the start and the end of a sign-in. */
export type SignInProof = Pick<PendingSignIn, 'state' | 'nonce' | 'codeVerifier'>;

/** The authorization code flow with PKCE (RFC 6749, 4.1; RFC 7636; OpenID Connect Core 1.0, 3.1). */
export abstract class OpenIdClient {
  /** Creates new random values. */
  abstract newProof(): SignInProof;
  /** The address to which the browser goes. Throws OidcProviderUnavailable. */
  abstract authorizationUrl(provider: OidcProvider, redirectUri: string, proof: SignInProof): Promise<string>;
  /**
   * Redeems the code that the browser brought back. `query` is the query of the callback, without `?`. Throws OidcResponseInvalid,
   * OidcProviderUnavailable.
   */
  abstract identify(provider: OidcProvider, redirectUri: string, query: string, proof: SignInProof): Promise<ExternalIdentity>;
}
