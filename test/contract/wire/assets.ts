import { z } from 'zod';
import {
  Asset,
  AssetDetail,
  AssetListItem,
  AssetTranslation,
  AssetVersion,
  Deployment,
  Environment,
  Project,
  PromptDetail,
} from './shapes';
import { bad, good, type Row } from './table';

const BASE = 'P/prompts/{promptId}/assets';
const ONE = `${BASE}/{assetKey}`;
const VERSION = `${ONE}/versions/{versionTag}`;
const LANGUAGES = `${VERSION}/translations`;
const NEW = { key: 'sign', name: 'Signature', initialValue: 'Yours', category: 'closings' };
const DRAFT = { versionTag: '1.1.0', value: 'Best', languageCode: 'en-US' };

/** Section 4.4 of the wire contract. */
export const ASSETS: readonly Row[] = [
  good('POST /api/projects', 201, Project, { what: 'is the place', body: { name: 'Shop' }, keeps: { projectId: 'id' } }),
  good('POST P/prompts', 201, PromptDetail, {
    what: 'has it',
    body: { name: 'Mail', promptText: 'Hi', languageCode: 'en-GB' },
    keeps: { promptId: 'id' },
  }),

  good(`POST ${BASE}`, 201, Asset, {
    body: { ...NEW, tenantId: 'ignored' },
    says: { key: 'sign', enabled: true, promptId: 'mail' },
    keeps: { assetKey: 'key' },
  }),
  bad(`POST ${BASE}`, 'key taken', 409, { body: NEW, message: 'already exists' }),
  bad(`POST ${BASE}`, 'unknown prompt', 404, { at: { promptId: 'nothing' }, body: NEW }),
  bad(`POST ${BASE}`, 'no value', 400, { body: { key: 'x', name: 'X' } }),
  bad(`POST ${BASE}`, 'prompt_consumer', 403, { as: 'prompt_consumer', body: NEW }),
  good(`GET ${BASE}`, 200, z.array(AssetListItem).length(1), { says: [{ versions: [{ versionTag: '1.0.0', status: 'active' }] }] }),
  good(`GET ${BASE}`, 200, z.array(AssetListItem).length(0), { what: 'none of an unknown prompt', at: { promptId: 'nothing' } }),
  bad(`GET ${BASE}`, 'another tenant', 404, { as: 'stranger' }),
  good(`GET ${ONE}`, 200, AssetDetail, { says: { promptName: 'Mail', versions: [{ languageCode: 'en-GB', activeInEnvironments: [] }] } }),
  bad(`GET ${ONE}`, 'unknown', 404, { at: { assetKey: 'nothing' } }),
  good(`PATCH ${ONE}`, 200, Asset, { body: { enabled: false, initialTranslations: [] }, says: { enabled: false } }),
  bad(`PATCH ${ONE}`, 'unknown', 404, { at: { assetKey: 'nothing' }, body: { enabled: true } }),

  good(`POST ${ONE}/versions`, 201, AssetVersion, {
    body: { ...DRAFT, translations: [{ languageCode: 'fr-FR', value: 'Bien' }] },
    says: { translations: [{ languageCode: 'fr-FR' }] },
    keeps: { versionTag: 'versionTag' },
  }),
  bad(`POST ${ONE}/versions`, 'tag taken', 409, { body: DRAFT, message: 'already exists' }),
  bad(`POST ${ONE}/versions`, 'latest as its tag', 400, { body: { ...DRAFT, versionTag: 'latest' } }),
  good(`GET ${ONE}/versions`, 200, z.array(AssetVersion).length(2), { says: [{ versionTag: '1.1.0' }, { versionTag: '1.0.0' }] }),
  good(`GET ${ONE}/versions`, 200, z.array(AssetVersion).length(1), { what: 'of a language', query: 'languageCode=fr-FR' }),
  bad(`GET ${ONE}/versions`, 'unknown asset', 404, { at: { assetKey: 'nothing' } }),
  good(`GET ${VERSION}`, 200, AssetVersion),
  good(`GET ${VERSION}`, 200, AssetVersion, { what: 'of a language', query: 'languageCode=fr-FR' }),
  bad(`GET ${VERSION}`, 'of a language that it does not have', 404, { query: 'languageCode=it-IT' }),
  bad(`GET ${VERSION}`, 'unknown', 404, { at: { versionTag: '9.9.9' } }),
  good(`PATCH ${VERSION}`, 200, AssetVersion, { body: { value: 'All the best' }, says: { value: 'All the best' } }),
  bad(`PATCH ${VERSION}`, 'unknown', 404, { at: { versionTag: '9.9.9' }, body: { value: 'x' } }),
  good(`POST ${VERSION}/publish`, 201, AssetVersion, { says: { marketplaceStatus: 'PENDING_APPROVAL' } }),
  bad(`POST ${VERSION}/publish`, 'already pending', 409),
  good(`POST ${VERSION}/unpublish`, 201, AssetVersion, { says: { marketplaceStatus: 'NOT_PUBLISHED' } }),
  bad(`POST ${VERSION}/unpublish`, 'not published', 409),
  good(`POST ${VERSION}/request-publish`, 201, AssetVersion, { says: { marketplaceStatus: 'PENDING_APPROVAL' } }),
  bad(`POST ${VERSION}/request-publish`, 'already pending', 409),

  good(`POST ${VERSION}/unpublish`, 201, AssetVersion, { what: 'takes the request back', says: { marketplaceStatus: 'NOT_PUBLISHED' } }),
  good('GET /api/auth/profile', 200, z.looseObject({}), { what: 'whose tenant it is', keeps: { tenantId: 'tenantId' } }),
  good('PATCH /api/tenants/{tenantId}', 200, z.looseObject({}), {
    what: 'wants no approval',
    body: { marketplaceRequiresApproval: false },
  }),
  good(`POST ${VERSION}/publish`, 201, AssetVersion, {
    what: 'is published at once where no approval is wanted',
    says: { marketplaceStatus: 'PUBLISHED' },
  }),
  bad(`POST ${VERSION}/publish`, 'already published', 409),
  bad(`PATCH ${VERSION}`, 'value of a version that is published', 409, { body: { value: 'x' } }),
  bad(`PATCH ${VERSION}`, 'language of a version that is published', 409, { body: { languageCode: 'fr' } }),
  good(`PATCH ${VERSION}`, 200, AssetVersion, { what: 'always takes another message', body: { changeMessage: 'why' } }),
  good(`POST ${VERSION}/unpublish`, 201, AssetVersion, { what: 'is taken off', says: { marketplaceStatus: 'NOT_PUBLISHED' } }),
  bad(`POST ${VERSION}/publish`, 'unknown', 404, { at: { versionTag: '9.9.9' } }),
  bad(`POST ${VERSION}/unpublish`, 'unknown', 404, { at: { versionTag: '9.9.9' } }),
  bad(`POST ${ONE}/versions`, 'unknown asset', 404, { at: { assetKey: 'nothing' }, body: DRAFT }),

  good(`POST ${LANGUAGES}`, 201, AssetTranslation, {
    body: { languageCode: 'es-ES', value: 'Saludos' },
    keeps: { languageCode: 'languageCode' },
  }),
  bad(`POST ${LANGUAGES}`, 'already there', 409, { body: { languageCode: 'es-ES', value: 'x' }, message: 'already exists' }),
  bad(`POST ${LANGUAGES}`, 'a bare language', 400, { body: { languageCode: 'es', value: 'x' } }),
  good(`GET ${LANGUAGES}`, 200, z.array(AssetTranslation).length(2)),
  bad(`GET ${LANGUAGES}`, 'unknown version', 404, { at: { versionTag: '9.9.9' } }),
  good(`GET ${LANGUAGES}/{languageCode}`, 200, AssetTranslation),
  bad(`GET ${LANGUAGES}/{languageCode}`, 'unknown', 404, { at: { languageCode: 'it-IT' } }),
  good(`PATCH ${LANGUAGES}/{languageCode}`, 200, AssetTranslation, { body: { value: 'Un saludo' }, says: { value: 'Un saludo' } }),
  bad(`PATCH ${LANGUAGES}/{languageCode}`, 'unknown', 404, { at: { languageCode: 'it-IT' }, body: { value: 'x' } }),
  good(`DELETE ${LANGUAGES}/{languageCode}`, 200, AssetTranslation, { says: { languageCode: 'es-ES' } }),
  bad(`DELETE ${LANGUAGES}/{languageCode}`, 'gone', 404),

  good('POST P/environments', 201, Environment, { what: 'serves', body: { name: 'production' }, keeps: { environmentId: 'id' } }),
  good(`GET ${VERSION}`, 200, AssetVersion, { what: 'is released', keeps: { entityId: 'id' } }),
  good('POST P/deployments', 201, Deployment, {
    what: 'is asked for',
    body: {
      name: 'first',
      environmentId: '{environmentId}',
      items: [{ entityType: 'PROMPT_ASSET_VERSION', entityId: '{entityId}', versionTag: '1.1.0' }],
    },
    keeps: { deploymentId: 'id' },
  }),
  good('PUT P/deployments/{deploymentId}/approve', 200, Deployment, { what: 'is approved', as: 'tenant_admin' }),
  good('POST P/deployments/{deploymentId}/deploy', 201, Deployment, { what: 'is deployed' }),
  good(`GET ${ONE}`, 200, AssetDetail, {
    what: 'shows where it is active',
    says: { versions: [{ versionTag: '1.1.0', activeInEnvironments: [{ name: 'production' }] }, { activeInEnvironments: [] }] },
  }),
  bad(`PATCH ${VERSION}`, 'value of a version that is active in an environment', 409, { body: { value: 'x' } }),
  bad(`PATCH ${VERSION}`, 'language of a version that is active in an environment', 409, { body: { languageCode: 'fr' } }),
  good(`PATCH ${VERSION}`, 200, AssetVersion, { what: 'takes another message there too', body: { changeMessage: null } }),
  bad(`DELETE ${VERSION}`, 'active in an environment', 409),
  good(`POST ${ONE}/versions`, 201, AssetVersion, {
    what: 'is next',
    body: { ...DRAFT, versionTag: '1.2.0' },
    keeps: { versionTag: 'versionTag' },
  }),

  good(`DELETE ${VERSION}`, 200, AssetVersion, { says: { versionTag: '1.2.0' } }),
  bad(`DELETE ${VERSION}`, 'gone', 404),
  good(`POST ${BASE}`, 201, Asset, { what: 'is in no environment', body: { ...NEW, key: 'other' }, keeps: { assetKey: 'key' } }),
  good(`DELETE ${ONE}`, 200, Asset, { says: { key: 'other' } }),
  bad(`DELETE ${ONE}`, 'gone', 404),
];
