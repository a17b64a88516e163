import type { Response } from 'supertest';
import { OidcLinkRepository } from '#contexts/identity/oidc/application/oidc-link-repository.port';
import { linkIdOf } from '#contexts/identity/oidc/domain/oidc-link';
import { UnitOfWork } from '#shared/unit-of-work.port';
import type { TestingApp } from '../testing-app';
import { addressed, bodyOf, once, queryOf, type Method, type Operation } from './operations';

export const PASSWORD = 'a long password';

export interface Answer {
  readonly status: number;
  readonly body: { readonly code?: string; readonly message?: unknown; readonly id?: string };
}

/** Sends a request of a walk, with a bearer token or an API key; the request id finds its events and statements again. */
export async function send(
  app: TestingApp,
  method: Method,
  path: string,
  token: string,
  body?: object,
  requestId = 'walk',
): Promise<Answer> {
  const call = token.startsWith('japm_') ? app.request(method, path).set('x-api-key', token) : app.request(method, path, token);
  const answer = await call.set('x-request-id', requestId).send(body);
  return { status: answer.status, body: answer.body as Answer['body'] };
}

export type Ask = (method: Method, path: string, headers?: Readonly<Record<string, string>>, body?: object) => Promise<Response>;

/** Requests of the administrator, with the whole answer; the app may be started later. */
export const askOf =
  (app: () => TestingApp): Ask =>
  (method, path, headers = {}, body) =>
    app()
      .request(method, path, app().admin)
      .set(headers)
      .send(body)
      .then((response) => response);

export async function good(
  app: TestingApp,
  method: Method,
  path: string,
  token: string,
  body?: object,
): Promise<{ id: string; email: string; versionTag: string }> {
  const answer = await send(app, method, path, token, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as { id: string; email: string; versionTag: string };
}

export const claimsOf = (token: string): { readonly sub: string; readonly tenantId: string } =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string; tenantId: string };

type Maker = (place: Place) => Promise<string> | string;

/** How to come by a value for each path parameter; one that is not here fails the walk, so that a new route says what it addresses. */
const MAKERS: Readonly<Record<string, Maker>> = {
  '{projectId}': (place) => place.project(),
  '{projectSlug}': (place) => place.project(),
  '{promptId}': (place) => place.prompt(),
  '{promptName}': (place) => place.prompt(),
  '{versionTag}': (place) => place.version(),
  '{assetKey}': (place) => place.asset(),
  '{otherTag}': (place) => place.version(),
  '{environmentId}': async (place) => (await place.environment()).id,
  'environments/{name}': async (place) => (await place.environment()).name,
  '{tagId}': async (place) => (await place.tag()).id,
  'tags/{name}': async (place) => (await place.tag()).name,
  '{aiModelId}': (place) => place.aiModel(),
  '{deploymentId}': async (place) => {
    const body = { name: `walk-${once()}`, environmentId: (await place.environment()).id };
    const path = `/api/projects/${await place.project()}/deployments`;
    const items = [{ entityType: 'AI_MODEL', entityId: await place.aiModel(), versionTag: '1' }];
    return (await good(place.app, 'post', path, place.administrator, { ...body, items })).id;
  },
  'pointers/{promptId}': async (place) => {
    const prompt = await place.prompt();
    const path = `/api/projects/${await place.project()}/environments/${(await place.environment()).id}/pointers/${prompt}`;
    await good(place.app, 'put', path, place.administrator, { versionTag: '1.0.0' });
    return prompt;
  },
  '{languageCode}': () => 'en-US',
  '{fileName}': async (place) => {
    const prompts = `/api/projects/${await place.project()}/prompts`;
    await good(place.app, 'post', `${prompts}/${await place.prompt()}/backup`, place.administrator, {});
    const listed = (await good(place.app, 'get', `${prompts}/backups/list`, place.administrator)) as unknown as {
      backups: { fileName: string }[];
    };
    return listed.backups[0]?.fileName ?? '';
  },
  'translations/{languageCode}': (place) => place.translation(),
  '{langCode}': (place) => place.region(),
  '{culturalDataId}': async (place) => {
    const body = { key: `greeting-${once()}`, regionId: await place.region() };
    await good(place.app, 'post', `/api/projects/${await place.project()}/cultural-data`, place.administrator, body);
    return body.key;
  },
  '{metadataId}': async (place) => {
    const path = `/api/projects/${await place.project()}/rag-document-metadata`;
    return (await good(place.app, 'post', path, place.administrator, { documentName: `walk-${once()}` })).id;
  },
  '{tenantId}': (place) => place.tenant(),
  'users/{id}': (place) => place.user(),
  'prompts/{id}': (place) => place.prompt(),
  'system-prompts/{name}': (place) => place.systemPrompt(),
  'members/{userId}': (place) => place.member(),
  'api-keys/{id}': async (place) => (await good(place.app, 'post', '/api/api-keys', place.caller, { name: 'walk' })).id,
  '{linkId}': (place) => place.link(),
  'sessions/{id}': (place) => place.session(),
  'sessions/{sessionId}': (place) => place.session(),
  '{eventId}': async (place) => {
    const found = (await good(place.app, 'get', '/api/audit/events?limit=1', place.administrator)) as unknown as
      { id: string }[] | { events: { id: string }[] };
    return (Array.isArray(found) ? found : found.events)[0]?.id ?? '';
  },
};

/** A language code that no other region of the walks has. */
export function onceLanguage(): string {
  const n = once();
  const letter = (place: number): string => String.fromCodePoint(97 + (Math.floor(n / 26 ** place) % 26));
  return `${letter(3)}${letter(2)}-${`${letter(1)}${letter(0)}`.toUpperCase()}`;
}

/** Belongs to the caller, not to the place. */
const OWN = new Set(['api-keys/{id}', 'oidc-links/{linkId}', 'sessions/{id}', 'sessions/{sessionId}']);

/** Values that are only asked for: there is nothing that could be another tenant's. */
const PLAIN = new Set(['lang/{languageCode}', '{provider}', 'system-prompts/{name}']);

export const isReference = (parameter: string): boolean => !PLAIN.has(parameter) && !PLAIN.has(parameter.slice(parameter.lastIndexOf('{')));

/** One of everything in a tenant, made when it is first asked for. */
export class Place {
  readonly #made = new Map<string, Promise<string>>();
  readonly #namedOnes = new Map<string, Promise<{ id: string; name: string }>>();

  constructor(
    readonly app: TestingApp,
    /** Token of an administrator of the tenant, who makes things. */
    readonly administrator: string,
    /** Token of the one who calls, for what is his own. */
    public caller: string,
    /** Members of the project, by user id; with any it is closed. */
    readonly roles: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** A place in the same project, with everything in it to be made anew: a project with its members is dear to make. */
  beside(): Place {
    const place = new Place(this.app, this.administrator, this.caller, this.roles);
    const project = this.#made.get('project');
    if (project) place.#made.set('project', project);
    return place;
  }

  value(parameter: string): Promise<string> {
    const maker = MAKERS[parameter] ?? MAKERS[parameter.slice(parameter.lastIndexOf('{'))];
    if (!maker) throw new Error(`the walks do not know what ${parameter} is: say it in test/http/walks/place.ts`);
    return OWN.has(parameter) ? Promise.resolve(maker(this)) : this.#once(`value ${parameter}`, async () => maker(this));
  }

  project(): Promise<string> {
    return this.#once('project', async () => {
      const { id } = await good(this.app, 'post', '/api/projects', this.administrator, { name: `walk-${once()}` });
      for (const [userId, role] of this.roles)
        await good(this.app, 'put', `/api/projects/${id}/members/${userId}`, this.administrator, { role });
      return id;
    });
  }

  prompt(): Promise<string> {
    return this.#once('prompt', async () => {
      const path = `/api/projects/${await this.project()}/prompts`;
      return (await good(this.app, 'post', path, this.administrator, { name: `mail-${once()}`, promptText: 'Hi', activate: true })).id;
    });
  }

  /** A draft beside the active 1.0.0. */
  version(): Promise<string> {
    return this.#once('version', async () => {
      const path = `/api/projects/${await this.project()}/prompts/${await this.prompt()}/versions`;
      const draft = { versionTag: `2.0.${once()}`, promptText: 'Hello', languageCode: 'en' };
      return (await good(this.app, 'post', path, this.administrator, draft)).versionTag;
    });
  }

  /** Its key. It has a version and a translation called as those of the prompt, since routes below it call them the same. */
  asset(): Promise<string> {
    return this.#once('asset', async () => {
      const path = `/api/projects/${await this.project()}/prompts/${await this.prompt()}/assets`;
      const key = `sign-${once()}`;
      await good(this.app, 'post', path, this.administrator, { key, name: 'Signature', initialValue: 'Yours' });
      const translations = [{ languageCode: await this.translation(), value: 'Cordialement' }];
      const draft = { versionTag: await this.version(), value: 'Best', languageCode: 'en', translations };
      await good(this.app, 'post', `${path}/${key}/versions`, this.administrator, draft);
      return key;
    });
  }

  /** Language code of one of the version. */
  translation(): Promise<string> {
    return this.#once('translation', async () => {
      const path = `/api/projects/${await this.project()}/prompts/${await this.prompt()}/versions/${await this.version()}/translations`;
      const body = { languageCode: onceLanguage(), promptText: 'Bonjour' };
      await good(this.app, 'post', path, this.administrator, body);
      return body.languageCode;
    });
  }

  /** Its name. The administrator of the platform tenant makes it for everybody. */
  systemPrompt(): Promise<string> {
    return this.#once('system prompt', async () => {
      const body = { name: `system-${once()}`, promptText: 'Be brief.' };
      await good(this.app, 'post', '/api/system-prompts', this.app.admin, body);
      return body.name;
    });
  }

  environment(): Promise<{ id: string; name: string }> {
    return this.#named('production', 'environments');
  }

  tag(): Promise<{ id: string; name: string }> {
    return this.#named('tag', 'tags');
  }

  aiModel(): Promise<string> {
    return this.#once('aiModel', async () => {
      const path = `/api/projects/${await this.project()}/aimodels`;
      return (await good(this.app, 'post', path, this.administrator, { name: `model-${once()}` })).id;
    });
  }

  /** Its language code. */
  region(): Promise<string> {
    return this.#once('region', async () => {
      const languageCode = onceLanguage();
      const path = `/api/projects/${await this.project()}/regions`;
      await good(this.app, 'post', path, this.administrator, { languageCode, name: 'Walk' });
      return languageCode;
    });
  }

  user(): Promise<string> {
    return this.#once('user', async () => {
      const email = `walk${once()}@japm.test`;
      return (await good(this.app, 'post', '/api/users', this.administrator, { email, password: PASSWORD })).id;
    });
  }

  /** Where nobody is a member a project stays open. */
  member(): Promise<string> {
    return this.#once('member', async () => {
      const userId = await this.user();
      if (this.roles.size > 0)
        await good(this.app, 'put', `/api/projects/${await this.project()}/members/${userId}`, this.administrator, { role: 'viewer' });
      return userId;
    });
  }

  /** A published version of another prompt; a colleague approves what the administrator requests. */
  async published(): Promise<object> {
    const projectId = await this.project();
    const prompts = `/api/projects/${projectId}/prompts`;
    const { id: promptId } = await good(this.app, 'post', prompts, this.administrator, { name: `offer-${once()}`, promptText: 'Hi' });
    const version = `${prompts}/${promptId}/versions/1.0.0`;
    await good(this.app, 'post', `${version}/request-publish`, this.administrator);
    const email = `walk${once()}@japm.test`;
    await good(this.app, 'post', '/api/users', this.administrator, { email, password: PASSWORD, role: 'tenant_admin' });
    await good(this.app, 'post', `${version}/approve-publish`, await this.app.login(email, PASSWORD));
    return { projectId, promptId, versionTag: '1.0.0' };
  }

  /** One beside ours, where our administrator may make one; else our own. */
  async tenant(): Promise<string> {
    const name = `walk-${once()}`;
    const initialAdminUser = { email: `walk${once()}@japm.test`, password: PASSWORD };
    const made = await send(this.app, 'post', '/api/tenants', this.administrator, { name, initialAdminUser });
    if (made.status === 201) return made.body.id ?? '';
    return claimsOf(this.administrator).tenantId;
  }

  /** Of the user and of the caller, to one issuer: then they have one id. */
  async link(): Promise<string> {
    const { container } = this.app.product;
    const issuer = `https://walk-${once()}.test`;
    const owners = [
      { tenantId: claimsOf(this.administrator).tenantId, userId: await this.user() },
      { tenantId: claimsOf(this.caller).tenantId, userId: claimsOf(this.caller).sub },
    ];
    await container.get(UnitOfWork).maintain(async () => {
      for (const owner of owners)
        await container.get(OidcLinkRepository).add({ ...owner, issuer, subject: owner.userId, createdAt: new Date() });
    });
    return linkIdOf({ issuer });
  }

  async session(): Promise<string> {
    const sessions = (await good(this.app, 'get', '/api/auth/sessions', this.caller)) as unknown as { id: string }[];
    return sessions[0]?.id ?? '';
  }

  /** One of a collection of the project that is found by its name as well. */
  #named(name: string, collection: string): Promise<{ id: string; name: string }> {
    const known = this.#namedOnes.get(collection);
    if (known) return known;
    const made = this.project().then(async (project) => {
      const body = { name: `${name}-${once()}` };
      return { ...body, id: (await good(this.app, 'post', `/api/projects/${project}/${collection}`, this.administrator, body)).id };
    });
    this.#namedOnes.set(collection, made);
    return made;
  }

  #once(name: string, make: () => Promise<string>): Promise<string> {
    const known = this.#made.get(name);
    if (known) return known;
    const made = make();
    this.#made.set(name, made);
    return made;
  }
}

/** Calls an operation on a place as somebody. */
export async function callOn(place: Place, operation: Operation, token: string): Promise<Answer> {
  const values: string[] = [];
  for (const parameter of operation.parameters) values.push(await place.value(parameter));
  const body = operation.id === BATCH ? { items: [await batchItem(place)] } : bodyOf(operation);
  return send(place.app, operation.method, `${addressed(operation, values)}${queryOf(operation)}`, token, body);
}

/** What others have in their path, its items name in the body. */
const BATCH = 'ResolveBatch_resolve';
const batchItem = async (place: Place): Promise<object> => ({
  projectId: await place.project(),
  promptId: await place.prompt(),
  version: 'latest',
});

/** The body with references to what is there in the place. */
export async function referring(body: object | undefined, place: Place): Promise<object | undefined> {
  if (!body) return undefined;
  const wanted: Record<string, unknown> = { ...body };
  if ('regionId' in wanted) wanted.regionId = await place.region();
  if ('source' in wanted) Object.assign(wanted, { source: await place.published(), slug: `copy-${once()}` });
  if ('environmentId' in wanted) wanted.environmentId = (await place.environment()).id;
  if (Array.isArray(wanted.items)) wanted.items = [{ ...(wanted.items[0] as object), entityId: await place.aiModel() }];
  return wanted;
}
