/** A provider's client secret comes from `JAPM_OIDC_<ID>_CLIENT_SECRET`, or the file that `…_FILE` names; `acme-eu` is `ACME_EU`. */
const oidcSecretVariable = (id: string): string => `JAPM_OIDC_${id.toUpperCase().replaceAll('-', '_')}_CLIENT_SECRET`;

/** The settings with the client secrets of `secretOf` where a provider has none; anything of another shape stays for the schema. */
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
