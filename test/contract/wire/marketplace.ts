import type { z } from 'zod';
import { Asset, AssetVersion, Project, PromptDetail, Version } from './shapes';
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
];
