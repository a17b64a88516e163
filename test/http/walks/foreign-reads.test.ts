import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { PLATFORM_TENANT_ID } from '#shared/actor';
import { startTestingApp, type TestingApp } from '../testing-app';
import { addressed, bodyOf, inputsOf, once, OPERATIONS, queryOf, type Operation } from './operations';
import { claimsOf, isReference, Place, send } from './place';

// Many requests a test, on a machine that may be busy.
jest.setTimeout(30_000);

/** By which an administrator of the platform sees or changes what another tenant owns (wire contract, 1.7). */
const CROSSING = [
  'AuditEvents_search',
  'OidcLinks_listOfUser',
  'OidcLinks_removeOfUser',
  'Tenants_list',
  'Tenants_read',
  'Tenants_update',
  'Users_delete',
  'Users_list',
  'Users_read',
  'Users_resetPassword',
  'Users_update',
];

/** These show several tenants, or what the log of the platform says of them. */
const IN_THE_PLATFORM = ['AuditEvents_search', 'Tenants_list'];

describe('the walk of every operation by an administrator of the platform, with the ids of another tenant', () => {
  let app: TestingApp;
  let reader: string;
  let owner: string;
  const events: AuditEnvelope[] = [];
  const crossed: string[] = [];

  beforeAll(async () => {
    app = await startTestingApp();
    (app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((committed) => events.push(...committed));
    reader = await app.userToken('tenant_admin');
    owner = await app.strangerToken();
  }, 30_000);
  afterAll(() => app.stop());

  /** What it answers, where that is anything of the other tenant's, and the tenants whose log has it. */
  async function call(operation: Operation): Promise<{ readonly seen: boolean; readonly recordedIn: readonly (string | null)[] }> {
    const place = new Place(app, owner, owner);
    const values: string[] = [];
    for (const each of operation.parameters) values.push(await place.value(each));
    const { tenantId } = claimsOf(owner);
    if (operation.path.endsWith('/oidc-links')) await place.link();
    const query = inputsOf(operation).includes('?tenantId') ? `?tenantId=${tenantId}` : queryOf(operation);
    const requestId = `foreign-${once()}`;
    const ask = () => send(app, operation.method, addressed(operation, values) + query, reader, bodyOf(operation), requestId);
    let answer = await ask();
    if (answer.status === 401) {
      // An operation of the walk has ended the session.
      reader = await app.userToken('tenant_admin');
      answer = await ask();
    }
    expect(answer.status).not.toBe(401);
    const shown = JSON.stringify(answer.body);
    const recordedIn = events
      .filter(({ details, outcome }) => details.callerRequestId === requestId && outcome !== 'denied')
      .map((event) => event.tenantId);
    const addresses = operation.parameters.some(isReference) && shown !== '[]';
    return { seen: answer.status < 300 && (addresses || shown.includes(tenantId)), recordedIn };
  }

  const walked = OPERATIONS.filter(({ permission }) => permission !== null);

  it.each(walked.map((operation) => [operation.id, operation] as const))(
    '%s leaves an event where it shows anything',
    async (id, operation) => {
      const { seen, recordedIn } = await call(operation);
      if (!seen) return;
      crossed.push(id);
      expect(recordedIn).toEqual([IN_THE_PLATFORM.includes(id) ? PLATFORM_TENANT_ID : claimsOf(owner).tenantId]);
    },
  );

  it('finds those operations', () => {
    expect(crossed.toSorted()).toEqual(CROSSING);
  });
});
