import { ROWS, wireContractHolds } from '../contract/wire/every-table';
import { addressOf } from '../contract/wire/table';
import { startTestingApp } from './testing-app';

wireContractHolds('SQLite', (more) => startTestingApp({ auth: { register: true }, ...more }));

const P = '/api/projects/{projectId}';
const VERSIONS = `${P}/prompts/{promptId}/versions`;
const ASSETS = `${P}/prompts/{promptId}/assets`;
const SERVE = '/api/serve-prompt/execute/{projectId}/{promptName}/{versionTag}';
const crud = (collection: string, one: string): string[] => [
  `GET ${collection}`,
  `POST ${collection}`,
  `GET ${one}`,
  `PATCH ${one}`,
  `DELETE ${one}`,
];

/** The routes of the wire contract's sections 1 to 5.1, 5.4 to 5.6 and 6, but for generating structures. */
const CONTRACT = [
  'GET /health',
  ...['stats', 'recent-activity', 'activity'].map((each) => `GET /api/dashboard/${each}`),
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
  ...crud(`${P}/regions`, `${P}/regions/{langCode}`),
  ...crud(`${P}/cultural-data`, `${P}/cultural-data/{culturalDataId}`),
  ...crud(`${P}/rag-document-metadata`, `${P}/rag-document-metadata/{metadataId}`),
  ...crud(`${P}/tags`, `${P}/tags/{tagId}`),
  `GET ${P}/tags/by-name/{name}`,
  ...crud(`${P}/environments`, `${P}/environments/{environmentId}`),
  `GET ${P}/environments/by-name/{name}`,
  ...crud(`${P}/aimodels`, `${P}/aimodels/{aiModelId}`),
  `GET ${P}/aimodels/providers/types`,
  ...crud(`${P}/prompts`, `${P}/prompts/{id}`),
  `PUT ${P}/prompts/{id}`,
  `POST ${P}/prompts/load-structure`,
  ...crud(VERSIONS, `${VERSIONS}/{versionTag}`),
  `POST ${VERSIONS}/{versionTag}/request-publish`,
  `POST ${VERSIONS}/{versionTag}/unpublish`,
  ...crud(`${VERSIONS}/{versionTag}/translations`, `${VERSIONS}/{versionTag}/translations/{languageCode}`),
  ...crud(ASSETS, `${ASSETS}/{assetKey}`),
  ...crud(`${ASSETS}/{assetKey}/versions`, `${ASSETS}/{assetKey}/versions/{versionTag}`),
  ...['publish', 'request-publish', 'unpublish'].map((each) => `POST ${ASSETS}/{assetKey}/versions/{versionTag}/${each}`),
  ...crud(
    `${ASSETS}/{assetKey}/versions/{versionTag}/translations`,
    `${ASSETS}/{assetKey}/versions/{versionTag}/translations/{languageCode}`,
  ),
  `POST ${SERVE}/base`,
  `POST ${SERVE}/lang/{languageCode}`,
  ...[P, '/api/api/projects/{projectId}'].flatMap((project) => [
    `GET ${project}/deployments`,
    `POST ${project}/deployments`,
    `GET ${project}/deployments/{deploymentId}`,
    `PUT ${project}/deployments/{deploymentId}/approve`,
    `POST ${project}/deployments/{deploymentId}/deploy`,
    `POST ${project}/deployments/{deploymentId}/rollback`,
  ]),
  'POST /api/llm-execution/execute',
  'POST /api/execute-raw',
  'GET /api/marketplace/prompts',
  'GET /api/marketplace/assets',
  `POST ${P}/prompts/{promptId}/backup`,
  `GET ${P}/prompts/backups/list`,
];

describe('the tables of the wire contract', () => {
  const routesOf = (rows: typeof ROWS): Set<string> =>
    new Set(
      rows.map(({ route }) => {
        const { method, path } = addressOf(route);
        return `${method} ${path}`;
      }),
    );

  it('show every route of the contract answering well', () => {
    const shown = routesOf(ROWS.filter(({ status }) => status < 300));
    expect(CONTRACT.filter((route) => !shown.has(route))).toEqual([]);
  });

  it('show every route failing but the few that cannot', () => {
    const failing = routesOf(ROWS.filter(({ status }) => status >= 400));
    const cannot = ['GET /health', 'GET /api/auth/initial_setup_check'];
    expect(CONTRACT.filter((route) => !failing.has(route) && !cannot.includes(route))).toEqual([]);
  });
});
