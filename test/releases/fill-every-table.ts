import Libsql from 'libsql';
import { join } from 'node:path';
import { eventually } from '../eventually';
import { once, OPERATIONS, type Method } from '../http/walks/operations';
import { callOn, good, Place } from '../http/walks/place';
import type { TestingApp } from '../http/testing-app';

/** They would end the session or change the password that the kept database is signed in with. */
const LEFT_OUT = new Set(['Sessions_logout', 'Sessions_logoutEverywhere', 'Passwords_change']);

/** Rows of every kind, made by requests as clients send them. Throws when a table stays empty. */
export async function fillEveryTable(app: TestingApp): Promise<void> {
  await callEverything(app);
  await releaseSomething(app);
  await tryForbiddenThings(app);
  // A search sees all that was answered before it, so the log and its index are complete then.
  await good(app, 'get', '/api/audit/events?q=mail', app.admin);
  // What is counted in memory is written a few seconds later.
  await eventually(() => {
    const empty = emptyTables(join(app.dataDir, 'japm.sqlite')).filter((each) => each !== 'audit_outbox');
    if (empty.length > 0) throw new Error(`nothing was written to ${empty.join(', ')}`);
  });
}

async function callEverything(app: TestingApp): Promise<void> {
  const place = new Place(app, app.admin, app.admin);
  const changes = OPERATIONS.filter(({ id, method }) => method !== 'get' && method !== 'delete' && !LEFT_OUT.has(id));
  for (const operation of changes) await callOn(place.beside(), operation, app.admin);
  await place.link();
}

type Call = (method: Method, path: string, body?: object, token?: string) => ReturnType<typeof good>;

const SHOP = '/projects/shop';

/** Prompts that show each other and an asset, translated and released by four eyes; one of them is deleted afterwards. */
async function releaseSomething(app: TestingApp): Promise<void> {
  const call: Call = (method, path, body, token = app.admin) => good(app, method, `/api${path}`, token, body);
  const approver = await app.userToken('tenant_admin');
  await call('post', '/projects', { name: 'Shop', description: 'Mails of a shop' });
  await call('post', `${SHOP}/regions`, { languageCode: 'fr-FR', name: 'France' });
  const core = (await call('post', `${SHOP}/tags`, { name: 'core' })).id;
  const production = (await call('post', `${SHOP}/environments`, { name: 'production' })).id;
  await call('put', `${SHOP}/environments/${production}/rules`, { approvalRequired: true });
  await writePrompts(call, core);
  const release = (...moves: readonly Move[]): Promise<void> => releaseBy(call, approver, production, moves);
  await release(['greeting', '1.0.0'], ['order-mail', '1.0.0'], ['order-mail/sign', '1.0.0']);
  await release(['order-mail', '2.0.0']);
  await call('post', `${SHOP}/prompts/greeting/resolve`, { environment: 'production', variables: { name: 'Bo' } });
  // Its text was served once, so that it is retained.
  const staging = (await call('post', `${SHOP}/environments`, { name: 'staging' })).id;
  await call('put', `${SHOP}/environments/${staging}/pointers/farewell`, { versionTag: '1.0.0' });
  await call('delete', `${SHOP}/environments/${staging}/pointers/farewell`);
  await call('delete', `${SHOP}/prompts/farewell`);
  await app
    .request('post', `/api${SHOP}/tags`, app.admin)
    .set('idempotency-key', 'release-fixture')
    .send({ name: 'sent twice' })
    .expect(201);
}

async function writePrompts(call: Call, tag: string): Promise<void> {
  const prompts = `${SHOP}/prompts`;
  await call('post', prompts, { name: 'Greeting', promptText: 'Hello {{name}}', languageCode: 'en-US', tags: [tag] });
  await call('post', prompts, { name: 'Farewell', promptText: 'Goodbye {{name}}', languageCode: 'en-US', activate: true });
  const texts = { languageCode: 'en-US', promptText: '{{prompt:greeting}}, order {{id}} is on its way. {{asset:sign}} {{literal}}' };
  await call('post', prompts, { name: 'Order mail', ...texts });
  await call('post', `${prompts}/order-mail/assets`, { key: 'sign', name: 'Signature', initialValue: 'Yours, the shop' });
  await call('post', `${prompts}/order-mail/versions`, {
    ...texts,
    versionTag: '2.0.0',
    literals: ['literal'],
    variables: [
      { name: 'id', type: 'string', required: true },
      { name: 'name', type: 'string', required: false, default: 'customer', description: 'First name' },
    ],
    initialTranslations: [{ languageCode: 'fr-FR', promptText: '{{prompt:greeting}}, {{id}} est en route. {{asset:sign}}' }],
  });
}

/** A prompt, or an asset as `prompt/key`, and the tag of its version. */
type Move = readonly [name: string, versionTag: string];

async function releaseBy(call: Call, approver: string, environmentId: string, moves: readonly Move[]): Promise<void> {
  const items: object[] = [];
  for (const [name, versionTag] of moves) {
    const [prompt = '', asset] = name.split('/');
    const parent = asset === undefined ? `${SHOP}/prompts/${prompt}` : `${SHOP}/prompts/${prompt}/assets/${asset}`;
    const { id } = await call('get', `${parent}/versions/${versionTag}`);
    items.push({ entityType: asset === undefined ? 'PROMPT_VERSION' : 'PROMPT_ASSET_VERSION', entityId: id, versionTag });
  }
  const { id } = await call('post', `${SHOP}/deployments`, { name: `Release ${once()}`, environmentId, items });
  await call('put', `${SHOP}/deployments/${id}/approve`, {}, approver);
  await call('post', `${SHOP}/deployments/${id}/deploy`, {});
}

async function tryForbiddenThings(app: TestingApp): Promise<void> {
  const user = await app.userToken('user');
  await app.request('post', '/api/projects', user).send({ name: 'Not mine' }).expect(403);
  await app.request('get', '/api/projects/nowhere', user).expect(404);
  await app.request('get', '/api/projects', 'not-a-token').expect(401);
  await app.request('post', '/api/auth/login').send({ email: 'nobody@japm.test', password: 'a wrong password' }).expect(401);
}

function emptyTables(file: string): string[] {
  const database = new Libsql(file, { readonly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all([]) as {
      name: string;
    }[];
    return tables.map(({ name }) => name).filter((name) => database.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).all([]).length === 0);
  } finally {
    database.close();
  }
}
