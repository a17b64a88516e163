import { tenantIdFrom } from '../../tenant/domain/tenant';
import { OidcProviderNotFound } from '../domain/oidc-errors';
import type { OidcProvider } from '../domain/oidc-provider';

/** A provider in the configuration. */
type Configured = Omit<OidcProvider, 'tenantId' | 'clientSecret'> & { readonly tenant: string; readonly clientSecret: string };

interface Settings {
  readonly providers: readonly Configured[];
  /** The URL at which browsers reach this installation, without a slash at its end. */
  readonly publicUrl: string;
  /** How long a user may take at the provider. */
  readonly pendingSeconds: number;
  readonly requestTimeoutSeconds: number;
}

/** The section `oidc` of the configuration, bound as a constant. */
export class OidcSettings {
  readonly #providers: ReadonlyMap<string, OidcProvider>;

  constructor(
    readonly values: Settings,
    /** The secret that seals pending sign-ins. */
    readonly serverSecret: string,
  ) {
    this.#providers = new Map(values.providers.map((each) => [each.id, providerOf(each)]));
  }

  /** Throws OidcProviderNotFound. */
  provider(id: string): OidcProvider {
    const provider = this.#providers.get(id);
    if (!provider) throw new OidcProviderNotFound(id);
    return provider;
  }

  /** The address to which providers redirect users. It is registered with each provider. */
  redirectUri({ id }: OidcProvider): string {
    return `${this.values.publicUrl}/api/auth/oidc/${id}/callback`;
  }
}

const providerOf = ({ tenant, clientSecret, ...provider }: Configured): OidcProvider => ({
  ...provider,
  tenantId: tenantIdFrom(tenant, '/oidc/providers'),
  clientSecret: clientSecret === '' ? null : clientSecret,
});
