import { z } from 'zod';
import {
  Backups,
  CreatedVersion,
  Environment,
  ExportDocument,
  Project,
  PromptDetail,
  PromptListItem,
  Served,
  Tag,
  Translation,
  Version,
} from './shapes';
import { bad, good, type Row } from './table';

const BASE = 'P/prompts/{promptId}/versions';
const ONE = `${BASE}/{versionTag}`;
const LANGUAGES = `${ONE}/translations`;
const SERVE = '/api/serve-prompt/execute/{projectId}/{promptName}/{versionTag}';
const DRAFT = { versionTag: '1.1.0', promptText: 'Dear {{who}}', languageCode: 'en-US' };

/** Sections 4.1 to 4.3, 4.5 and 6 of the wire contract. */
export const PROMPTS: readonly Row[] = [
  good('POST /api/projects', 201, Project, { what: 'is the place', body: { name: 'Shop' }, keeps: { projectId: 'id' } }),
  good('POST P/tags', 201, Tag, { what: 'marks', body: { name: 'core' }, keeps: { tagId: 'id' } }),
  good('POST P/environments', 201, Environment, { what: 'serves', body: { name: 'production' }, keeps: { environmentId: 'id' } }),

  good('POST P/prompts', 201, PromptDetail, {
    body: {
      name: 'Order Mail',
      type: { value: 'task' },
      tags: ['core'],
      promptText: 'Dear {{who}}',
      initialTranslations: [{ languageCode: 'fr-FR', promptText: 'Cher {{who}}' }],
    },
    says: {
      id: 'order-mail',
      type: 'USER',
      tags: [{ name: 'core' }],
      versions: [{ versionTag: '1.0.0', status: 'draft', languageCode: 'en-US', isActive: false, activeInEnvironments: [] }],
    },
    keeps: { promptId: 'id', promptName: 'id', id: 'id' },
  }),
  bad('POST P/prompts', 'slug taken', 409, { body: { name: 'order mail', promptText: 'x' }, message: 'already exists' }),
  bad('POST P/prompts', 'unknown tag', 404, { body: { name: 'Other', promptText: 'x', tags: ['none'] } }),
  bad('POST P/prompts', 'the same language twice', 400, {
    body: {
      name: 'Other',
      promptText: 'x',
      initialTranslations: [
        { languageCode: 'fr', promptText: 'a' },
        { languageCode: 'fr', promptText: 'b' },
      ],
    },
  }),
  bad('POST P/prompts', 'no text', 400, { body: { name: 'Other' } }),
  bad('POST P/prompts', 'another tenant', 404, { as: 'stranger', body: { name: 'Other', promptText: 'x' } }),
  bad('POST P/prompts', 'prompt_consumer', 403, { as: 'prompt_consumer', body: { name: 'Other', promptText: 'x' } }),
  good('POST P/prompts', 201, PromptDetail, {
    what: 'takes an empty object for no tags, and its own slug',
    as: 'user',
    body: { name: 'Second', slug: 'two', tags: {}, type: null, promptText: 'x' },
    says: { id: 'two', type: 'USER', tags: [] },
  }),
  good('GET P/prompts', 200, z.array(PromptListItem).length(2)),
  bad('GET P/prompts', 'another tenant', 404, { as: 'stranger' }),
  good('GET P/prompts/{id}', 200, PromptDetail, { says: { versions: [{ translations: [{ languageCode: 'fr-FR' }] }] } }),
  bad('GET P/prompts/{id}', 'unknown', 404, { at: { id: 'nothing' } }),
  good('PATCH P/prompts/{id}', 200, PromptDetail, { body: { type: 'SYSTEM', tagIds: [] }, says: { type: 'SYSTEM', tags: [] } }),
  bad('PATCH P/prompts/{id}', 'no field', 400, { body: {} }),
  bad('PATCH P/prompts/{id}', 'unknown tag', 404, { body: { tagIds: ['nothing'] } }),
  bad('PATCH P/prompts/{id}', 'unknown type', 400, { body: { type: 'task' } }),
  good('PUT P/prompts/{id}', 200, PromptDetail, {
    body: { name: 'Order mail', tagIds: ['{tagId}'] },
    says: { id: 'order-mail', name: 'Order mail', tags: [{ name: 'core' }] },
  }),
  bad('PUT P/prompts/{id}', 'no field', 400, { body: {} }),
  bad('PUT P/prompts/{id}', 'unknown tag', 404, { body: { tagIds: ['nothing'] } }),
  bad('PUT P/prompts/{id}', 'unknown type', 400, { body: { type: 'task' } }),
  bad('PUT P/prompts/{id}', 'unknown', 404, { at: { id: 'nothing' }, body: { name: 'x' } }),

  good(`POST ${BASE}`, 201, CreatedVersion, {
    body: { ...DRAFT, initialTranslations: [{ languageCode: 'de-DE', promptText: 'Liebe' }] },
    says: { status: 'draft', marketplaceStatus: 'NOT_PUBLISHED' },
    keeps: { versionTag: 'versionTag' },
  }),
  bad(`POST ${BASE}`, 'tag taken', 409, { body: DRAFT, message: 'already exists' }),
  bad(`POST ${BASE}`, 'no semver', 400, { body: { ...DRAFT, versionTag: 'one' } }),
  bad(`POST ${BASE}`, 'latest as its tag', 400, { body: { ...DRAFT, versionTag: 'latest' } }),
  bad(`POST ${BASE}`, 'unknown prompt', 404, { at: { promptId: 'nothing' }, body: DRAFT }),
  good(`GET ${BASE}`, 200, z.array(Version).length(2), { says: [{ versionTag: '1.1.0' }, { versionTag: '1.0.0' }] }),
  bad(`GET ${BASE}`, 'unknown prompt', 404, { at: { promptId: 'nothing' } }),
  good(`GET ${ONE}`, 200, Version),
  good(`GET ${ONE}`, 200, Version, { what: 'latest is the newest', at: { versionTag: 'latest' }, says: { versionTag: '1.1.0' } }),
  good(`GET ${ONE}`, 200, Version, {
    what: 'is processed',
    query: 'processed=TRUE&regionCode=de-DE&variables=%7B%22who%22%3A%22Bo%22%7D',
    says: { promptText: 'Liebe' },
  }),
  good(`GET ${ONE}`, 200, Version, {
    what: 'has its assets and variables replaced, and only those',
    query: 'resolveAssets=true&variables=%7B%22who%22%3A%22Bo%22%7D',
    says: { promptText: 'Dear Bo' },
  }),
  bad(`GET ${ONE}`, 'no language', 400, { query: 'processed=true&regionCode=x1' }),
  bad(`GET ${ONE}`, 'variables that are no object', 400, { query: 'processed=true&variables=5' }),
  bad(`GET ${ONE}`, 'unknown', 404, { at: { versionTag: '9.9.9' } }),
  good(`PATCH ${ONE}`, 200, Version, {
    body: { promptText: 'Hi {{who}}', changeMessage: 'short', versionTag: 'ignored' },
    says: { versionTag: '1.1.0', promptText: 'Hi {{who}}' },
  }),
  bad(`PATCH ${ONE}`, 'unknown', 404, { at: { versionTag: '9.9.9' }, body: { promptText: 'x' } }),
  good(`POST ${ONE}/request-publish`, 200, Version, { says: { marketplaceStatus: 'PENDING_APPROVAL' } }),
  good(`POST ${ONE}/request-publish`, 200, Version, { what: 'stays as it is', says: { marketplaceStatus: 'PENDING_APPROVAL' } }),
  good(`POST ${ONE}/unpublish`, 200, Version, {
    says: { marketplaceStatus: 'NOT_PUBLISHED', marketplaceRequestedAt: null, marketplaceRequesterId: null },
  }),
  good(`POST ${ONE}/unpublish`, 200, Version, { what: 'stays as it is' }),

  good('GET /api/auth/profile', 200, z.looseObject({}), { what: 'whose tenant it is', keeps: { tenantId: 'tenantId' } }),
  good('PATCH /api/tenants/{tenantId}', 200, z.looseObject({}), {
    what: 'wants no approval',
    body: { marketplaceRequiresApproval: false },
  }),
  good(`POST ${ONE}/request-publish`, 200, Version, {
    what: 'is published at once where no approval is wanted',
    says: { marketplaceStatus: 'PUBLISHED', marketplaceApprovedAt: null, marketplaceApproverId: null, marketplaceRejectionReason: null },
  }),
  bad(`PATCH ${ONE}`, 'text of a version that is published', 409, { body: { promptText: 'x' } }),
  bad(`PATCH ${ONE}`, 'language of a version that is published', 409, { body: { languageCode: 'fr' } }),
  good(`PATCH ${ONE}`, 200, Version, {
    what: 'takes another message while it is published',
    body: { changeMessage: null },
    says: { changeMessage: null, marketplaceStatus: 'PUBLISHED' },
  }),
  good(`POST ${ONE}/unpublish`, 200, Version, {
    what: 'is taken off',
    says: { marketplaceStatus: 'NOT_PUBLISHED', marketplacePublishedAt: null, marketplaceRequesterId: null },
  }),
  bad(`POST ${ONE}/request-publish`, 'unknown', 404, { at: { versionTag: '9.9.9' } }),
  bad(`POST ${ONE}/unpublish`, 'unknown', 404, { at: { versionTag: '9.9.9' } }),

  good(`POST ${LANGUAGES}`, 201, Translation, {
    body: { languageCode: 'es-ES', promptText: 'Hola {{who}}' },
    keeps: { languageCode: 'languageCode' },
  }),
  bad(`POST ${LANGUAGES}`, 'already translated', 409, { body: { languageCode: 'es-ES', promptText: 'x' }, message: 'already exists' }),
  bad(`POST ${LANGUAGES}`, 'a bare language', 400, { body: { languageCode: 'es', promptText: 'x' } }),
  bad(`POST ${LANGUAGES}`, 'empty text', 400, { body: { languageCode: 'it-IT', promptText: '' } }),
  bad(`POST ${LANGUAGES}`, 'unknown version', 404, { at: { versionTag: '9.9.9' }, body: { languageCode: 'it-IT', promptText: 'x' } }),
  good(`GET ${LANGUAGES}`, 200, z.array(Translation).length(2), {
    at: { versionTag: 'latest' },
    says: [{ languageCode: 'de-DE' }, { languageCode: 'es-ES' }],
  }),
  bad(`GET ${LANGUAGES}`, 'unknown version', 404, { at: { versionTag: '9.9.9' } }),
  good(`GET ${LANGUAGES}/{languageCode}`, 200, Translation),
  good(`GET ${LANGUAGES}/{languageCode}`, 200, Translation, {
    what: 'is processed',
    query: 'processed=true&variables=%7B%22who%22%3A%22Bo%22%7D',
    says: { promptText: 'Hola Bo', metadata: { processed: true, unresolvedPromptPlaceholders: [] } },
  }),
  bad(`GET ${LANGUAGES}/{languageCode}`, 'another code', 404, { at: { languageCode: 'it-IT' } }),
  good(`PATCH ${LANGUAGES}/{languageCode}`, 200, Translation, {
    body: { promptText: 'Querido {{who}}' },
    says: { promptText: 'Querido {{who}}' },
  }),
  bad(`PATCH ${LANGUAGES}/{languageCode}`, 'another code', 404, { at: { languageCode: 'it-IT' }, body: { promptText: 'x' } }),
  bad(`PATCH ${LANGUAGES}/{languageCode}`, 'empty text', 400, { body: { promptText: '' } }),
  good(`POST ${SERVE}/base`, 201, Served, {
    body: { variables: { who: 'Bo' } },
    says: { processedPrompt: 'Hi Bo', metadata: { languageUsed: 'base_prompt' } },
  }),
  bad(`POST ${SERVE}/base`, 'plain user', 403, { as: 'user' }),
  bad(`POST ${SERVE}/base`, 'unknown version', 404, { at: { versionTag: '9.9.9' } }),
  bad(`POST ${SERVE}/base`, 'unknown environment', 404, { query: 'environmentName=nowhere' }),
  good(`POST ${SERVE}/lang/{languageCode}`, 201, Served, {
    as: 'prompt_consumer',
    body: { variables: { who: 'Bo' } },
    says: { processedPrompt: 'Querido Bo', fallback: false, metadata: { languageUsed: 'es-ES' } },
  }),
  good(`POST ${SERVE}/lang/{languageCode}`, 201, Served, {
    what: 'falls back',
    at: { languageCode: 'it' },
    says: { fallback: true, metadata: { languageUsed: 'base_language_fallback', unresolvedPromptPlaceholders: ['who'] } },
  }),
  bad(`POST ${SERVE}/lang/{languageCode}`, 'no language', 400, { at: { languageCode: 'x1' } }),
  good(`DELETE ${LANGUAGES}/{languageCode}`, 200, Translation, { says: { languageCode: 'es-ES' } }),
  bad(`DELETE ${LANGUAGES}/{languageCode}`, 'gone', 404),

  good('POST P/prompts/{promptId}/backup', 201, ExportDocument, { body: { deletionReason: 'cleaning' } }),
  bad('POST P/prompts/{promptId}/backup', 'plain user', 403, { as: 'user' }),
  bad('POST P/prompts/{promptId}/backup', 'unknown', 404, { at: { promptId: 'nothing' } }),
  good('GET P/prompts/backups/list', 200, Backups, { says: { totalBackups: 1 } }),
  bad('GET P/prompts/backups/list', 'plain user', 403, { as: 'user' }),

  good(`DELETE ${ONE}`, 200, Version, { says: { versionTag: '1.1.0' } }),
  bad(`DELETE ${ONE}`, 'gone', 404),
  good(`POST ${BASE}`, 201, CreatedVersion, { what: 'is free again', body: DRAFT }),
  good(`POST ${ONE}/activate`, 200, Version, { what: 'is active', says: { status: 'active', isActive: false } }),
  bad(`PATCH ${ONE}`, 'text of a version that is no draft', 409, { body: { promptText: 'x' } }),
  bad(`PATCH ${ONE}`, 'language of a version that is no draft', 409, { body: { languageCode: 'fr' } }),
  good('PUT P/environments/{environmentId}/pointers/{promptId}', 200, z.looseObject({}), {
    what: 'points at it',
    body: { versionTag: '1.0.0' },
  }),
  bad(`DELETE ${ONE}`, 'active in an environment', 409, { at: { versionTag: '1.0.0' } }),
  bad(`PATCH ${ONE}`, 'text of a version that is active in an environment', 409, {
    at: { versionTag: '1.0.0' },
    body: { promptText: 'x' },
  }),
  good(`PATCH ${ONE}`, 200, Version, {
    what: 'always takes another message',
    at: { versionTag: '1.0.0' },
    body: { changeMessage: 'first' },
    says: { isActive: true },
  }),
  good(`POST ${SERVE}/base`, 201, Served, {
    what: 'serves what the environment has',
    at: { versionTag: 'LATEST' },
    query: 'environmentName=production',
    says: { metadata: { promptVersionTag: '1.0.0' } },
  }),
  good('POST /api/resolve', 200, z.strictObject({ results: z.array(z.looseObject({ status: z.int(), etag: z.string().nullable() })) }), {
    what: 'has a result for each item',
    body: {
      items: [
        { projectId: '{projectId}', promptId: '{promptId}', environment: 'production', variables: { who: 'Bo' } },
        { projectId: '{projectId}', promptId: '{promptId}', version: 'latest' },
        { projectId: '{projectId}', promptId: 'none', version: 'latest' },
        { projectId: '{projectId}' },
      ],
    },
    says: {
      results: [
        { status: 200, resolved: { text: 'Dear Bo', version: '1.0.0', environment: 'production' } },
        { status: 422, problem: { missing: ['who'] } },
        { status: 404, problem: { statusCode: 404 } },
        { status: 400, problem: { errors: [{ pointer: '/promptId' }] } },
      ],
    },
  }),
  bad('POST /api/resolve', 'no items', 400, { body: { items: [] } }),
  bad('POST /api/resolve', 'nobody', 401, { as: 'nobody', body: { items: [] } }),
  bad('DELETE P/prompts/{id}', 'active in an environment', 409),
  good('DELETE P/prompts/{id}', 200, null, { at: { id: 'two' } }),
  bad('DELETE P/prompts/{id}', 'gone', 404, { at: { id: 'two' } }),
  bad('DELETE /api/projects/{projectSlug}', 'has prompts', 409, { at: { projectSlug: 'shop' } }),
];
