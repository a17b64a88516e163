import { z } from 'zod';
import { Deployment, Environment, Project, PromptDetail, Served } from './shapes';
import { bad, good, type Row } from './table';

const BASE = 'P/deployments';
const ONE = `${BASE}/{deploymentId}`;
const request = (name: string, entityId = '{versionId}', versionTag = '1.0.0'): object => ({
  name,
  environmentId: '{environmentId}',
  items: [{ entityType: 'PROMPT_VERSION', entityId, versionTag }],
});

/** Section 5.1 of the wire contract. */
export const RELEASES: readonly Row[] = [
  good('POST /api/projects', 201, Project, { what: 'is the place', body: { name: 'Shop' }, keeps: { projectId: 'id' } }),
  good('POST P/environments', 201, Environment, { what: 'serves', body: { name: 'production' }, keeps: { environmentId: 'id' } }),
  good('POST P/prompts', 201, PromptDetail, {
    what: 'is released',
    body: { name: 'Mail', promptText: 'Hi' },
    keeps: { promptId: 'id', versionId: 'versions.0.id' },
  }),

  good(`POST ${BASE}`, 201, Deployment, {
    body: request('first'),
    says: {
      status: 'PENDING',
      environmentName: 'production',
      approvedById: null,
      items: [{ status: 'PENDING', riskLevel: 'LOW', errorMessage: null, deployedAt: null }],
    },
    keeps: { deploymentId: 'id', first: 'id' },
  }),
  bad(`POST ${BASE}`, 'name taken for that environment', 409, { body: request('first'), message: 'already exists' }),
  bad(`POST ${BASE}`, 'no items', 400, { body: { ...request('x'), items: [] } }),
  bad(`POST ${BASE}`, 'unknown environment', 404, { body: { ...request('x'), environmentId: 'nowhere' } }),
  bad(`POST ${BASE}`, 'unknown version', 400, { body: request('x', 'nothing') }),
  bad(`POST ${BASE}`, 'another tag than that of the version', 400, { body: request('x', '{versionId}', '2.0.0') }),
  bad(`POST ${BASE}`, 'plain user', 403, { as: 'user', body: request('x') }),
  bad(`POST ${BASE}`, 'another tenant', 404, { as: 'stranger', body: request('x') }),
  good(`GET ${BASE}`, 200, z.array(Deployment).length(1), { as: 'user', query: 'status=PENDING&environmentId=' }),
  bad(`GET ${BASE}`, 'unknown status', 400, { query: 'status=done' }),
  good(`GET ${ONE}`, 200, Deployment, { as: 'user' }),
  bad(`GET ${ONE}`, 'unknown', 404, { at: { deploymentId: 'nothing' } }),
  bad(`GET ${ONE}`, 'another tenant', 404, { as: 'stranger' }),
  bad(`POST ${ONE}/deploy`, 'not approved', 400),
  bad(`PUT ${ONE}/approve`, 'own request', 403),
  bad(`PUT ${ONE}/approve`, 'plain user', 403, { as: 'user' }),
  good(`PUT ${ONE}/approve`, 200, Deployment, { as: 'tenant_admin', says: { status: 'APPROVED' } }),
  bad(`PUT ${ONE}/approve`, 'not pending', 400, { as: 'tenant_admin' }),
  bad(`POST ${ONE}/rollback`, 'not deployed', 400, { body: { rollbackToDeploymentId: '{first}' } }),
  good(`POST ${ONE}/deploy`, 201, Deployment, { says: { status: 'DEPLOYED', items: [{ status: 'DEPLOYED', versionTag: '1.0.0' }] } }),
  bad(`POST ${ONE}/deploy`, 'deployed already', 400),
  bad('DELETE P/environments/{environmentId}', 'deployments point at it', 409),

  good('POST P/prompts/{promptId}/versions', 201, z.looseObject({}), {
    what: 'makes the next version',
    body: { versionTag: '2.0.0', promptText: 'Hello', languageCode: 'en' },
    keeps: { versionId: 'id' },
  }),
  good(`POST ${BASE}`, 201, Deployment, {
    what: 'asks for the next one',
    body: request('second', '{versionId}', '2.0.0'),
    keeps: { deploymentId: 'id' },
  }),
  good(`PUT ${ONE}/approve`, 200, Deployment, { what: 'approves it', as: 'tenant_admin' }),
  good(`POST ${ONE}/deploy`, 201, Deployment, { what: 'replaces the earlier version' }),
  bad(`POST ${ONE}/rollback`, 'to an unknown one', 404, { body: { rollbackToDeploymentId: 'nothing' } }),
  bad(`POST ${ONE}/rollback`, 'to itself', 404, { body: { rollbackToDeploymentId: '{deploymentId}' } }),
  bad(`POST ${ONE}/rollback`, 'plain user', 403, { as: 'user', body: { rollbackToDeploymentId: '{first}' } }),
  good(`POST ${ONE}/rollback`, 201, Deployment, {
    body: { rollbackToDeploymentId: '{first}' },
    says: { status: 'ROLLED_BACK', items: [{ status: 'ROLLED_BACK' }] },
  }),
  good('POST /api/serve-prompt/execute/{projectId}/{promptId}/latest/base', 201, Served, {
    what: 'serves what the target had',
    query: 'environmentName=production',
    says: { processedPrompt: 'Hi' },
  }),

  good('POST P/prompts/{promptId}/versions', 201, z.looseObject({}), {
    what: 'makes one that will fail',
    body: { versionTag: '3.0.0', promptText: 'Never', languageCode: 'en' },
    keeps: { versionId: 'id', versionTag: 'versionTag' },
  }),
  good(`POST ${BASE}`, 201, Deployment, {
    what: 'asks for it',
    body: request('third', '{versionId}', '3.0.0'),
    keeps: { deploymentId: 'id' },
  }),
  good(`PUT ${ONE}/approve`, 200, Deployment, { what: 'approves it too', as: 'tenant_admin' }),
  good('POST P/prompts/{promptId}/versions/{versionTag}/archive', 200, z.looseObject({}), { what: 'takes it out of use' }),
  bad(`POST ${ONE}/deploy`, 'one item fails', 409),
  good(`GET ${ONE}`, 200, Deployment, {
    what: 'reads what failed',
    says: {
      status: 'FAILED',
      deployedAt: null,
      items: [{ status: 'FAILED', errorMessage: "Version '3.0.0' is archived; restore it first" }],
    },
  }),
  bad(`POST ${ONE}/rollback`, 'failed', 400, { body: { rollbackToDeploymentId: '{first}' } }),
  good('POST /api/serve-prompt/execute/{projectId}/{promptId}/latest/base', 201, Served, {
    what: 'serves what it did before',
    query: 'environmentName=production',
    says: { processedPrompt: 'Hi' },
  }),
  bad(`PUT ${ONE}/approve`, 'unknown', 404, { at: { deploymentId: 'nothing' }, as: 'tenant_admin' }),
  bad(`POST ${ONE}/deploy`, 'unknown', 404, { at: { deploymentId: 'nothing' } }),
  bad(`POST ${ONE}/deploy`, 'plain user', 403, { as: 'user' }),
  bad(`POST ${ONE}/rollback`, 'unknown', 404, { at: { deploymentId: 'nothing' }, body: { rollbackToDeploymentId: '{first}' } }),
  bad('DELETE /api/projects/{projectId}', 'has deployments', 409),
];

/** The same under the prefix that v1 clients send twice. */
export const ALIASED_RELEASES: readonly Row[] = RELEASES.map((row) => ({
  ...row,
  route: row.route.replace(` ${BASE}`, ' /api/api/projects/{projectId}/deployments'),
}));
