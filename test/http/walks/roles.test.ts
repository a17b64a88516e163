import { PERMISSIONS } from '#bootstrap/contexts';
import { PROJECT_ROLES, ROLES, type ProjectRole, type Role } from '#shared/actor';
import { startTestingApp, type TestingApp } from '../testing-app';
import { adds, OPERATIONS, once, type Operation } from './operations';
import { callOn, good, PASSWORD, Place, type Answer } from './place';

// Many requests a test, on a machine that may be busy.
jest.setTimeout(30_000);

interface Caller {
  readonly role: Role;
  /** In the closed project. */
  readonly member: ProjectRole | null;
  readonly id: string;
  readonly token: string;
}

const nameOf = ({ role, member }: Pick<Caller, 'role' | 'member'>): string => (member ? `${role}, ${member} of the project` : role);
const PEOPLE: readonly Pick<Caller, 'role' | 'member'>[] = [
  ...ROLES.map((role) => ({ role, member: null })),
  ...PROJECT_ROLES.map((member) => ({ role: 'user' as const, member })),
  { role: 'prompt_consumer', member: 'viewer' },
  { role: 'auditor', member: 'admin' },
];

const GUARDED = OPERATIONS.filter(({ permission }) => permission !== null);
const IN_PROJECTS = GUARDED.filter(
  ({ permission, parameters }) => PERMISSIONS.grantOf(permission ?? '')?.project !== undefined && parameters.length > 0,
);
/** Ends the session or changes the credentials of its caller: he is a new one each time. */
const spendsCaller = ({ path }: Operation): boolean => path.startsWith('/api/auth/');
/** Removes it, or changes who may do what in it. */
const changesProject = ({ path }: Operation): boolean => /\/projects\/\{project(?:Id|Slug)\}(?:\/members.*)?$/u.test(path);
/** What stops everybody: a model that is not there, a member in a project without members, a region in a project that is made for the call, a deployment nobody approved. */
const MISSING: Readonly<Record<string, string>> = {
  Copies_copyPublished: 'published_version.not_found',
  Members_read: 'member.not_found',
  Members_revoke: 'member.not_found',
  LlmExecution_execute: 'ai_model.not_found',
  GenerateStructure_generate: 'ai_model.not_found',
  RawExecution_execute: 'ai_model.not_found',
  CulturalData_create: 'region.not_found',
  Deployments_create: 'environment.not_found',
  Deployments_deploy: 'prompts.deployment_not_approved',
  Deployments_rollback: 'prompts.deployment_not_deployed',
};

function verdictOf({ id }: Operation, { status, body }: Answer): string {
  if (status === 403) return 'forbidden';
  if (status === 404 && body.code === 'project.not_found') return 'hidden';
  const isReached = status < 400 || status === 409 || (status < 500 && body.code !== undefined && body.code === MISSING[id]);
  return isReached ? 'allowed' : `${status} ${JSON.stringify(body)}`;
}

/** What the table says, in the words of the contract: roles first, then the project's. */
function expected({ permission, parameters }: Operation, { role, member }: Pick<Caller, 'role' | 'member'>, closed: boolean): string {
  const grant = PERMISSIONS.grantOf(permission ?? '');
  if (!grant?.roles.includes(role)) {
    // What addresses no project judges its items one by one.
    if (role === 'user' && grant?.userMembers && parameters.length === 0) return 'allowed';
    if (role !== 'user' || !grant?.userMembers || !closed) return 'forbidden';
    if (!member) return 'hidden';
    return grant.userMembers.includes(member) ? 'allowed' : 'forbidden';
  }
  const isAdministrator = role === 'admin' || role === 'tenant_admin';
  if (!grant.project || isAdministrator) return 'allowed';
  if (!closed) return grant.ownerOnly ? 'forbidden' : 'allowed';
  if (!member) return 'hidden';
  return grant.project.includes(member) ? 'allowed' : 'forbidden';
}

describe('the walk of every operation with every role', () => {
  let app: TestingApp;
  const callers: Caller[] = [];

  const person = async ({ role, member }: Pick<Caller, 'role' | 'member'>): Promise<Caller> => {
    const email = `caller${once()}@japm.test`;
    const { id } = await good(app, 'post', '/api/users', app.admin, { email, password: PASSWORD, role });
    return { role, member, id, token: await app.login(email, PASSWORD) };
  };

  /** An open project and a closed one with all that the operations address; each walk leaves its own whole. */
  const places = new Map<boolean, Place>();
  function newPlace(closed: boolean): Place {
    const members = new Map(closed ? callers.flatMap(({ id, member }) => (member ? [[id, member] as const] : [])) : []);
    return new Place(app, app.admin, '', members);
  }

  /** Verdicts by caller; what a call has changed is made anew for the next one. */
  async function walk(operation: Operation, people: readonly Caller[], closed: boolean): Promise<Record<string, string>> {
    const verdicts: Record<string, string> = {};
    let place = places.get(closed) ?? newPlace(closed);
    for (const each of people) {
      const { token } = spendsCaller(operation) ? await person(each) : each;
      place.caller = token;
      const answer = await callOn(place, operation, token);
      verdicts[nameOf(each)] = verdictOf(operation, answer);
      if (operation.method === 'get' || adds(operation) || answer.status >= 400) continue;
      place = changesProject(operation) ? newPlace(closed) : place.beside();
    }
    places.set(closed, place);
    return verdicts;
  }

  const table = (operation: Operation, people: readonly Caller[], closed: boolean): Record<string, string> =>
    Object.fromEntries(people.map((each) => [nameOf(each), expected(operation, each, closed)]));

  beforeAll(async () => {
    app = await startTestingApp();
    for (const each of PEOPLE) callers.push(await person(each));
  }, 60_000);
  afterAll(() => app.stop());

  it('finds a permission of the table on each, except for health and signing in', () => {
    const open = OPERATIONS.filter(({ permission }) => permission === null).map(({ path }) => path);
    expect(open.filter((path) => !path.startsWith('/health') && !path.startsWith('/api/auth/'))).toEqual([]);
    expect(GUARDED.filter(({ permission }) => PERMISSIONS.grantOf(permission ?? '') === undefined)).toEqual([]);
  });

  it('finds keys that name no permission let in just where the table says', () => {
    const permissions = new Set(GUARDED.flatMap(({ byKey, permission }) => (byKey && permission !== null ? [permission] : [])));
    expect([...permissions].toSorted()).toEqual(
      Object.keys(PERMISSIONS.grants)
        .filter((each) => PERMISSIONS.opensToPlainKeys(each))
        .toSorted(),
    );
  });

  it('refuses a user of a project without members before it looks at the body, as in version 1', async () => {
    const user = callers.find(({ role, member }) => role === 'user' && member === null)?.token ?? '';
    const place = new Place(app, app.admin, user);
    const byMembership = IN_PROJECTS.filter(({ permission }) => PERMISSIONS.grantOf(permission ?? '')?.userMembers);
    expect(byMembership.length).toBeGreaterThan(5);
    for (const operation of byMembership) {
      const path = operation.path.replace('{projectId}', await place.project()).replaceAll(/\{\w+\}/gu, 'none');
      const answer = await app.request(operation.method, path, user).send({ unknown: true });
      expect([operation.id, answer.status]).toEqual([operation.id, 403]);
    }
  });

  it('finds roles in projects on each that addresses a project', () => {
    const addressing = GUARDED.filter(({ parameters }) => parameters.some((each) => /\{project(?:Id|Slug)\}$/u.test(each)));
    expect(addressing.filter(({ permission }) => PERMISSIONS.grantOf(permission ?? '')?.project === undefined)).toEqual([]);
    expect(addressing.length).toBeGreaterThan(20);
  });

  it.each(GUARDED.map((operation) => [operation.id, operation] as const))('%s answers as the table says', async (_id, operation) => {
    const people = callers.filter(({ member }) => member === null);
    expect(await walk(operation, people, false)).toEqual(table(operation, people, false));
  });

  it.each(IN_PROJECTS.map((operation) => [operation.id, operation] as const))(
    '%s answers in a closed project as the table says',
    async (_id, operation) => {
      expect(await walk(operation, callers, true)).toEqual(table(operation, callers, true));
    },
  );
});
