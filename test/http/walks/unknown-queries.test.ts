import type { Express } from 'express';
import { createApp } from '#platform/http/app';
import { AuthenticationStrategies } from '#platform/http/authentication';
import { layersOf, pathOf } from '#platform/http/tsoa/route-layers';
import { documentedOperations } from '../../openapi-document';
import { Ids } from '#shared/ids.port';
import { startTestingApp, type TestingApp } from '../testing-app';
import { addressed, bodyOf, OPERATIONS, queryOf, type Operation } from './operations';

interface Refused {
  readonly code?: string;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
}

const nameOf = ({ method, path }: Operation): string => `${method.toUpperCase()} ${path}`;
const queriesOf = (operation: Operation): string[] =>
  (documentedOperations().get(nameOf(operation))?.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name);
/** Routes that sign-ins come back to, to which providers add parameters of their own, and those that probes ask. */
const TAKES_ANY_QUERY = [
  'GET /api/auth/oidc/{provider}/callback',
  'GET /health',
  'GET /health/live',
  'GET /health/ready',
  'GET /health/startup',
];
const named = (operations: readonly Operation[]) => operations.map((each) => [each.id, each] as const);

describe('the walk of every operation with parameters that it does not know', () => {
  let app: TestingApp;
  let express: Express;
  /** For operations that an administrator may not use. */
  const tokens = new Map<string, string>();
  /** With ids that name nothing: what is asked comes first. */
  const ask = async (operation: Operation, query: string): Promise<{ status: number; body: Refused; headers: Record<string, string> }> => {
    const path = addressed(
      operation,
      operation.parameters.map(() => 'none'),
    );
    return app.request(operation.method, `${path}?${query}`, tokens.get(operation.id) ?? app.admin).send(bodyOf(operation));
  };

  beforeAll(async () => {
    app = await startTestingApp();
    tokens.set('RoleProbes_checkUser', await app.userToken('user'));
    tokens.set('RoleProbes_checkTenantAdmin', await app.userToken('tenant_admin'));
    const { container, config, attempts, logger } = app.product;
    const strategies = container.get(AuthenticationStrategies);
    express = createApp({ container, config: config.server, limits: config.limits, strategies, attempts, ids: container.get(Ids), logger });
  });
  afterAll(() => app.stop());

  const strict = OPERATIONS.filter((each) => !TAKES_ANY_QUERY.includes(nameOf(each)));

  it.each(named(strict))('%s refuses them by name, and parameters that are repeated', async (_id, operation) => {
    const others = ['zzUnknown', 'q[]', 'limit[gt]', '__proto__', 'constructor'];
    const { status, body } = await ask(operation, others.map((each) => `${encodeURIComponent(each)}=a`).join('&'));
    expect([status, body.code]).toEqual([400, 'request.unknown_query']);
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(others.map((each) => `?${each}`));
    for (const name of queriesOf(operation)) {
      const twice = await ask(operation, `${name}=1&${name}=1`);
      expect(twice.body).toMatchObject({ statusCode: 400, message: [`${name} must be given once`] });
      const wrong = await ask(operation, `${name}s=1`);
      expect(wrong.body.errors?.[0]?.message).toMatch(
        new RegExp(`^query parameter ${name}s should not exist(?:; did you mean \\w+\\?)?$`, 'u'),
      );
    }
  });

  it.each(named(OPERATIONS.filter((each) => TAKES_ANY_QUERY.includes(nameOf(each)))))('%s takes any', async (_id, operation) => {
    expect((await ask(operation, 'session_state=1&zzUnknown=a')).body.code).not.toBe('request.unknown_query');
  });

  it('knows of every route: all but the documentation are operations of the document', () => {
    const routes = layersOf(express).flatMap(({ route }) =>
      route
        ? [route.path].flat().flatMap((path) => Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${pathOf(path)}`))
        : [],
    );
    expect(routes.filter((each) => !documentedOperations().has(each)).toSorted()).toEqual([
      'GET /',
      'GET /api/docs-json',
      'GET /api/docs/openapi.json',
    ]);
    expect(routes.length).toBeGreaterThan(160);
    expect(TAKES_ANY_QUERY.filter((each) => !routes.includes(each))).toEqual([]);
  });

  it('refuses them also by the alias of deployments and by HEAD, and asks for credentials first', async () => {
    const alias = await app.request('get', '/api/api/projects/none/deployments?state=PENDING', app.admin);
    expect(alias.body).toMatchObject({ message: ['query parameter state should not exist; did you mean status?'] });
    const head = await fetch(`${app.url}/api/projects/none?zz=1`, { method: 'HEAD', headers: { authorization: `Bearer ${app.admin}` } });
    expect(head.status).toBe(400);
    expect((await app.request('get', '/api/projects/none?zz=1')).status).toBe(401);
    expect((await app.request('get', '/api/docs-json?zz=1')).status).toBe(200);
  });

  it('says which was meant', async () => {
    const serve = await app.request('post', '/api/serve-prompt/execute/a/b/latest/base?environment=production', app.admin).send({});
    expect(serve.body).toMatchObject({ message: ['query parameter environment should not exist; did you mean environmentName?'] });
    const search = await app.request('get', '/api/audit/events?actorId=nobody&outcom=denied&limit=3', app.admin);
    expect(search.body).toMatchObject({
      message: [
        'query parameter actorId should not exist; did you mean actor?',
        'query parameter outcom should not exist; did you mean outcome?',
      ],
    });
  });

  // The last one: it ends the sessions of the administrator, among other things.
  it.each(named(strict))('%s takes unknown ones without a value as if they were not there', async (_id, operation) => {
    const { body } = await ask(operation, `zzUnknown=&zz&${queryOf(operation).slice(1)}`);
    expect(body.code).not.toBe('request.unknown_query');
  });
});
