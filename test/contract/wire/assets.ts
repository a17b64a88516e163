import { z } from 'zod';
import { Asset, AssetDetail, AssetListItem, AssetTranslation, AssetVersion, Project, PromptDetail } from './shapes';
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
  good('POST P/prompts', 201, PromptDetail, { what: 'has it', body: { name: 'Mail', promptText: 'Hi' }, keeps: { promptId: 'id' } }),

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
  good(`GET ${ONE}`, 200, AssetDetail, { says: { promptName: 'Mail', versions: [{ activeInEnvironments: [] }] } }),
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

  good(`DELETE ${VERSION}`, 200, AssetVersion, { says: { versionTag: '1.1.0' } }),
  bad(`DELETE ${VERSION}`, 'gone', 404),
  good(`DELETE ${ONE}`, 200, Asset, { says: { key: 'sign' } }),
  bad(`DELETE ${ONE}`, 'gone', 404),
];
