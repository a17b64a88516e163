import type { Role } from '#shared/actor';
import { emailKeyOf } from '../../user/domain/email';

/** An OpenID provider as the operator configured it: whom it may sign in, and as what. */
export interface OidcProvider {
  /** Names it in paths. */
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client. */
  readonly clientSecret: string | null;
  /** The one tenant whose people it signs in. */
  readonly tenantId: string;
  /** Domains of the addresses it may vouch for, lower case, without `@`. */
  readonly emailDomains: readonly string[];
  readonly scopes: string;
  /** Name of the claim that {@link roles} looks at. */
  readonly roleClaim: string;
  /** The first entry whose value the claim holds gives the role of a new user. */
  readonly roles: readonly { readonly value: string; readonly role: Role }[];
  /** Role of a new user without a matching claim; null: such people are refused. */
  readonly defaultRole: Role | null;
  /** False: people without an account are refused. */
  readonly createUsers: boolean;
  readonly linkAdministrators: boolean;
}

/** Somebody, as their provider names them in a verified answer. */
export interface ExternalIdentity {
  /** `sub`: the provider's name of them, never reused (OpenID Connect Core 1.0, section 2). */
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
  /** Values of the role claim. */
  readonly roleValues: readonly string[];
}

/** Why an identity may not sign in; for the audit log, the caller gets one answer for all of them. */
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

// Core 1.0, section 2: at most 255 ASCII characters. White space at the edges would compare as equal on MySQL.
const SUBJECT = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/u;

export const isSubject = (subject: string): boolean => SUBJECT.test(subject);

/** Whether the provider may speak of the people at this address. */
export function vouchesFor({ emailDomains }: Pick<OidcProvider, 'emailDomains'>, email: string): boolean {
  const key = emailKeyOf(email);
  const at = key.lastIndexOf('@');
  return at > 0 && emailDomains.includes(key.slice(at + 1));
}

/** What stands against taking the identity's address as theirs: null when nothing does. */
export function refusalOfAddress(provider: Pick<OidcProvider, 'emailDomains'>, { email, emailVerified }: ExternalIdentity): Refusal | null {
  if (email === null || emailKeyOf(email) === '') return 'email_missing';
  if (!emailVerified) return 'email_unverified';
  // Addresses are compared folded: the provider may have verified a look-alike of somebody else's.
  if (email !== email.normalize('NFKC')) return 'email_ambiguous';
  return vouchesFor(provider, email) ? null : 'foreign_domain';
}

/** The role of a new user; null when there is none for them. */
export function roleFor(
  { roles, defaultRole }: Pick<OidcProvider, 'roles' | 'defaultRole'>,
  { roleValues }: ExternalIdentity,
): Role | null {
  return roles.find(({ value }) => roleValues.includes(value))?.role ?? defaultRole;
}

/** Administrators sign in with their password, unless the configuration trusts the provider with administrators. */
export const mayBecome = ({ linkAdministrators }: Pick<OidcProvider, 'linkAdministrators'>, role: Role): boolean =>
  linkAdministrators || (role !== 'admin' && role !== 'tenant_admin');
