/** The variable of a provider's client secret: `acme-eu` gives `JAPM_OIDC_ACME_EU_CLIENT_SECRET`, and `…_FILE` for a file. */
const oidcSecretVariable = (id: string): string => `JAPM_OIDC_${id.toUpperCase().replaceAll('-', '_')}_CLIENT_SECRET`;

/** Adds the client secrets of `secretOf` to providers without one. The schema reports settings of another shape. */
export function withOidcSecrets(
  settings: Record<string, unknown>,
  secretOf: (variable: string) => string | undefined,
): Record<string, unknown> {
  const { oidc } = settings as { oidc?: { providers?: unknown } | null };
  if (!Array.isArray(oidc?.providers)) return settings;
  const providers = oidc.providers.map((each: unknown) => withSecret(each, secretOf));
  return { ...settings, oidc: { ...oidc, providers } };
}

function withSecret(provider: unknown, secretOf: (variable: string) => string | undefined): unknown {
  const { id, clientSecret } = (provider ?? {}) as { id?: unknown; clientSecret?: unknown };
  if (typeof id !== 'string' || (typeof clientSecret === 'string' && clientSecret !== '')) return provider;
  const secret = secretOf(oidcSecretVariable(id));
  return secret === undefined ? provider : { ...(provider as object), clientSecret: secret };
}
