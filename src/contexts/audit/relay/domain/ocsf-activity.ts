/** The part of an OCSF 1.8 class that depends on the action of an event. */
export interface OcsfActivity {
  readonly classUid: 6003 | 3003 | 3002 | 3001;
  readonly className: string;
  readonly categoryUid: 6 | 3;
  readonly categoryName: string;
  readonly activityId: number;
  readonly activityName: string;
}

type Activity = readonly [id: number, name: string];

const CREATE: Activity = [1, 'Create'];
const READ: Activity = [2, 'Read'];
const UPDATE: Activity = [3, 'Update'];
const DELETE: Activity = [4, 'Delete'];
const OTHER = 99;

const byVerb = (...groups: readonly (readonly [Activity, string])[]): ReadonlyMap<string, Activity> =>
  new Map(groups.flatMap(([activity, verbs]) => verbs.split(' ').map((verb) => [verb, activity] as const)));

const API = byVerb(
  [CREATE, 'create add import register copy'],
  [READ, 'read list search get view export resolve serve verify profile'],
  [
    UPDATE,
    'update edit change set rename move point activate archive deprecate enable disable lock unlock approve rollback restore rotate',
  ],
  [DELETE, 'delete remove revoke purge'],
);
const SESSION = byVerb([[1, 'Logon'], 'create login logon'], [[2, 'Logoff'], 'delete end logout logout_everywhere logoff revoke']);
const ACCOUNT = byVerb(
  [[1, 'Create'], 'create add import register'],
  [[2, 'Enable'], 'enable activate'],
  [[3, 'Password Change'], 'password change_password password_change'],
  [[4, 'Password Reset'], 'reset_password password_reset'],
  [[5, 'Disable'], 'disable deactivate'],
  [[6, 'Delete'], 'delete remove'],
  [[7, 'Attach Policy'], 'role'],
  [[9, 'Lock'], 'lock lockout'],
  [[12, 'Unlock'], 'unlock'],
);

const PRIVILEGES = byVerb([[1, 'Assign Privileges'], 'create grant rotate']);

/**
 * The OCSF class and activity of an action: `session.…` is Authentication (3002), a change, a link or a lock-out of an
 * account is Account Change (3001), a grant of rights to a key or a project's member is Authorize Session (3003), and everything else,
 * including reads of users, is API Activity (6003). An activity without a name in OCSF is 99 with its own verb.
 */
export function activityOf(action: string): OcsfActivity {
  const separator = action.lastIndexOf('.');
  const resource = action.slice(0, Math.max(separator, 0));
  const verb = snakeCase(action.slice(separator + 1));
  const api = API.get(verb);
  if (action === 'api_key.restore') return { ...iam(3001, 'Account Change'), ...named(ACCOUNT.get('enable'), verb) };
  if (action === 'oidc_link.remove') return { ...iam(3001, 'Account Change'), ...named(undefined, 'unlink') };
  if (action === 'oidc_link.create') return { ...iam(3001, 'Account Change'), ...named(undefined, 'link') };
  if (resource === 'user' ? api !== READ : action === 'session.lockout')
    return { ...iam(3001, 'Account Change'), ...named(ACCOUNT.get(verb), verb) };
  if (resource === 'session') return { ...iam(3002, 'Authentication'), ...named(SESSION.get(verb), verb) };
  if (GRANTED.includes(resource) && PRIVILEGES.has(verb))
    return { ...iam(3003, 'Authorize Session'), ...named(PRIVILEGES.get(verb), verb) };
  return { classUid: 6003, className: 'API Activity', categoryUid: 6, categoryName: 'Application Activity', ...named(api, verb) };
}

const GRANTED: readonly string[] = ['api_key', 'member'];

const iam = (classUid: 3003 | 3002 | 3001, className: string): Omit<OcsfActivity, 'activityId' | 'activityName'> => ({
  classUid,
  className,
  categoryUid: 3,
  categoryName: 'Identity & Access Management',
});

function named(activity: Activity | undefined, verb: string): Pick<OcsfActivity, 'activityId' | 'activityName'> {
  const [activityId, activityName] = activity ?? [OTHER, verb];
  return { activityId, activityName };
}

const snakeCase = (verb: string): string => verb.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('-', '_');
