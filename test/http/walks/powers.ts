import { RoleAccessPolicy } from '#contexts/identity/access/application/role-access-policy';
import { PERMISSIONS } from '#bootstrap/contexts';
import { systemActor, type Actor, type KeyScopes, type ProjectRole, type Role } from '#shared/actor';
import type { TestingApp } from '../testing-app';

interface Account {
  readonly id: string;
  readonly role: Role;
  /** Changes with whatever lets somebody sign in to it. */
  readonly signIn: string;
  readonly isDisabled: boolean;
}
interface Key extends KeyScopes {
  readonly id: string;
  readonly owner: string;
  readonly secretHash: string;
  readonly isUsable: boolean;
}

/** Who may do what, as the database has it. */
export interface Powers {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly keys: ReadonlyMap<string, Key>;
  /** Roles by user, by project. */
  readonly projects: ReadonlyMap<string, ReadonlyMap<string, ProjectRole>>;
}

/** What one call has given away: to whom, and which permissions. */
export interface Gain {
  readonly what: 'account' | 'key' | 'project';
  readonly id: string;
  readonly permissions: readonly string[];
}

const policy = new RoleAccessPolicy(PERMISSIONS);
const NAMES = Object.keys(PERMISSIONS.grants).filter((name) => !name.startsWith('probe:'));
const actorOf = (role: Role, scopes: KeyScopes | null = null): Actor => ({ ...systemActor('walk'), type: 'user', role, scopes });

const PERMISSIONS_OF = new Map<Role, readonly string[]>();
/** Each call of a walk compares all accounts: what a role may do is looked up once. */
function permissionsOf(role: Role): readonly string[] {
  const known = PERMISSIONS_OF.get(role);
  if (known) return known;
  const permissions = NAMES.filter((name) => policy.allows(actorOf(role), name));
  PERMISSIONS_OF.set(role, permissions);
  return permissions;
}

/** What a key opens by itself. */
export const openedBy = (owner: Role, scopes: KeyScopes): string[] =>
  NAMES.filter(
    (name) => policy.allowsSomewhere(actorOf(owner, scopes), name) && (scopes.permissions !== null || PERMISSIONS.opensToPlainKeys(name)),
  );

/** What accounts without administration may do: the permissions over accounts are for making and helping these. */
export const ORDINARY: ReadonlySet<string> = new Set([...permissionsOf('user'), ...permissionsOf('prompt_consumer')]);

export async function powersOf(app: TestingApp): Promise<Powers> {
  const query = async <T>(sql: string): Promise<T[]> => app.product.database.reader.query<T[]>(sql);
  const resets = new Map(
    (await query<{ user: string; hash: string }>('SELECT user_id AS user, token_hash AS hash FROM identity_password_reset')).map(
      ({ user, hash }) => [user, hash],
    ),
  );
  const users = await query<{ id: string; role: Role; email: string; hash: string; disabled: unknown }>(
    'SELECT id, role, email_key AS email, password_hash AS hash, disabled_at AS disabled FROM identity_user',
  );
  const links = await query<{ user: string; issuer: string }>('SELECT user_id AS user, issuer FROM identity_oidc_link ORDER BY issuer');
  const linked = (id: string): string[] => links.filter(({ user }) => user === id).map(({ issuer }) => issuer);
  const keys = await query<
    Record<'id' | 'owner' | 'hash', string> & Record<'revoked' | keyof KeyScopes, unknown> & { expires: string | null }
  >(
    'SELECT id, user_id AS owner, secret_hash AS hash, revoked, expires_at AS expires, permissions, projects, environments FROM identity_api_key',
  );
  const members = await query<{ project: string; user: string; role: ProjectRole }>(
    'SELECT project_id AS project, user_id AS user, role FROM catalog_member',
  );
  const projects = new Map(
    (await query<{ id: string }>('SELECT id FROM catalog_project')).map(({ id }) => [id, new Map<string, ProjectRole>()]),
  );
  for (const { project, user, role } of members) projects.get(project)?.set(user, role);
  const list = (value: unknown): string[] | null => (typeof value === 'string' ? (JSON.parse(value) as string[] | null) : null);
  return {
    accounts: new Map(
      users.map(({ id, role, email, hash, disabled }) => [
        id,
        { id, role, signIn: JSON.stringify([email, hash, resets.get(id) ?? null, linked(id)]), isDisabled: disabled !== null },
      ]),
    ),
    keys: new Map(
      keys.map(({ id, owner, hash, revoked, expires, ...scopes }) => [
        id,
        {
          id,
          owner,
          secretHash: hash,
          isUsable: Number(revoked) === 0 && (expires === null || Date.parse(expires) > Date.now()),
          permissions: list(scopes.permissions),
          projects: list(scopes.projects),
          environments: list(scopes.environments),
        },
      ]),
    ),
    projects,
  };
}

const beyond = (after: readonly string[], before: readonly string[]): string[] => after.filter((each) => !before.includes(each));

/** What somebody may do in a project. */
function inProject(role: Role, userId: string, members: ReadonlyMap<string, ProjectRole>): string[] {
  const standing = { slug: 'walk', isOwner: false, isClosed: members.size > 0, role: members.get(userId) ?? null };
  return NAMES.filter(isProjectPermission).filter((name) => policy.inProject(actorOf(role), name, standing) === 'allowed');
}
const isProjectPermission = (name: string): boolean => PERMISSIONS.require(name).project !== undefined;

/** What came of a call: accounts that its maker may sign in to or that can do more, keys, and standings in projects. */
export function gainsBetween(before: Powers, after: Powers): Gain[] {
  const gains: Gain[] = [];
  for (const account of after.accounts.values()) {
    const was = before.accounts.get(account.id);
    const isTaken = was?.signIn !== account.signIn;
    const had = isTaken || (was.isDisabled && !account.isDisabled) ? [] : permissionsOf(was.role);
    const permissions = beyond(permissionsOf(account.role), had);
    if (isTaken || permissions.length > 0) gains.push({ what: 'account', id: account.id, permissions });
  }
  for (const key of after.keys.values()) {
    const was = before.keys.get(key.id);
    const isNew = was?.secretHash !== key.secretHash || (key.isUsable && !was.isUsable);
    const owner = after.accounts.get(key.owner)?.role ?? 'user';
    if (isNew) gains.push({ what: 'key', id: key.id, permissions: openedBy(owner, key) });
  }
  for (const [id, members] of after.projects) {
    const were = before.projects.get(id);
    if (!were || JSON.stringify([...were]) === JSON.stringify([...members])) continue;
    for (const { id: user, role } of after.accounts.values()) {
      const permissions = beyond(inProject(role, user, members), inProject(role, user, were));
      if (permissions.length > 0) gains.push({ what: 'project', id: user, permissions });
    }
  }
  return gains;
}
