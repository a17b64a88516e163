import { z } from 'zod';
import { Asset, AssetVersion, MarketCounts, MarketplaceAssetVersion, MarketplaceVersion, Project, PromptDetail, Version } from './shapes';
import { bad, good, type Row } from './table';

const ONE = 'P/prompts/{promptId}/versions/{versionTag}';
const OF_ASSET = 'P/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}';

/** The review of a publication that the administrator requested. */
const reviewed = (path: string, shape: z.ZodType): Row[] => [
  bad(`POST ${path}/approve-publish`, 'own request', 403),
  bad(`POST ${path}/reject-publish`, 'own request', 403, { body: { reason: 'no' } }),
  bad(`POST ${path}/reject-publish`, 'no reason', 400, { as: 'tenant_admin', body: {} }),
  bad(`POST ${path}/reject-publish`, 'an empty reason', 400, { as: 'tenant_admin', body: { reason: ' ' } }),
  bad(`POST ${path}/approve-publish`, 'user of a project without members', 403, { as: 'user' }),
  bad(`POST ${path}/reject-publish`, 'prompt_consumer', 403, { as: 'prompt_consumer', body: { reason: 'no' } }),
  bad(`POST ${path}/approve-publish`, 'another tenant', 404, { as: 'stranger' }),
  good(`POST ${path}/reject-publish`, 200, shape, {
    as: 'tenant_admin',
    body: { reason: 'Names a customer' },
    says: { marketplaceStatus: 'REJECTED', marketplaceRejectionReason: 'Names a customer', marketplacePublishedAt: null },
  }),
  bad(`POST ${path}/approve-publish`, 'waits for nothing', 409, { as: 'tenant_admin' }),
];

const approved = (path: string, shape: z.ZodType): Row[] => [
  good(`POST ${path}/approve-publish`, 200, shape, { as: 'tenant_admin', says: { marketplaceStatus: 'PUBLISHED' } }),
  good(`POST ${path}/approve-publish`, 200, shape, { what: 'stays', as: 'tenant_admin', says: { marketplaceStatus: 'PUBLISHED' } }),
  bad(`POST ${path}/reject-publish`, 'published already', 409, { as: 'tenant_admin', body: { reason: 'no' } }),
  bad(`POST ${path}/approve-publish`, 'unknown', 404, { at: { versionTag: '9.9.9' } }),
];

const CLEARED = { marketplaceStatus: 'PENDING_APPROVAL', marketplaceRejectionReason: null, marketplaceApproverId: null };

/** Section 5.4 of the wire contract, and the reviews of publications. */
export const MARKETPLACE: readonly Row[] = [
  good('POST /api/projects', 201, Project, { what: 'is the place', body: { name: 'Bazaar' }, keeps: { projectId: 'id' } }),
  good('POST P/prompts', 201, PromptDetail, {
    what: 'is offered',
    body: { name: 'Order Mail', description: '100% warm', promptText: 'Dear {{who}}, {{asset:sign}}' },
    keeps: { promptId: 'id', versionTag: 'versions.0.versionTag' },
  }),
  good('POST P/prompts/{promptId}/assets', 201, Asset, {
    what: 'is offered',
    body: { key: 'sign', name: 'Signature', initialValue: 'Yours' },
    keeps: { assetKey: 'key' },
  }),
  good(`POST ${ONE}/request-publish`, 200, Version, { what: 'is requested', says: { marketplaceStatus: 'PENDING_APPROVAL' } }),
  ...reviewed(ONE, Version),
  good(`POST ${ONE}/request-publish`, 200, Version, { what: 'clears the rejection', says: CLEARED }),
  ...approved(ONE, Version),
  good(`POST ${OF_ASSET}/publish`, 201, AssetVersion, { what: 'is requested', says: { marketplaceStatus: 'PENDING_APPROVAL' } }),
  ...reviewed(OF_ASSET, AssetVersion),
  good(`POST ${OF_ASSET}/publish`, 201, AssetVersion, { what: 'clears the rejection', says: CLEARED }),
  ...approved(OF_ASSET, AssetVersion),

  good('GET /api/marketplace/prompts', 200, z.array(MarketplaceVersion).length(1), {
    as: 'user',
    says: [{ versionTag: '1.0.0', prompt: { id: 'order-mail', project: { id: 'bazaar', name: 'Bazaar' }, tags: [] } }],
  }),
  good('GET /api/marketplace/prompts', 200, z.array(MarketplaceVersion).length(1), {
    what: 'takes the queries of v1 clients, empty ones as absent',
    query: 'search=100%25&page=1&limit=10&sortBy=name&sortOrder=asc&languageCode=',
  }),
  good('GET /api/marketplace/prompts', 200, z.array(MarketplaceVersion).length(0), { what: 'searches as written', query: 'search=1__%25' }),
  good('GET /api/marketplace/prompts', 200, z.array(MarketplaceVersion).length(0), { what: 'of another tenant', as: 'stranger' }),
  bad('GET /api/marketplace/prompts', 'limit above 100', 400, { query: 'limit=101' }),
  bad('GET /api/marketplace/prompts', 'page 0', 400, { query: 'page=0' }),
  bad('GET /api/marketplace/prompts', 'unknown sort', 400, { query: 'sortBy=size' }),
  bad('GET /api/marketplace/prompts', 'unknown order', 400, { query: 'sortOrder=up' }),
  bad('GET /api/marketplace/prompts', 'prompt_consumer', 403, { as: 'prompt_consumer' }),
  bad('GET /api/marketplace/prompts', 'without credentials', 401, { as: 'nobody' }),
  good('GET /api/marketplace/assets', 200, z.array(MarketplaceAssetVersion).length(1), {
    as: 'user',
    says: [{ asset: { key: 'sign', prompt: { id: 'order-mail', name: 'Order Mail', project: { id: 'bazaar', name: 'Bazaar' } } } }],
  }),
  good('GET /api/marketplace/assets', 200, z.array(MarketplaceAssetVersion).length(1), {
    what: 'takes the queries of v1 clients',
    query: 'search=SIGN&page=1&limit=100&sortBy=createdAt&sortOrder=DESC',
  }),
  good('GET /api/marketplace/assets', 200, z.array(MarketplaceAssetVersion).length(0), { what: 'of another tenant', as: 'stranger' }),
  bad('GET /api/marketplace/assets', 'limit 0', 400, { query: 'limit=0' }),
  bad('GET /api/marketplace/assets', 'prompt_consumer', 403, { as: 'prompt_consumer' }),
  good('GET /api/marketplace/counts', 200, MarketCounts, {
    as: 'user',
    says: { publishedPrompts: 1, publishedAssets: 1, pending: 0, copies: 0 },
  }),
  bad('GET /api/marketplace/counts', 'prompt_consumer', 403, { as: 'prompt_consumer' }),
  good('POST P/prompts/copy-published', 201, z.looseObject({ id: z.string(), copiedFrom: z.looseObject({}) }), {
    as: 'user',
    body: { source: { projectId: '{projectId}', promptId: '{promptId}', versionTag: '{versionTag}' }, name: 'Our Mail' },
    says: { id: 'our-mail', versionTag: '1.0.0', copiedFrom: { projectId: 'bazaar', promptId: 'order-mail' } },
  }),
  bad('POST P/prompts/copy-published', 'slug taken', 409, {
    body: { source: { projectId: '{projectId}', promptId: '{promptId}', versionTag: '{versionTag}' }, name: 'Our Mail' },
  }),
  bad('POST P/prompts/copy-published', 'not published', 404, {
    body: { source: { projectId: '{projectId}', promptId: '{promptId}', versionTag: '9.9.9' } },
  }),
  good('GET /api/marketplace/requests', 200, z.array(z.looseObject({})).length(0)),
  bad('GET /api/marketplace/requests', 'prompt_consumer', 403, { as: 'prompt_consumer' }),
];
