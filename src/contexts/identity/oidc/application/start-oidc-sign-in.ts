import type { Clock } from '#shared/clock.port';
import type { OidcSettings } from './oidc-settings';
import type { OpenIdClient } from './openid-client.port';
import type { PendingSignIns } from './pending-sign-ins.port';

export interface StartedSignIn {
  /** The address to which the browser goes. */
  readonly location: string;
  /** The value that the browser has to bring back. */
  readonly sealed: string;
  readonly lifetimeSeconds: number;
  /** Whether the browser reaches the server by TLS. */
  readonly secure: boolean;
}

export class StartOidcSignIn {
  constructor(
    private readonly settings: OidcSettings,
    private readonly client: OpenIdClient,
    private readonly pendingSignIns: PendingSignIns,
    private readonly clock: Clock,
  ) {}

  /** Throws OidcProviderNotFound, OidcProviderUnavailable. */
  async execute(providerId: string): Promise<StartedSignIn> {
    const { publicUrl, pendingSeconds } = this.settings.values;
    const provider = this.settings.provider(providerId);
    const proof = this.client.newProof();
    const location = await this.client.authorizationUrl(provider, this.settings.redirectUri(provider), proof);
    const expiresAt = new Date(this.clock.now().getTime() + pendingSeconds * 1000);
    const sealed = this.pendingSignIns.seal({ ...proof, providerId, expiresAt });
    return { location, sealed, lifetimeSeconds: pendingSeconds, secure: publicUrl.startsWith('https:') };
  }
}
