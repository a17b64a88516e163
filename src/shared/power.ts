import type { Actor, KeyScopes, ProjectRole, Role } from './actor';

/** An account that is created, changed or removed, or whose sign-in is. */
export interface AccountPower {
  readonly of: 'account';
  /** Null: it is new. */
  readonly userId: string | null;
  /** Its role before and after; null where there is none, and where callers change what they sign in with themselves. */
  readonly before: Role | null;
  readonly after: Role | null;
  /** The permission that lets a caller change what somebody signs in with; null: that stays as it is. */
  readonly signIn: string | null;
}

/** An API key that the caller makes, changes or renews; as it is before and after. */
export interface KeyPower {
  readonly of: 'key';
  readonly scopes: KeyScopes;
  readonly expiresAt: Date | null;
}

/** A role in a project that is granted; null: the project loses its last member, and everybody in the tenant may use it. */
export interface ProjectPower {
  readonly of: 'project';
  readonly role: ProjectRole | null;
}

/** A change that makes somebody more powerful, or lets its maker sign in as somebody else. */
export type PowerChange = AccountPower | KeyPower | ProjectPower;

/** Callers change what they sign in with themselves. */
export const ownSignIn = ({ id }: Actor): AccountPower => ({
  of: 'account',
  userId: id,
  before: null,
  after: null,
  signIn: 'session:own',
});
