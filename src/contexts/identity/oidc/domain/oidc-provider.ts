import type { Role } from '#shared/actor';
import { emailKeyOf } from '../../user/domain/email';

/** An OpenID provider as the operator configured it: its users and their roles. */
export interface OidcProvider {
  /** The name of the provider in paths. */
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  /** The client secret; null for a public client. */
  readonly clientSecret: string | null;
  /** The tenant whose users it signs in. */
  readonly tenantId: string;
  /** The domains of the addresses for which it is responsible, in lower case without `@`. */
  readonly emailDomains: readonly string[];
  readonly scopes: string;
  /** The name of the claim that {@link roles} reads. */
  readonly roleClaim: string;
  /** The first entry whose value is in the claim gives the role of a new user. */
  readonly roles: readonly { readonly value: string; readonly role: Role }[];
  /** The role of a new user without a matching claim. Null refuses such users. */
  readonly defaultRole: Role | null;
  /** False refuses users without an account. */
  readonly createUsers: boolean;
  readonly linkAdministrators: boolean;
}

/** A person as a verified response of the provider describes them. */
export interface ExternalIdentity {
  /** The claim `sub`: the provider's identifier, which is never reused (OpenID Connect Core 1.0, section 2). */
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
  /** The values of the role claim. */
  readonly roleValues: readonly string[];
}

/** The reason for which an identity may not sign in. Only the audit log has it; the response is the same for all reasons. */
export type Refusal =
  | 'email_missing'
  | 'email_unverified'
  | 'email_ambiguous'
  | 'foreign_domain'
  | 'other_tenant'
  | 'administrator'
  | 'disabled'
  | 'linked_otherwise'
  | 'no_account'
  | 'no_role'
  | 'subject_invalid';

// Core 1.0, section 2, allows at most 255 ASCII characters. MySQL would compare white space at the edges as equal.
const SUBJECT = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/u;

export const isSubject = (subject: string): boolean => SUBJECT.test(subject);

/** Whether the provider is responsible for the domain of this address. */
export function vouchesFor({ emailDomains }: Pick<OidcProvider, 'emailDomains'>, email: string): boolean {
  const key = emailKeyOf(email);
  const at = key.lastIndexOf('@');
  return at > 0 && emailDomains.includes(key.slice(at + 1));
}

/** The reason against accepting the identity's address; null when there is none. */
export function refusalOfAddress(provider: Pick<OidcProvider, 'emailDomains'>, { email, emailVerified }: ExternalIdentity): Refusal | null {
  if (email === null || emailKeyOf(email) === '') return 'email_missing';
  if (!emailVerified) return 'email_unverified';
  // Comparisons use the folded address, and the provider may have verified a look-alike of another user's address.
  if (email !== email.normalize('NFKC')) return 'email_ambiguous';
  return vouchesFor(provider, email) ? null : 'foreign_domain';
}

/** The role of a new user; null when no entry and no default gives one. */
export function roleFor(
  { roles, defaultRole }: Pick<OidcProvider, 'roles' | 'defaultRole'>,
  { roleValues }: ExternalIdentity,
): Role | null {
  return roles.find(({ value }) => roleValues.includes(value))?.role ?? defaultRole;
}

/** Administrators sign in with their password unless the configuration trusts the provider with administrators. */
export const mayBecome = ({ linkAdministrators }: Pick<OidcProvider, 'linkAdministrators'>, role: Role): boolean =>
  linkAdministrators || (role !== 'admin' && role !== 'tenant_admin');
