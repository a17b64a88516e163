import { z } from 'zod';
import { AiModel, CulturalData, Environment, OwnProject, Project, ProjectListItem, RagDocument, Region, Tag, Words } from './shapes';
import { bad, good, type Row } from './table';

const NOBODY = '00000000-0000-7000-8000-00000000dead';
const SETTINGS = {
  provider: 'OpenAI',
  description: 'big',
  apiIdentifier: 'gpt-4o',
  apiKeyEnvVar: 'OPENAI_API_KEY',
  temperature: 0.5,
  maxTokens: 100,
  supportsJson: true,
  contextWindow: 1000,
};
const DOCUMENT = { documentName: 'Terms', category: 'legal', complianceReviewed: true, piiRiskLevel: 'low', lastReviewedBy: 'Ann' };

/** A collection of a project and one of its things: what all of them have. */
function resource(
  route: string,
  parameter: string,
  one: z.ZodType,
  created: object,
  changed: object,
  more: { missing?: string; keeps?: string } = {},
): Row[] {
  const single = `${route}/{${parameter}}`;
  const at = { [parameter]: more.missing ?? NOBODY };
  return [
    good(`POST ${route}`, 201, one, {
      body: { ...created, tenantId: 'ignored' },
      keeps: { [parameter]: more.keeps ?? 'id' },
      says: created,
    }),
    bad(`POST ${route}`, 'an unknown field', 400, { body: { ...created, color: 'red' }, message: 'property color should not exist' }),
    bad(`POST ${route}`, 'nothing given', 400, { body: {} }),
    bad(`POST ${route}`, 'taken', 409, { body: created, message: 'already exists' }),
    bad(`POST ${route}`, 'prompt_consumer', 403, { as: 'prompt_consumer', body: created }),
    bad(`POST ${route}`, 'another tenant', 404, { as: 'stranger', body: created }),
    good(`GET ${route}`, 200, z.array(one).length(1)),
    bad(`GET ${route}`, 'another tenant', 404, { as: 'stranger' }),
    bad(`GET ${route}`, 'unknown project', 404, { at: { projectId: 'nowhere' } }),
    good(`GET ${single}`, 200, one, { as: 'user', says: created }),
    bad(`GET ${single}`, 'unknown', 404, { at }),
    bad(`GET ${single}`, 'another tenant', 404, { as: 'stranger' }),
    good(`PATCH ${single}`, 200, one, { body: changed, says: { ...created, ...changed } }),
    bad(`PATCH ${single}`, 'unknown', 404, { at, body: changed }),
    bad(`PATCH ${single}`, 'a field of another type', 400, { body: Object.fromEntries(Object.keys(changed).map((each) => [each, 5])) }),
    bad(`DELETE ${single}`, 'unknown', 404, { at }),
  ];
}

/** Section 3 of the wire contract. */
export const CATALOGUE: readonly Row[] = [
  good('POST /api/projects', 201, Project, {
    body: { name: 'Web Shop', description: '' },
    says: { id: 'web-shop' },
    keeps: { projectId: 'id', projectSlug: 'id' },
  }),
  bad('POST /api/projects', 'name taken', 409, { body: { name: 'Web Shop' }, message: 'already exists' }),
  bad('POST /api/projects', 'slug taken', 409, { body: { name: 'web  SHOP' }, message: 'already exists' }),
  bad('POST /api/projects', 'reserved slug', 400, { body: { name: 'Mine' } }),
  bad('POST /api/projects', 'no slug', 400, { body: { name: '!!!' } }),
  bad('POST /api/projects', 'plain user', 403, { as: 'user', body: { name: 'Other' } }),
  good('GET /api/projects', 200, z.array(ProjectListItem).length(1), { as: 'user' }),
  bad('GET /api/projects', 'prompt_consumer', 403, { as: 'prompt_consumer' }),
  good('GET /api/projects/mine', 200, z.array(OwnProject).length(1)),
  good('GET /api/projects/mine', 200, z.array(OwnProject).length(0), { what: 'none of his', as: 'user' }),
  bad('GET /api/projects/mine', 'prompt_consumer', 403, { as: 'prompt_consumer' }),
  good('GET /api/projects/{projectSlug}', 200, Project),
  bad('GET /api/projects/{projectSlug}', 'another tenant', 404, { as: 'stranger' }),
  good('PATCH /api/projects/{projectSlug}', 200, Project, {
    body: { name: 'Shop', description: null },
    says: { id: 'web-shop', name: 'Shop', description: null },
  }),
  bad('PATCH /api/projects/{projectSlug}', 'neither owner nor administrator', 403, { as: 'user', body: { name: 'x' } }),
  good('POST /api/projects', 201, Project, { what: 'makes a second one', body: { name: 'Second' }, keeps: { second: 'id' } }),
  bad('PATCH /api/projects/{projectSlug}', 'name taken', 409, {
    at: { projectSlug: 'second' },
    body: { name: 'Shop' },
    message: 'already exists',
  }),

  ...resource('P/tags', 'tagId', Tag, { name: 'core' }, { description: 'main' }),
  good('GET P/tags/by-name/{name}', 200, Tag, { at: { name: 'core' } }),
  bad('GET P/tags/by-name/{name}', 'unknown', 404, { at: { name: 'Core' } }),
  good('POST P/tags', 201, Tag, { what: 'makes a second one', body: { name: 'other' } }),
  bad('PATCH P/tags/{tagId}', 'name taken', 409, { body: { name: 'other' }, message: 'already exists' }),
  good('DELETE P/tags/{tagId}', 200, Tag, { says: { name: 'core' } }),

  ...resource('P/environments', 'environmentId', Environment, { name: 'production' }, { description: 'live' }),
  good('GET P/environments/by-name/{name}', 200, Environment, { at: { name: 'production' } }),
  bad('GET P/environments/by-name/{name}', 'unknown', 404, { at: { name: 'nowhere' } }),
  good('POST P/environments', 201, Environment, { what: 'makes a second one', body: { name: 'staging' } }),
  bad('PATCH P/environments/{environmentId}', 'name taken', 409, { body: { name: 'staging' }, message: 'already exists' }),
  good('DELETE P/environments/{environmentId}', 200, Environment, { says: { name: 'production' } }),

  ...resource('P/aimodels', 'aiModelId', AiModel, { name: 'gpt', ...SETTINGS }, { description: 'bigger' }),
  good('POST P/aimodels', 201, AiModel, {
    what: 'has defaults',
    body: { name: 'small' },
    says: { supportsJson: false, temperature: null, provider: null },
  }),
  bad('POST P/aimodels', 'temperature beyond 2', 400, { body: { name: 'hot', temperature: 2.5 } }),
  bad('POST P/aimodels', 'maxTokens below 1', 400, { body: { name: 'mute', maxTokens: 0 } }),
  bad('POST P/aimodels', 'name of a variable in small letters', 400, { body: { name: 'key', apiKeyEnvVar: 'secret' } }),
  bad('PATCH P/aimodels/{aiModelId}', 'name taken', 409, { body: { name: 'small' }, message: 'already exists' }),
  good('GET P/aimodels/providers/types', 200, Words),
  bad('GET P/aimodels/providers/types', 'another tenant', 404, { as: 'stranger' }),
  good('DELETE P/aimodels/{aiModelId}', 200, AiModel, { says: { name: 'gpt' } }),

  ...resource(
    'P/regions',
    'langCode',
    Region,
    { languageCode: 'es-ES', name: 'Spain' },
    { timeZone: 'Europe/Madrid' },
    { missing: 'fr-FR', keeps: 'languageCode' },
  ),
  bad('POST P/regions', 'no language code', 400, { body: { name: 'X' }, message: 'languageCode must match xx-XX' }),
  bad('POST P/regions', 'a bare language', 400, { body: { languageCode: 'es', name: 'X' } }),
  bad('POST P/regions', 'unknown time zone', 400, { body: { languageCode: 'es-AR', name: 'X', timeZone: 'Mars/Base' } }),
  bad('POST P/regions', 'unknown parent', 404, { body: { languageCode: 'es-AR', name: 'X', parentRegionId: 'fr-FR' } }),
  good('POST P/regions', 201, Region, {
    what: 'has a parent',
    body: { languageCode: 'es-MX', name: 'Mexico', parentRegionId: 'es-ES', timeZone: '' },
    says: { parentRegion: { languageCode: 'es-ES' } },
  }),
  bad('PATCH P/regions/{langCode}', 'unknown parent', 404, { body: { parentRegionId: 'fr-FR' } }),
  bad('PATCH P/regions/{langCode}', 'unknown time zone', 400, { body: { timeZone: 'Mars/Base' } }),
  bad('PATCH P/regions/{langCode}', 'a descendant as parent', 400, { body: { parentRegionId: 'es-MX' } }),
  bad('PATCH P/regions/{langCode}', 'itself as parent', 400, { body: { parentRegionId: 'es-ES' } }),
  good('PATCH P/regions/{langCode}', 200, Region, {
    what: 'is detached',
    at: { langCode: 'es-MX' },
    body: { parentRegionId: null },
    says: { parentRegion: null },
  }),

  ...resource('P/cultural-data', 'culturalDataId', CulturalData, { key: 'greeting' }, { style: 'formal' }, { keeps: 'key' }).map((row) =>
    row.body && 'key' in row.body ? { ...row, body: { ...row.body, regionId: 'es-ES' } } : row,
  ),
  bad('POST P/cultural-data', 'unknown region', 404, { body: { key: 'other', regionId: 'fr-FR' } }),
  good('PATCH P/cultural-data/{culturalDataId}', 200, CulturalData, {
    what: 'changes nothing when nothing is given',
    body: { key: 'ignored' },
    says: { key: 'greeting' },
  }),
  good('DELETE P/cultural-data/{culturalDataId}', 200, CulturalData, { says: { key: 'greeting' } }),

  ...resource('P/rag-document-metadata', 'metadataId', RagDocument, DOCUMENT, { category: 'law' }),
  good('PATCH P/rag-document-metadata/{metadataId}', 200, RagDocument, {
    what: 'gets a region by its code',
    body: { regionId: 'es-MX' },
    says: { region: { languageCode: 'es-MX' } },
  }),
  bad('POST P/rag-document-metadata', 'unknown region', 404, { body: { documentName: 'Other', regionId: 'fr-FR' } }),
  bad('PATCH P/rag-document-metadata/{metadataId}', 'unknown region', 404, { body: { regionId: 'fr-FR' } }),
  good('PATCH P/rag-document-metadata/{metadataId}', 200, RagDocument, {
    what: 'is detached',
    body: { regionId: null },
    says: { regionId: null, region: null },
  }),
  good('PATCH P/rag-document-metadata/{metadataId}', 200, RagDocument, {
    what: 'gets a region again',
    body: { regionId: 'es-MX' },
    says: { region: { languageCode: 'es-MX' } },
  }),
  good('POST P/rag-document-metadata', 201, RagDocument, {
    what: 'has defaults',
    body: { documentName: 'Second' },
    says: { complianceReviewed: false, regionId: null, region: null, category: null },
  }),
  bad('PATCH P/rag-document-metadata/{metadataId}', 'name taken', 409, { body: { documentName: 'Second' }, message: 'already exists' }),
  good('DELETE P/regions/{langCode}', 204, null, { at: { langCode: 'es-MX' } }),
  good('GET P/rag-document-metadata/{metadataId}', 200, RagDocument, {
    what: 'loses its region with it',
    says: { regionId: null, region: null },
  }),
  good('DELETE P/rag-document-metadata/{metadataId}', 200, RagDocument),

  bad('DELETE /api/projects/{projectSlug}', 'neither owner nor administrator', 403, { as: 'user' }),
  bad('DELETE /api/projects/{projectSlug}', 'another tenant', 404, { as: 'stranger' }),
  good('DELETE /api/projects/{projectSlug}', 204, null),
];
