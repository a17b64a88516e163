import { startTestingApp, type TestingApp } from '../testing-app';
import { addressed, bodyOf, inputsOf, once, OPERATIONS, queryOf } from './operations';
import { Place, send } from './place';

/** What may have several lines, or is no text that people read in a list: what it holds is its own affair. */
const FREE = new Set(
  ['description', 'notes', 'style', 'promptText', 'value', 'changeMessage', 'reason', 'deletionReason', 'template'].concat([
    'password',
    'currentPassword',
    'newPassword',
    'text',
  ]),
);
const MISLEADING = ['\u202e', '\u001b', '\r\n', '\u2066', '\u0007'];

/** The body with that value at the pointer, where the objects around it are there. */
function withValue(body: object, pointer: string, value: string): object | undefined {
  const copy = structuredClone(body) as Record<string, unknown>;
  const names = pointer.slice(1).split('/');
  let at: Record<string, unknown> | undefined = copy;
  for (const name of names.slice(0, -1)) at = (at[name] as Record<string, unknown> | undefined) ?? {};
  at[names.at(-1) ?? ''] = value;
  return copy;
}

describe('single lines that people read', () => {
  let app: TestingApp;
  let place: Place;

  beforeAll(async () => {
    app = await startTestingApp();
    place = new Place(app, app.admin, app.admin);
  }, 30_000);
  afterAll(() => app.stop());

  const fields = OPERATIONS.filter(({ method }) => method !== 'get').flatMap((operation) =>
    inputsOf(operation)
      .filter((each) => each.startsWith('/') && !FREE.has(each.split('/').at(-1) ?? ''))
      .map((pointer) => [operation.id, pointer, operation] as const),
  );

  it('are walked in every operation', () => {
    expect(fields.length).toBeGreaterThan(100);
  });

  it.each(fields)('keep nothing misleading: %s %s', async (_id, pointer, operation) => {
    const values: string[] = [];
    for (const each of operation.parameters) values.push(await place.value(each));
    for (const each of MISLEADING) {
      const body = withValue(bodyOf(operation) ?? {}, pointer, `a${each}b${once()}`);
      const { status, body: answer } = await send(
        app,
        operation.method,
        addressed(operation, values) + queryOf(operation),
        app.admin,
        body,
      );
      if (status < 300) expect(JSON.stringify(answer)).not.toContain(JSON.stringify(each).slice(1, -1));
    }
  });
});
