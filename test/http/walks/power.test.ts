import { PERMISSIONS } from '#bootstrap/contexts';
import { UserRepository } from '#contexts/identity/user/application/user-repository.port';
import { User } from '#contexts/identity/user/domain/user';
import type { KeyScopes, Role } from '#shared/actor';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { startTestingApp, type TestingApp } from '../testing-app';
import { addressed, once, OPERATIONS, queryOf, type Operation } from './operations';
import { claimsOf, good, PASSWORD, Place, send, type Answer } from './place';
import { gainsBetween, openedBy, ORDINARY, powersOf } from './powers';
import { CHOSEN, variantsOf } from './variants';

// Many requests a test, on a machine that may be busy.
jest.setTimeout(120_000);

const CHANGING = OPERATIONS.filter(({ method, permission }) => method !== 'get' && permission !== null);
/** Whose purpose it is to make accounts, or to let people sign in to theirs: of accounts without administration. */
const OVER_ACCOUNTS = ['user:write', 'user:credentials', 'user:reset'];
/** What reaches accounts, keys, memberships and tenants. */
const WEIGHTY = [
  ...OVER_ACCOUNTS,
  'user:read',
  'tenant:write',
  'member:write',
  'api-key:own',
  'session:own',
  'project:create',
  'project:edit',
];
const TOGETHER = [
  ...WEIGHTY.filter((each) => each !== 'api-key:own').map((each) => ['api-key:own', each]),
  ...['user:credentials', 'user:reset', 'member:write'].map((each) => ['user:write', each]),
  ['member:write', 'user:reset'],
  OVER_ACCOUNTS,
];
const NARROW: Readonly<Record<'admin' | 'tenant_admin', readonly (readonly string[])[]>> = {
  admin: [...Object.keys(PERMISSIONS.grants).map((each) => [each]), ...TOGETHER],
  tenant_admin: WEIGHTY.map((each) => [each]),
};
/** Removes it, or changes who may do what in it. */
const changesProject = ({ path }: Operation): boolean => /\/projects\/\{project(?:Id|Slug)\}(?:\/members.*)?$/u.test(path);
const PEOPLE: readonly Role[] = ['admin', 'tenant_admin', 'user', 'auditor'];

describe.each(['admin', 'tenant_admin'] as const)('the walk of every operation with narrow keys of a platform %s', (role) => {
  let app: TestingApp;
  let owner: { readonly id: string; readonly email: string; readonly token: string };
  const signIns = new Set<string>();

  /** Somebody to be changed, straight into the database: nobody signs in to them but through what a walk did. */
  async function person(as: Role): Promise<string> {
    const { container } = app.product;
    const { tenantId } = claimsOf(app.admin);
    const id = `person-${once()}`;
    const account = { id, tenantId, email: `${id}@japm.test`, name: as, role: as, passwordHash: 'nobody knows', now: new Date() };
    await container.get(UnitOfWork).maintain(() => container.get(UserRepository).add(User.create(account)));
    return id;
  }

  const keyOf = async (body: object): Promise<{ id: string; apiKey: string }> =>
    (await good(app, 'post', '/api/api-keys', owner.token, { name: 'walk', ...body })) as unknown as { id: string; apiKey: string };

  /** What a parameter may name: of people each kind, of keys narrow, wide and revoked ones. */
  async function targets(parameter: string, place: Place, own: string): Promise<string[]> {
    if (parameter.endsWith('users/{id}')) return [owner.id, ...(await Promise.all(PEOPLE.map(person)))];
    if (parameter.endsWith('members/{userId}')) return [await place.member(), await person('user'), await person('prompt_consumer')];
    if (!parameter.endsWith('api-keys/{id}')) return [await place.value(parameter)];
    const revoked = (await keyOf({})).id;
    await good(app, 'delete', `/api/api-keys/${revoked}`, owner.token);
    return [own, (await keyOf({})).id, revoked];
  }

  /** Signs in with whatever a call was answered, and with the password it chose. */
  async function signInWith(answer: Answer, userId: string): Promise<void> {
    const { token } = answer.body as { token?: string };
    if (token?.startsWith('japm_pr_'))
      await app.request('post', '/api/auth/password-reset').send({ token, newPassword: CHOSEN }).expect(204);
    const body = (await app.request('get', `/api/users/${userId}`, app.admin)).body as { readonly email?: string; readonly role?: string };
    const signedIn = await app.request('post', '/api/auth/login').send({ email: body.email, password: CHOSEN });
    if (signedIn.status === 200) signIns.add(body.role ?? '');
  }

  async function addressesOf({ parameters }: Operation, place: Place, own: string): Promise<string[][]> {
    const lists: string[][] = [];
    for (const each of parameters) lists.push(await targets(each, place, own));
    return lists.reduce<string[][]>((all, list) => all.flatMap((some) => list.map((each) => [...some, each])), [[]]);
  }

  async function call(operation: Operation, values: readonly string[], body: object | undefined, key: string): Promise<Answer> {
    return send(app, operation.method, `${addressed(operation, values)}${queryOf(operation)}`, key, body);
  }

  /** What calls of one operation gave away beyond what the key has. */
  async function escalations(operation: Operation, key: { id: string; apiKey: string }, has: ReadonlySet<string>): Promise<string[]> {
    const found: string[] = [];
    const members = new Map(operation.path.includes('/members/') ? [[await person('user'), 'viewer']] : []);
    let place = new Place(app, app.admin, owner.token, members);
    let addresses = await addressesOf(operation, place, key.id);
    let before = await powersOf(app);
    for (const index of variantsOf(operation).keys()) {
      let isSpent = false;
      for (const address of addresses) {
        const answer = await call(operation, address, variantsOf(operation)[index], key.apiKey);
        if (answer.status >= 400) continue;
        isSpent = true;
        // It may have ended the session of its owner.
        if (operation.permission === 'session:own') owner = { ...owner, token: await app.login(owner.email, PASSWORD) };
        const after = await powersOf(app);
        const gains = gainsBetween(before, after);
        for (const { what, id, permissions } of gains) {
          if (what === 'account') await signInWith(answer, id);
          const ordinary = what === 'account' && OVER_ACCOUNTS.some((each) => has.has(each));
          const more = permissions.filter((each) => !has.has(each) && !(ordinary && ORDINARY.has(each)));
          if (what === 'account' && id === owner.id) found.push(`${operation.id} becomes its owner`);
          else if (more.length > 0) found.push(`${operation.id} gives ${what} ${more.join(', ')}`);
        }
        // Signing in with what was gained may have changed a password.
        before = gains.some(({ what }) => what === 'account') ? await powersOf(app) : after;
      }
      if (!isSpent) continue;
      // What was changed or removed is made anew.
      place = changesProject(operation) ? new Place(app, app.admin, owner.token, members) : place.beside();
      place.caller = owner.token;
      addresses = await addressesOf(operation, place, key.id);
      before = await powersOf(app);
    }
    return found;
  }

  beforeAll(async () => {
    app = await startTestingApp();
    const email = `owner${once()}@japm.test`;
    const { id } = await good(app, 'post', '/api/users', app.admin, { email, password: PASSWORD, role });
    owner = { id, email, token: await app.login(email, PASSWORD) };
  }, 30_000);
  afterAll(() => app.stop());

  const granted = NARROW[role].filter((each) =>
    each.every((name) => openedBy(role, { permissions: [name], projects: null, environments: null })[0]),
  );

  it.each(granted.map((each) => [each.join(' and '), each] as const))('%s', async (_name, permissions) => {
    const key = await keyOf({ permissions });
    const scopes: KeyScopes = { permissions, projects: null, environments: null };
    const has = new Set(openedBy(role, scopes));
    const found: string[] = [];
    for (const operation of CHANGING) {
      // Any other one refuses the key: the walk behind the open door.
      if (has.has(operation.permission ?? '')) found.push(...(await escalations(operation, key, has)));
    }
    expect(found).toEqual([]);
  });

  it('signed in to what it was allowed to make, so that it would have to what it was not', () => {
    expect(signIns).toContain('user');
    expect([...signIns].filter((each) => each !== 'user' && each !== 'prompt_consumer')).toEqual([]);
  });
});
