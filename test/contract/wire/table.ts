import type { z } from 'zod';
import type { TestingApp } from '../../http/testing-app';
import { Failure } from './shapes';

/** Who calls: roles of the platform tenant, the administrator of another tenant, or nobody. */
export type Caller = 'admin' | 'tenant_admin' | 'user' | 'prompt_consumer' | 'stranger' | 'nobody';

/** One route and one of its statuses. `P` stands for `/api/projects/{projectId}`; `{name}` for a value that a row before has kept. */
export interface Row {
  readonly route: string;
  /** What is particular about it. */
  readonly what: string;
  readonly status: number;
  readonly as?: Caller;
  readonly body?: object;
  readonly query?: string;
  /** Values of the path that are others than those kept. */
  readonly at?: Readonly<Record<string, string>>;
  /** Null: the answer has no body. */
  readonly shape?: z.ZodType | null;
  /** What the answer holds. */
  readonly says?: object;
  /** Part of the message of a failure. */
  readonly message?: string;
  /** Name under which later rows find a member of the answer. */
  readonly keeps?: Readonly<Record<string, string>>;
}

type Good = Omit<Row, 'route' | 'what' | 'status' | 'message'> & { readonly what?: string };
type Bad = Omit<Row, 'route' | 'what' | 'status' | 'shape' | 'keeps'>;

/** A good answer: its status and shape. */
export const good = (route: string, status: number, shape: z.ZodType | null, more: Good = {}): Row => ({
  route,
  status,
  shape,
  what: 'answers as the contract says',
  ...more,
});
/** A named failure. */
export const bad = (route: string, what: string, status: number, more: Bad = {}): Row => ({ route, what, status, ...more });

const reasons = (row: Row): string => (row.message === undefined ? '' : `, message contains "${row.message}"`);
const titleOf = (row: Row): string => `${row.route}, ${row.what} → ${row.status}${reasons(row)}`;

export const addressOf = (route: string): { method: string; path: string } => {
  const [method = '', path = ''] = route.split(' ');
  return { method, path: path.replace(/^P\//u, '/api/projects/{projectId}/') };
};

/** Sends the rows one after the other to one application. */
export function tableHolds(title: string, rows: readonly Row[], open: () => Promise<TestingApp>): void {
  describe(title, () => {
    let app: TestingApp;
    const kept = new Map<string, string>();
    const tokens = new Map<Caller, string>();

    beforeAll(async () => {
      app = await open();
      tokens.set('admin', app.admin);
    }, 90_000);
    afterAll(() => app.stop());

    const tokenOf = async (caller: Caller): Promise<string | undefined> => {
      if (caller === 'nobody') return undefined;
      const token = tokens.get(caller) ?? (await (caller === 'stranger' ? app.strangerToken() : app.userToken(caller)));
      tokens.set(caller, token);
      return token;
    };
    const filled = <T>(value: T): T =>
      JSON.parse(JSON.stringify(value).replaceAll(/\{(\w+)\}/gu, (whole, name: string) => kept.get(name) ?? whole)) as T;

    it.each(rows.map((row) => [titleOf(row), row] as const))('%s', async (_title, row) => {
      const { method, path } = addressOf(row.route);
      const at = filled(row.at ?? {});
      const address = path.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => encodeURIComponent(at[name] ?? kept.get(name) ?? whole));
      const url = `${address}${row.query === undefined ? '' : `?${filled(row.query)}`}`;
      const answer = await app
        .request(method.toLowerCase() as 'get', url, await tokenOf(row.as ?? 'admin'))
        .send(row.body && filled(row.body));
      const body = answer.body as Record<string, unknown>;
      expect({ status: answer.status, body }).toEqual({ status: row.status, body: expect.anything() as unknown });
      const wanted = { ...row, says: row.says && filled(row.says) };
      if (row.status >= 400) isFailure(wanted, body);
      else isGood(wanted, answer.text, body);
      for (const [name, member] of Object.entries(row.keeps ?? {})) kept.set(name, String(memberOf(body, member)));
    });
  });
}

function isFailure({ status, message, says }: Row, body: Record<string, unknown>): void {
  const { success, error } = Failure.safeParse(body);
  expect([success, error?.issues]).toEqual([true, undefined]);
  expect(body.statusCode).toBe(status);
  if (message !== undefined) expect([body.message].flat().join('; ')).toContain(message);
  if (says) expect(body).toMatchObject(says);
}

function isGood({ shape, says }: Row, text: string, body: unknown): void {
  if (shape === null) {
    expect(text).toBe('');
    return;
  }
  const { error } = shape?.safeParse(body) ?? {};
  expect(error?.issues).toBeUndefined();
  if (says) expect(body).toMatchObject(says);
  expect(text).not.toMatch(/"(?:password|passwordHash|hashedKey|secretHash)"/u);
}

/** A member by its path: `items.0.id`. */
const memberOf = (body: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], body);
