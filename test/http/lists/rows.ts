import { OidcLinkTable } from '#contexts/identity/oidc/adapters/persistence/oidc-link.table';
import { ADMIN } from '../testing-app';
import { addressed, once, OPERATIONS, type Operation } from '../walks/operations';
import { claimsOf, good, onceLanguage, PASSWORD, type Place } from '../walks/place';

/**
 * What is no list of rows: made of constants, read from the trail, where a read waits for the log (test/http/audit-events), or with pages
 * that have numbers (test/http/marketplace) or an offset (test/http/dashboard-pages), of which the wire contract has no whole.
 */
const NO_ROWS = new Set([
  'AiModels_providers',
  'AuditEvents_search',
  'History_history',
  'MarketplacePrompts_list',
  'MarketplaceAssets_list',
  'Dashboard_recentActivity',
  'Dashboard_activity',
]);

/** Every route of the OpenAPI document that answers an array of rows: a new one comes under these tests by itself. */
export const LISTS: readonly Operation[] = OPERATIONS.filter(({ method, id, lists }) => method === 'get' && lists && !NO_ROWS.has(id));

/** Bodies of the POST at the address of the list. */
const BODIES: Readonly<Record<string, (n: number, place: Place) => object | Promise<object>>> = {
  Versions_list: (n) => ({ versionTag: `3.0.${n}`, promptText: 'Hi', languageCode: 'en' }),
  Translations_list: () => ({ languageCode: onceLanguage(), promptText: 'Salut' }),
  Prompts_list: (n) => ({ name: `Row ${n}`, promptText: 'Hi' }),
  Assets_list: (n) => ({ key: `row-${n}`, name: `Row ${n}`, initialValue: 'Hi' }),
  AssetVersions_list: (n) => ({ versionTag: `3.0.${n}`, value: 'Hi', languageCode: 'en' }),
  AssetTranslations_list: () => ({ languageCode: onceLanguage(), value: 'Salut' }),
  Users_list: (n) => ({ email: `row-${n}@japm.test`, password: PASSWORD, name: `Row ${n}` }),
  Tenants_list: (n) => ({ name: `Row ${n}`, initialAdminUser: { email: `row-${n}@row.test`, password: PASSWORD } }),
  ApiKeys_list: (n) => ({ name: `Row ${n}` }),
  Tags_list: (n) => ({ name: `Row ${n}` }),
  Regions_list: (n) => ({ name: `Row ${n}`, languageCode: onceLanguage() }),
  RagDocuments_list: async (n, place) => ({ documentName: `Row ${n}`, regionId: await place.region() }),
  Projects_list: (n) => ({ name: `Row ${n}` }),
  Environments_list: (n) => ({ name: `Row ${n}` }),
  CulturalData_list: async (n, place) => ({ key: `row-${n}`, regionId: await place.region() }),
  AiModels_list: (n) => ({ name: `Row ${n}` }),
  SystemPrompts_list: (n) => ({ name: `row-${n}`, promptText: 'Hi' }),
  Deployments_list: async (n, place) => ({
    name: `Row ${n}`,
    environmentId: (await place.environment()).id,
    items: [{ entityType: 'AI_MODEL', entityId: await place.aiModel(), versionTag: '1.0.0' }],
  }),
};

/** Rows that come about otherwise. */
const MAKERS: Readonly<Record<string, (n: number, place: Place, path: string) => Promise<unknown>>> = {
  Projects_listMine: (n, { app, administrator }) => good(app, 'post', '/api/projects', administrator, { name: `Row ${n}` }),
  Pointers_history: (n, place, path) => aPointer(n, place, path.replace(/history$/u, 'pointers')),
  Pointers_list: aPointer,
  Usage_unusedVersions: async (n, place) => {
    const { id } = await place.environment();
    return aPointer(n, place, `/api/projects/${await place.project()}/environments/${id}/pointers`);
  },
  Members_list: async (n, place, path) => {
    const user = { email: `row-${n}@japm.test`, password: PASSWORD, name: `Row ${n}` };
    const { id } = await good(place.app, 'post', '/api/users', place.administrator, user);
    return good(place.app, 'put', `${path}/${id}`, place.administrator, { role: 'viewer' });
  },
  Market_listRequests: async (n, place) => {
    const prompts = `/api/projects/${await place.project()}/prompts`;
    const { id } = await good(place.app, 'post', prompts, place.administrator, { name: `Row ${n}`, promptText: 'Hi' });
    return good(place.app, 'post', `${prompts}/${id}/versions/1.0.0/request-publish`, place.administrator);
  },
  Sessions_list: (_n, { app }) => app.login(ADMIN.email, ADMIN.password),
  OidcLinks_list: (n, place) => aLink(place, claimsOf(place.caller).sub, n),
  OidcLinks_listOfUser: async (n, place) => aLink(place, await place.value('users/{id}'), n),
};

/** A list with a place of its own, to which rows can be added. */
export interface RowList {
  /** With its values. */
  readonly path: string;
  add(rows: number): Promise<void>;
}

export async function rowList(operation: Operation, place: Place): Promise<RowList> {
  const { id, path } = operation;
  const values: string[] = [];
  for (const parameter of operation.parameters) values.push(await place.value(parameter));
  const address = addressed(operation, values);
  const [body, make] = [BODIES[id], MAKERS[id]];
  if (!body && !make) throw new Error(`nobody knows how ${path} (${id}) gets rows: say it in test/http/lists/rows.ts`);
  const one = async (n: number): Promise<unknown> =>
    body ? good(place.app, 'post', address, place.administrator, await body(n, place)) : make?.(n, place, address);
  return {
    path: address,
    add: async (rows) => {
      for (let row = 0; row < rows; row += 1) await one(once());
    },
  };
}

async function aLink({ app, administrator }: Place, userId: string, n: number): Promise<void> {
  const { tenantId } = claimsOf(administrator);
  const row = { tenantId, userId, issuer: `https://issuer-${n}.test`, subject: `row-${n}`, createdAt: new Date() };
  await app.product.database.writer.createQueryBuilder().insert().into(OidcLinkTable).values(row).updateEntity(false).execute();
}

async function aPointer(n: number, place: Place, path: string): Promise<void> {
  const prompts = `/api/projects/${await place.project()}/prompts`;
  const body = { name: `Row ${n}`, promptText: 'Hi', activate: true };
  const { id } = await good(place.app, 'post', prompts, place.administrator, body);
  await good(place.app, 'put', `${path}/${id}`, place.administrator, { versionTag: '1.0.0' });
}
