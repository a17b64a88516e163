import { startTestingApp, type TestingApp } from '../testing-app';
import { addressed, inputsOf, OPERATIONS, requiredOf, queryOf, type Operation } from './operations';

/** Any of these missing is a wrong login. */
const LENIENT = 'Auth_login';

const membersOf = (operation: Operation): string[] => inputsOf(operation).flatMap((each) => (/^\/\w+$/u.test(each) ? [each.slice(1)] : []));

describe('the walk of every operation with members of its body that it does not know', () => {
  let app: TestingApp;
  const messagesFor = async (operation: Operation, body: object): Promise<readonly string[]> => {
    const path = addressed(
      operation,
      operation.parameters.map(() => 'none'),
    );
    const answer = await app.request(operation.method, `${path}${queryOf(operation)}`, app.admin).send(body);
    expect(answer.status).toBe(400);
    return (answer.body as { message: readonly string[] }).message;
  };

  beforeAll(async () => {
    app = await startTestingApp({ auth: { register: true } });
  });
  afterAll(() => app.stop());

  const writing = OPERATIONS.filter((each) => membersOf(each).length > 0);
  it.each(writing.map((each) => [each.id, each] as const))('%s names them and all that is missing', async (_id, operation) => {
    const messages = await messagesFor(operation, { zzUnknown: 1 });
    const missing = (operation.id === LENIENT ? [] : requiredOf(operation)).map((each) => `${each} is required`);
    expect(messages.toSorted()).toEqual(['property zzUnknown should not exist', ...missing].toSorted());
  });

  it.each(writing.map((each) => [each.id, each] as const))('%s says which was meant', async (_id, operation) => {
    for (const name of membersOf(operation)) {
      const near = [`${name}x`, name.toUpperCase()].filter((each) => !membersOf(operation).includes(each));
      const messages = await messagesFor(operation, Object.fromEntries(near.map((each) => [each, 1])));
      for (const each of near) expect(messages).toContain(`property ${each} should not exist; did you mean ${name}?`);
    }
  });

  it('says it at any depth, and in change sets', async () => {
    const items = [{ entity: 'AI_MODEL', entityId: 'x', versionTag: '1' }];
    const answer = await app.request('post', '/api/projects/none/deployments', app.admin).send({ name: 'x', environment: 'x', items });
    expect((answer.body as { errors: unknown }).errors).toEqual(
      expect.arrayContaining([
        { pointer: '/environment', message: 'property environment should not exist; did you mean environmentId?' },
        { pointer: '/items/0/entity', message: 'property entity should not exist; did you mean entityId?' },
        { pointer: '/environmentId', message: 'environmentId is required' },
        { pointer: '/items/0/entityType', message: 'items.0.entityType is required' },
      ]),
    );
    await app.given.project('Shop');
    const changes = [{ action: 'create', resource: 'prompt', body: { name: 'x', text: 'y' } }];
    const refused = await app.request('post', '/api/projects/shop/changes', app.admin).send({ changes }).expect(400);
    expect((refused.body as { errors: unknown }).errors).toEqual(
      expect.arrayContaining([
        { pointer: '/changes/0/body/text', message: 'Change 0: property text should not exist; did you mean promptText?' },
        { pointer: '/changes/0/body/promptText', message: 'Change 0: promptText is required' },
      ]),
    );
  });
});
