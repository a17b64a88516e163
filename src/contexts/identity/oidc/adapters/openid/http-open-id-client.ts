import type * as openid from 'openid-client';
import type { OidcSettings } from '../../application/oidc-settings';
import { OpenIdClient, type SignInProof } from '../../application/openid-client.port';
import { OidcResponseInvalid, OidcProviderUnavailable } from '../../domain/oidc-errors';
import type { ExternalIdentity, OidcProvider } from '../../domain/oidc-provider';
import { identityFrom, isComplete, type Claims } from './claims';
import { openidClient } from './openid-client.lazy';
import { isAway, reasonOf } from './protocol-errors';

interface Discovered {
  readonly since: number;
  readonly configuration: Promise<openid.Configuration>;
}

// Endpoints rarely move. The client fetches keys again by itself when one is unknown.
const DISCOVERY_LIFETIME_MS = 3_600_000;

export class HttpOpenIdClient extends OpenIdClient {
  readonly #discovered = new Map<string, Discovered>();

  constructor(private readonly settings: OidcSettings) {
    super();
  }

  newProof(): SignInProof {
    const { randomNonce, randomPKCECodeVerifier, randomState } = openidClient();
    return { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
  }

  authorizationUrl(provider: OidcProvider, redirectUri: string, { state, nonce, codeVerifier }: SignInProof): Promise<string> {
    return this.#asking(provider, async (configuration) => {
      const url = openidClient().buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: provider.scopes,
        state,
        nonce,
        code_challenge: await openidClient().calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      });
      return url.href;
    });
  }

  identify(provider: OidcProvider, redirectUri: string, query: string, proof: SignInProof): Promise<ExternalIdentity> {
    return this.#asking(provider, async (configuration) => {
      const tokens = await openidClient().authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
        expectedState: proof.state,
        expectedNonce: proof.nonce,
        pkceCodeVerifier: proof.codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims() as Claims;
      if (isComplete(provider, claims) || configuration.serverMetadata().userinfo_endpoint === undefined)
        return identityFrom(provider, claims);
      const userInfo = (await openidClient().fetchUserInfo(configuration, tokens.access_token, claims.sub)) as Claims;
      return identityFrom(provider, claims, userInfo);
    });
  }

  async #asking<T>(provider: OidcProvider, work: (configuration: openid.Configuration) => Promise<T>): Promise<T> {
    const configuration = await this.#configuration(provider);
    try {
      return await work(configuration);
    } catch (error) {
      throw isAway(error) ? new OidcProviderUnavailable(provider, reasonOf(error)) : new OidcResponseInvalid(provider, reasonOf(error));
    }
  }

  /** Runs one discovery at a time for each provider, and does not keep a failed one. */
  #configuration(provider: OidcProvider): Promise<openid.Configuration> {
    const known = this.#discovered.get(provider.id);
    if (known && performance.now() - known.since < DISCOVERY_LIFETIME_MS) return known.configuration;
    const configuration = this.#discover(provider).catch((error: unknown) => {
      throw new OidcProviderUnavailable(provider, reasonOf(error));
    });
    this.#discovered.set(provider.id, { since: performance.now(), configuration });
    configuration.catch(() => this.#discovered.delete(provider.id));
    return configuration;
  }

  async #discover({ issuer, clientId, clientSecret }: OidcProvider): Promise<openid.Configuration> {
    const { discovery, enableNonRepudiationChecks } = openidClient();
    // With this check, even the signature of an ID token that came directly from the provider is verified.
    const execute = [enableNonRepudiationChecks];
    // The configuration accepts such an issuer only on this machine, and not in production.
    if (issuer.startsWith('http:')) execute.push(withoutTls());
    const timeout = this.settings.values.requestTimeoutSeconds;
    return discovery(new URL(issuer), clientId, undefined, authenticationWith(clientSecret), { execute, timeout });
  }
}

/** The client authentication from the provider's metadata; HTTP Basic when it names none (RFC 8414, section 2). */
function authenticationWith(secret: string | null): openid.ClientAuth {
  const { ClientSecretBasic, ClientSecretPost, None } = openidClient();
  if (secret === null) return None();
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...request) => {
    const usesBasic = server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true;
    (usesBasic ? basic : post)(server, ...request);
  };
}

// openid-client marks the function as deprecated, so that it stands out; taking it by its name avoids that warning. Its use above says why it is right.
const withoutTls = (): ((configuration: openid.Configuration) => void) =>
  Reflect.get<typeof openid, 'allowInsecureRequests'>(openidClient(), 'allowInsecureRequests');
