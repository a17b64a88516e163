import { documentedOperations } from '../../openapi-document';
import { startTestingApp, type TestingApp } from '../testing-app';
import { addressed, bodyOf, OPERATIONS, type Operation } from './operations';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: { readonly type?: string };
}

/** Clients of v1 may send any value, and every one but `true` is false (wire contract, 1.1). */
const OF_V1 = ['includeAssets', 'processed', 'resolveAssets'];

const queriesOf = ({ method, path }: Operation): readonly Parameter[] =>
  ((documentedOperations().get(`${method.toUpperCase()} ${path}`)?.parameters ?? []) as readonly Parameter[]).filter(
    (each) => each.in === 'query',
  );
const ALL = OPERATIONS.flatMap((operation) =>
  queriesOf(operation)
    .filter(({ schema }) => schema?.type === 'boolean')
    .map(({ name }) => [operation.id, name, operation] as const),
);
const FLAGS = ALL.filter(([, name]) => !OF_V1.includes(name));

describe('the walk of every boolean in a query', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp();
  });
  afterAll(() => app.stop());

  /** With ids that name nothing: what is asked comes first. */
  const faultsOf = async (operation: Operation, query: string): Promise<unknown> => {
    const names = operation.parameters.map(() => 'none');
    const answer = await app.request(operation.method, `${addressed(operation, names)}?${query}`, app.admin).send(bodyOf(operation));
    const { errors = [] } = answer.body as { errors?: readonly { pointer: string; message: string }[] };
    return errors.filter(({ pointer }) => pointer === `?${query.split('=')[0] ?? ''}`).map(({ message }) => message);
  };

  it.each(FLAGS)('%s refuses a %s that is neither true nor false', async (_id, name, operation) => {
    for (const value of ['yes', '1', 'on', 't', 'null', ' true'])
      expect(await faultsOf(operation, `${name}=${encodeURIComponent(value)}`)).toEqual([
        expect.stringMatching(new RegExp(`^${name} must be (?:true or false|one of: true, false)$`, 'u')),
      ]);
    for (const value of ['true', 'false', '']) expect(await faultsOf(operation, `${name}=${value}`)).toEqual([]);
  });

  it.each(ALL.filter(([, name]) => OF_V1.includes(name)))('%s takes any %s, as in v1', async (_id, name, operation) => {
    for (const value of ['yes', '1', 'TRUE', 'null']) expect(await faultsOf(operation, `${name}=${value}`)).toEqual([]);
  });

  it('finds them', () => {
    const names = new Set(ALL.map(([, name]) => name));
    expect([...names].toSorted()).toEqual([...OF_V1, 'dryRun', 'enabled', 'ifUnused', 'strict'].toSorted());
  });
});
