import type { Actor, KeyScopes, ProjectRole, Role } from './actor';

/** The creation, change or removal of an account, or a change of its credentials. */
export interface AccountPower {
  readonly of: 'account';
  /** Null for a new account. */
  readonly userId: string | null;
  /** The role before and after; null where there is none, and where callers change their own credentials. */
  readonly before: Role | null;
  readonly after: Role | null;
  /** The permission to change somebody's credentials; null when the credentials stay as they are. */
  readonly signIn: string | null;
}

/** The creation, change or rotation of an API key, with the key before and after. */
export interface KeyPower {
  readonly of: 'key';
  readonly scopes: KeyScopes;
  readonly expiresAt: Date | null;
}

/** The role that is granted in a project. Null means that the project loses its last member and opens to everybody in the tenant. */
export interface ProjectPower {
  readonly of: 'project';
  readonly role: ProjectRole | null;
}

/** A change that gives somebody more power, or lets its author sign in as somebody else. */
export type PowerChange = AccountPower | KeyPower | ProjectPower;

/** The change of a caller's own credentials. */
export const ownSignIn = ({ id }: Actor): AccountPower => ({
  of: 'account',
  userId: id,
  before: null,
  after: null,
  signIn: 'session:own',
});
