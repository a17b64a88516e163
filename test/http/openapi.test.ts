import { inlined } from '../../ops/build/openapi/inlined';
import type { ApiDocument } from '../../ops/build/openapi/types';
import { startTestingApp, type TestingApp } from './testing-app';

interface Reference {
  readonly $ref?: string;
}
interface Media {
  readonly schema?: Reference & { readonly anyOf?: readonly Reference[] };
  readonly example?: unknown;
  readonly examples?: unknown;
}
interface Body {
  readonly required?: boolean;
  readonly description?: string;
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly operationId?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly description?: string;
    readonly schema: { readonly pattern?: string };
  }[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
  readonly security?: readonly object[];
  readonly 'x-permission'?: string;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** The wire contract's routes, with the contract's names of the parameters. */
const CONTRACT = [
  'GET /health',
  'POST /api/auth/register',
  'POST /api/auth/login',
  'GET /api/auth/profile',
  'GET /api/auth/initial_setup_check',
  'GET /api/admin-check',
  'GET /api/tenant-admin-check',
  'GET /api/user-check',
  'GET /api/any-authenticated-check',
  ...crud('/api/api-keys', '/api/api-keys/{id}'),
  ...crud('/api/users', '/api/users/{id}'),
  'PATCH /api/users/{id}/credentials',
  ...crud('/api/tenants', '/api/tenants/{tenantId}'),
  ...crud('/api/projects', '/api/projects/{projectSlug}'),
  'GET /api/projects/mine',
  ...crud('/api/projects/{projectId}/environments', '/api/projects/{projectId}/environments/{environmentId}'),
  'GET /api/projects/{projectId}/environments/by-name/{name}',
  ...crud('/api/projects/{projectId}/tags', '/api/projects/{projectId}/tags/{tagId}'),
  'GET /api/projects/{projectId}/tags/by-name/{name}',
  ...crud('/api/projects/{projectId}/aimodels', '/api/projects/{projectId}/aimodels/{aiModelId}'),
  'GET /api/projects/{projectId}/aimodels/providers/types',
  ...crud('/api/projects/{projectId}/regions', '/api/projects/{projectId}/regions/{langCode}'),
  ...crud('/api/projects/{projectId}/cultural-data', '/api/projects/{projectId}/cultural-data/{culturalDataId}'),
  ...crud('/api/projects/{projectId}/rag-document-metadata', '/api/projects/{projectId}/rag-document-metadata/{metadataId}'),
  ...crud('/api/projects/{projectId}/prompts', '/api/projects/{projectId}/prompts/{id}'),
  'POST /api/projects/{projectId}/prompts/generate-structure',
  'POST /api/projects/{projectId}/prompts/load-structure',
  'PUT /api/projects/{projectId}/prompts/{id}',
  ...crud('/api/projects/{projectId}/prompts/{promptId}/versions', '/api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}'),
  'POST /api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/request-publish',
  'POST /api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/unpublish',
  'POST /api/projects/{projectId}/deployments',
  'GET /api/projects/{projectId}/deployments',
  'POST /api/llm-execution/execute',
  'POST /api/execute-raw',
  'GET /api/projects/{projectId}/deployments/{deploymentId}',
  'PUT /api/projects/{projectId}/deployments/{deploymentId}/approve',
  'POST /api/projects/{projectId}/deployments/{deploymentId}/deploy',
  'POST /api/projects/{projectId}/deployments/{deploymentId}/rollback',
  ...crud('/api/projects/{projectId}/prompts/{promptId}/assets', '/api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}'),
  ...crud(
    '/api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions',
    '/api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}',
  ),
  ...crud(
    '/api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/translations',
    '/api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/translations/{languageCode}',
  ),
  'POST /api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/publish',
  'POST /api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/request-publish',
  'POST /api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/unpublish',
  ...crud(
    '/api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/translations',
    '/api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/translations/{languageCode}',
  ),
  ...crud('/api/system-prompts', '/api/system-prompts/{name}'),
  'POST /api/projects/{projectId}/prompts/{promptId}/backup',
  'GET /api/projects/{projectId}/prompts/backups/list',
  ...['stats', 'recent-activity', 'activity'].map((each) => `GET /api/dashboard/${each}`),
  'GET /api/marketplace/prompts',
  'GET /api/marketplace/assets',
  'POST /api/serve-prompt/execute/{projectId}/{promptName}/{versionTag}/base',
  'POST /api/serve-prompt/execute/{projectId}/{promptName}/{versionTag}/lang/{languageCode}',
];

/** What the contract does not know. */
const ADDED = [
  'GET /api/dashboard/rebuild',
  'POST /api/dashboard/rebuild',
  'PUT /api/projects/{projectId}/prompts/{id}/document',
  'GET /api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/dependents',
  'GET /api/projects/{projectId}/prompts/{promptId}/dependents',
  'GET /api/projects/{projectId}/prompts/{promptId}/usage',
  'GET /api/projects/{projectId}/usage/unused-versions',
  'POST /api/projects/{projectId}/changes',
  'POST /api/resolve',
  'GET /api/projects/{projectId}/prompts/{promptId}/history',
  'GET /api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/diff/{otherTag}',
  'POST /api/api-keys/{id}/rotate',
  'POST /api/auth/refresh',
  'POST /api/auth/logout',
  'POST /api/auth/logout-everywhere',
  'GET /api/auth/sessions',
  'DELETE /api/auth/sessions/{sessionId}',
  'POST /api/auth/password',
  'POST /api/auth/password-reset',
  'GET /api/auth/jwks',
  'GET /api/auth/oidc/{provider}/start',
  'GET /api/auth/oidc/{provider}/callback',
  'POST /api/users/{id}/password-reset',
  'GET /api/users/{id}/oidc-links',
  'DELETE /api/users/{id}/oidc-links/{linkId}',
  'GET /api/auth/oidc-links',
  'DELETE /api/auth/oidc-links/{linkId}',
  'GET /api/projects/{projectId}/members',
  'PUT /api/projects/{projectId}/members/{userId}',
  'DELETE /api/projects/{projectId}/members/{userId}',
  'GET /health/live',
  'GET /health/ready',
  'GET /health/startup',
  'POST /api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/activate',
  'POST /api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/archive',
  'POST /api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/restore',
  'POST /api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/activate',
  'POST /api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/archive',
  'POST /api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/restore',
  'POST /api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/translations/{languageCode}/confirm',
  'GET /api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/translations/status',
  'GET /api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/translations/status',
  'POST /api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/translations/{languageCode}/confirm',
  'GET /api/projects/{projectId}/prompts/backups/{fileName}',
  'GET /api/projects/{projectId}/environments/{environmentId}/pointers',
  'PUT /api/projects/{projectId}/environments/{environmentId}/pointers/{promptId}',
  'DELETE /api/projects/{projectId}/environments/{environmentId}/pointers/{promptId}',
  'GET /api/projects/{projectId}/environments/{environmentId}/history',
  'GET /api/projects/{projectId}/environments/{environmentId}/pointers/{promptId}',
  'GET /api/projects/{projectId}/members/{userId}',
  'GET /api/projects/{projectId}/environments/{environmentId}/rules',
  'PUT /api/projects/{projectId}/environments/{environmentId}/rules',
  'POST /api/projects/{projectId}/environments/{environmentId}/rules/confirm',
  'POST /api/projects/{projectId}/environments/{environmentId}/rules/discard',
  'GET /api/projects/{projectId}/deployments/{deploymentId}/preview',
  'POST /api/projects/{projectId}/deployments/{deploymentId}/cancel',
  'POST /api/projects/{projectId}/deployments/{deploymentId}/reject',
  'POST /api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/approve-publish',
  'POST /api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/reject-publish',
  'POST /api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/approve-publish',
  'POST /api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/reject-publish',
  'POST /api/projects/{projectId}/prompts/copy-published',
  'GET /api/marketplace/requests',
  'GET /api/marketplace/counts',
  'GET /api/projects/{projectId}/prompts/{promptId}/resolve',
  'POST /api/projects/{projectId}/prompts/{promptId}/resolve',
  'GET /api/audit/events',
  'GET /api/audit/events/{eventId}',
  'GET /api/audit/log/checkpoint',
  'GET /api/audit/log/key',
];

const EVERYWHERE = ['400', '413', '414', '415', '429', '500', '503'];

function crud(collection: string, one: string): string[] {
  return [`GET ${collection}`, `POST ${collection}`, `GET ${one}`, `PATCH ${one}`, `DELETE ${one}`];
}

describe('the OpenAPI document', () => {
  let app: TestingApp;
  let served: ApiDocument;
  let document: Document;

  beforeAll(async () => {
    app = await startTestingApp();
    served = (await app.request('get', '/api/docs/openapi.json').expect(200)).body as ApiDocument;
    document = inlined(served) as unknown as Document;
  }, 30_000);
  afterAll(() => app.stop());

  const operations = (): [string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [`${method.toUpperCase()} ${path}`, operation]),
    );
  const faulty = (fault: (operation: Operation, route: string) => unknown): string[] =>
    operations().flatMap(([route, operation]) => (fault(operation, route) ? [route] : []));
  const lacksExample = ({ content }: Body): boolean =>
    Object.values(content ?? {}).some(({ example, examples }) => example === undefined && examples === undefined);

  it('is the same at both addresses', async () => {
    const { body } = (await app.request('get', '/api/docs-json').expect(200)) as { body: unknown };
    expect(body).toEqual(served);
  });

  it('has the routes of the contract, with its names of parameters, the added ones and no others', () => {
    const routes = operations().map(([route]) => route);
    expect(routes.toSorted()).toEqual([...CONTRACT, ...ADDED].toSorted());
  });

  it('has its sections in the order of use, each with a description', () => {
    const names = served.tags?.map(({ name }) => name) ?? [];
    expect(names.slice(0, 4)).toEqual(['Auth', 'Sessions', 'API keys', 'Projects']);
    expect(served.tags?.filter(({ description }) => !description.endsWith('.'))).toEqual([]);
    expect(names.toSorted()).toEqual([...new Set(operations().flatMap(([, { tags = [] }]) => tags))].toSorted());
  });

  it('says of every operation and parameter what it is', () => {
    expect(faulty(({ summary, description, operationId }) => !summary || !description || !operationId)).toEqual([]);
    expect(faulty(({ parameters = [] }) => parameters.some(({ description }) => !description))).toEqual([]);
    expect(faulty(({ responses }) => Object.values(responses).some(({ description }) => !description))).toEqual([]);
  });

  it('shows an example of every body', () => {
    expect(faulty(({ requestBody }) => requestBody && lacksExample(requestBody))).toEqual([]);
    expect(faulty(({ responses }) => Object.values(responses).some(lacksExample))).toEqual([]);
  });

  it('says how each operation fails', () => {
    const problems = ({ responses }: Operation): [string, Body][] =>
      Object.entries(responses).filter(([status, { content }]) => Number(status) >= 400 && !JSON.stringify(content).includes('HealthDto'));
    expect(faulty(({ responses }) => EVERYWHERE.some((each) => !responses[each]))).toEqual([]);
    expect(faulty(({ responses }, route) => route.includes('{') && !responses['404'])).toEqual([]);
    const isProblem = ({ schema }: Media): boolean =>
      (schema?.anyOf ?? [schema]).every((each) => /\/(?:Variables|Revision)?Problem$/u.test(each?.$ref ?? ''));
    expect(
      faulty((operation) =>
        problems(operation).some(
          ([, { content = {} }]) => !content['application/problem+json'] || !Object.values(content).every(isProblem),
        ),
      ),
    ).toEqual([]);
  });

  it('says by the names on the wire where a list looks for a text', () => {
    const { parameters = [] } = document.paths['/api/projects/{projectId}/prompts']?.get ?? {};
    expect(parameters.find(({ name }) => name === 'q')?.description).toBe(
      'Only those with this text, in any case, in name or id or description',
    );
  });

  it('names the permission of every operation that needs one', () => {
    const secured = (operation: Operation): boolean => (operation.security ?? []).length > 0;
    expect(faulty((each) => secured(each) !== (each['x-permission'] !== undefined))).toEqual([]);
    expect(faulty((each) => secured(each) && (!each.responses['401'] || !each.responses['403']))).toEqual([]);
    const open = faulty((each) => !secured(each)).filter((route) => !route.includes(' /health'));
    expect(open.toSorted()).toEqual([
      'GET /api/auth/initial_setup_check',
      'GET /api/auth/jwks',
      'GET /api/auth/oidc/{provider}/callback',
      'GET /api/auth/oidc/{provider}/start',
      'POST /api/auth/login',
      'POST /api/auth/password-reset',
      'POST /api/auth/refresh',
      'POST /api/auth/register',
    ]);
  });

  it('asks for a body only where a member of it must be there', () => {
    const asks = (route: string, method: string): boolean | undefined => document.paths[route]?.[method]?.requestBody?.required;
    expect(asks('/api/projects', 'post')).toBe(true);
    expect(asks('/api/projects/{projectSlug}', 'patch')).toBe(false);
    expect(asks('/api/auth/logout', 'post')).toBe(false);
  });

  it('says what If-Match may look like', () => {
    const parameters = operations().flatMap(([, { parameters = [] }]) => parameters.filter(({ name }) => name === 'If-Match'));
    const [pattern = ''] = new Set(parameters.map(({ schema }) => schema.pattern));
    const matching = ['*', '"1-a"', 'W/"1-a", "x"', '1-a', '"a', '"a" "b"', ''].filter((each) => new RegExp(pattern, 'u').test(each));
    expect(matching).toEqual(['*', '"1-a"', 'W/"1-a", "x"']);
  });

  it('tells the two reasons for a 422 apart', () => {
    const schemaOf = (path: string): Media['schema'] => document.paths[path]?.post?.responses['422']?.content?.['application/json']?.schema;
    const problem = { $ref: '#/components/schemas/Problem' };
    expect(schemaOf('/api/projects/{projectId}/changes')).toEqual(problem);
    expect(schemaOf('/api/projects/{projectId}/prompts/{promptId}/resolve')).toEqual({
      anyOf: [{ $ref: '#/components/schemas/VariablesProblem' }, problem],
    });
  });

  it('tells of the answers beyond the ordinary', () => {
    const resolve = document.paths['/api/projects/{projectId}/prompts/{promptId}/resolve'];
    expect(Object.keys(resolve?.post?.responses ?? {})).toContain('422');
    expect(resolve?.get?.responses['304']).toMatchObject({ headers: { ETag: expect.anything() as unknown } });
    expect(document.paths['/api/auth/login']?.post?.responses['401']).toBeDefined();
    expect(document.paths['/api/audit/events']?.get?.responses['200']).toMatchObject({ headers: { Link: {}, Warning: {} } });
  });
});

describe('the page to try the API', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp();
  }, 30_000);
  afterAll(() => app.stop());

  it('is where the top of the server leads', async () => {
    await app.request('get', '/').redirects(0).expect(302).expect('location', '/api/docs/');
  });

  it('keeps the token over a reload and finds routes by a filter', async () => {
    const { text } = await app.request('get', '/api/docs/swagger-ui-init.js').expect(200);
    expect(text).toMatch(/"persistAuthorization": true/u);
    expect(text).toMatch(/"filter": true/u);
  });

  it('loads, with all that it needs, under its own content security policy', async () => {
    const page = await app
      .request('get', '/api/docs/')
      .redirects(1)
      .expect(200)
      .expect('content-type', /text\/html/u);
    const policy = page.headers['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/u);
    const assets = [...page.text.matchAll(/(?:src|href)="(\.\/[^"]+)"/gu)].map(([, path = '']) => new URL(path, `${app.url}/api/docs/`));
    expect(assets.length).toBeGreaterThanOrEqual(4);
    for (const { pathname } of assets) {
      const type = pathname.endsWith('.js') ? /javascript/u : pathname.endsWith('.css') ? /css/u : /image/u;
      await app.request('get', pathname).expect(200).expect('content-type', type);
    }
  });
});
