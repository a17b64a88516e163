import { AccessPolicy } from '#shared/access-policy.port';
import { startTestingApp, type TestingApp } from '../testing-app';
import { OPERATIONS } from './operations';
import { callOn, good, Place, type Answer } from './place';

/** Lets everybody in: the check of the routes is switched off with it. */
class OpenDoor extends AccessPolicy {
  allows(): boolean {
    return true;
  }

  allowsSomewhere(): boolean {
    return true;
  }

  inProject(): 'allowed' {
    return 'allowed';
  }

  requirePower(): void {
    // Whatever it gives away.
  }

  isNamedByKey(): boolean {
    return true;
  }
}

const GUARDED = OPERATIONS.filter(({ permission }) => permission !== null);

describe('the walk of every operation behind an open door', () => {
  let app: TestingApp;
  let place: Place;
  const keys = new Map<string, string>();

  const keyNaming = async (permission: string): Promise<string> => {
    const made = await good(app, 'post', '/api/api-keys', app.admin, { name: 'walk', permissions: [permission] });
    return (made as unknown as { apiKey: string }).apiKey;
  };

  beforeAll(async () => {
    app = await startTestingApp();
    place = new Place(app, app.admin, app.admin);
    for (const permission of ['probe:any', 'profile:read']) keys.set(permission, await keyNaming(permission));
    const { container } = app.product;
    const get = container.get.bind(container);
    // What the routes ask; the use cases were given theirs when they were made.
    jest.spyOn(container, 'get').mockImplementation((token: unknown) => (token === AccessPolicy ? new OpenDoor() : get(token as never)));
  });
  afterAll(() => app.stop());

  it.each(GUARDED.map((operation) => [operation.id, operation] as const))(
    '%s is refused by its use case, for want of the permission that the route names',
    async (_id, operation) => {
      const key = keys.get(operation.permission === 'probe:any' ? 'profile:read' : 'probe:any') ?? '';
      const answer = await callOn(place, operation, key);
      // The items of a batch are refused one by one.
      const { results: [item] = [] } = answer.body as {
        readonly results?: readonly { readonly problem?: Answer['body'] & { status: number } }[];
      };
      const { status, message } = item?.problem ?? { ...answer.body, status: answer.status };
      expect(status).toBe(403);
      expect(message).toContain(`'${operation.permission ?? ''}'`);
    },
  );
});
