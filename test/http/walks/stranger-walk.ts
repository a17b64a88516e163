import type { EntitySubscriberInterface } from 'typeorm';
import { PERMISSIONS } from '#bootstrap/contexts';
import { requestOrigin } from '#platform/observability/request-context';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { UnitOfWork } from '#shared/unit-of-work.port';
import type { TestingApp } from '../testing-app';
import { addressed, bodyOf, OPERATIONS, once, queryOf, type Operation } from './operations';
import { isReference, Place, send } from './place';

/** What a call left behind: its answer, its events and the number of its statements, free of the ids it named. */
interface Trace {
  readonly status: number;
  readonly body: unknown;
  readonly events: readonly unknown[];
  readonly statements: number;
}

/** Operations in which something of another tenant could be addressed. */
export const ADDRESSING: readonly Operation[] = OPERATIONS.filter(
  ({ permission, parameters }) =>
    permission !== null && parameters.some(isReference) && PERMISSIONS.grantOf(permission)?.roles.includes('tenant_admin'),
);
/** Only the platform's administrators delete tenants, whatever they name (wire contract, 1.7). */
const REFUSED = new Set(['Tenants_delete']);
/** What it finds where a prompt is not there is nothing, and no fault (wire contract, 4.4). */
const EMPTY = new Set(['Assets_list from prompts/{promptId}']);

/** What is left by an operation whose path names another tenant's things from there on. */
export function expectedTrace({ id }: Operation, from: string): object {
  if (EMPTY.has(`${id} from ${from}`)) return { status: 200, body: [], events: [] };
  return { status: REFUSED.has(id) ? 403 : 404, events: [{ isHis: true, outcome: 'denied' }] };
}

/** More failures than these of one tenant and action in a minute are merged on the trail. */
const CALLS_OF_A_STRANGER = 12;

/** Walks operations as the administrator of another tenant and watches what that leaves. */
export class StrangerWalk {
  readonly #events: AuditEnvelope[] = [];
  readonly #statements = new Map<string, number>();
  readonly #home: Place;
  #stranger: Place | undefined;
  #calls = 0;

  constructor(private readonly app: TestingApp) {
    this.#home = new Place(app, app.admin, app.admin);
    const { container, database } = app.product;
    (container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((events) => this.#events.push(...events));
    const count: EntitySubscriberInterface = {
      beforeQuery: () => {
        const requestId = requestOrigin().callerRequestId ?? null;
        if (requestId !== null) this.#statements.set(requestId, (this.#statements.get(requestId) ?? 0) + 1);
      },
    };
    for (const source of new Set([database.writer, database.reader])) source.subscribers.push(count);
  }

  /** For each place of a foreign id in the path: what that leaves, and what an id that does not exist leaves. */
  async compare(operation: Operation): Promise<{ readonly foreign: Trace; readonly missing: Trace; readonly from: string }[]> {
    await this.#meetStranger();
    const { parameters } = operation;
    const references = parameters.map((each, index) => [each, index] as const).filter(([each]) => isReference(each));
    const pairs = [];
    for (const [from, first] of references) {
      const foreign = await this.#values(operation, first, (parameter) => this.#home.value(parameter));
      const missing = await this.#values(operation, first, async (parameter) => nobodys(await this.#home.value(parameter)));
      pairs.push({ from, foreign: await this.#trace(operation, foreign), missing: await this.#trace(operation, missing) });
    }
    return pairs;
  }

  /** The stranger's own things before `first`, from there on what `other` says. */
  async #values({ parameters }: Operation, first: number, other: (parameter: string) => Promise<string>): Promise<string[]> {
    const place = this.#strangers;
    const values: string[] = [];
    for (const [index, parameter] of parameters.entries())
      values.push(await (index < first || !isReference(parameter) ? place.value(parameter) : other(parameter)));
    return values;
  }

  async #trace(operation: Operation, values: readonly string[]): Promise<Trace> {
    const place = this.#strangers;
    const requestId = `request-${once()}`;
    this.#calls += 1;
    await this.#quiet();
    const { status, body } = await send(
      this.app,
      operation.method,
      `${addressed(operation, values)}${queryOf(operation)}`,
      place.caller,
      bodyOf(operation),
      requestId,
    );
    const events = this.#events.filter(({ details }) => details.callerRequestId === requestId);
    return {
      status,
      body: masked(body, values),
      events: events.map(({ tenantId, actor, action, risk, outcome, resource, changes, details }) =>
        masked({ isHis: tenantId === tenantOf(place.caller), actor: actor.id, action, risk, outcome, resource, changes, details }, values),
      ),
      statements: this.#statements.get(requestId) ?? 0,
    };
  }

  /** Reads of the trail wait for the log: how often they look depends on what it has yet to take. */
  async #quiet(): Promise<void> {
    const { reader } = this.app.product.database;
    const waiting = async (): Promise<number> =>
      Number((await reader.query<{ waiting: number }[]>('SELECT COUNT(*) AS waiting FROM audit_outbox'))[0]?.waiting);
    while ((await waiting()) > 0) await new Promise((wake) => setTimeout(wake, 5));
  }

  get #strangers(): Place {
    if (!this.#stranger) throw new Error('nobody is walking');
    return this.#stranger;
  }

  /** Another one now and then, so that nothing of the walk is merged. */
  async #meetStranger(): Promise<void> {
    if (this.#stranger && this.#calls < CALLS_OF_A_STRANGER) return;
    const token = await this.app.strangerToken();
    this.#stranger = new Place(this.app, token, token);
    this.#calls = 0;
  }
}

const tenantOf = (token: string): unknown =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { tenantId: unknown }).tenantId;

/** An id of the same form that nothing has. */
const nobodys = (id: string): string => `${id.slice(0, -3)}${id.endsWith('fff') ? 'eee' : 'fff'}`;

/** Without what differs between any two requests: their ids and what they name. */
function masked(value: unknown, names: readonly string[]): unknown {
  let text = JSON.stringify(value);
  for (const name of names.toSorted((a, b) => b.length - a.length)) text = text.replaceAll(name, '(id)');
  text = text.replaceAll(/"requestId":"[^"]+"/gu, '"requestId":"(request)"').replaceAll(/request-\d+/gu, '(request)');
  return JSON.parse(text.replaceAll(/7\.0\.\d+/gu, '(tag)')) as unknown;
}
