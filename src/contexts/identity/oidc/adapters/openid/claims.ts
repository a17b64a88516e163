import type { ExternalIdentity, OidcProvider } from '../../domain/oidc-provider';

export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/** Whether the ID token has all requested claims. Many providers have some only at their userinfo endpoint. */
export const isComplete = ({ roleClaim, roles }: OidcProvider, claims: Claims): boolean =>
  claims.email !== undefined && claims.email_verified !== undefined && (roles.length === 0 || claims[roleClaim] !== undefined);

/** The ID token takes precedence. An address and its verification come from the same source. */
export function identityFrom({ roleClaim }: OidcProvider, idToken: Claims, userInfo: Claims = idToken): ExternalIdentity {
  const addressed = idToken.email !== undefined && idToken.email_verified !== undefined ? idToken : userInfo;
  return {
    subject: idToken.sub,
    email: textOrNull(addressed.email),
    // Only the Boolean counts: the standard does not allow the text "true" (Core 1.0, section 5.1).
    emailVerified: addressed.email_verified === true,
    name: textOrNull(idToken.name ?? userInfo.name),
    roleValues: textsOf(idToken[roleClaim] ?? userInfo[roleClaim]),
  };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
