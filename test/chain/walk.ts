import type { Answer, Api } from './api';

export interface TrailEvent {
  readonly id: string;
  readonly seq: number;
  readonly action: string;
  readonly outcome: string;
  readonly traceId: string | null;
  readonly actor: { readonly email: string | null };
  readonly resource: { readonly type: string; readonly id: string; readonly revision: number };
  readonly changes: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
}

export interface Walked {
  /** The text that an application got with an API key. */
  readonly resolved: string;
  readonly apiKey: string;
  readonly environmentId: string;
}

/** Actions of the events of one walk, oldest first. */
export const WALKED = [
  'project.create',
  'environment.create',
  'prompt.create',
  'version.create',
  'version.create',
  'version.activate',
  'pointer.move',
  'api_key.create',
  'project.create rejected',
  'project.delete denied',
];

/** A user's way through the product: from an empty tenant to a prompt that is served, and two attempts that fail. */
export async function walkTheChain(api: Api, name = 'Chain', traceparent?: string): Promise<Walked> {
  const traced: Record<string, string> = traceparent === undefined ? {} : { traceparent };
  const project = `/api/projects/${name.toLowerCase()}`;
  await api.post('/api/projects', { name });
  const { body: environment } = await api.post<{ id: string }>(`${project}/environments`, { name: 'production' });
  await api.send('POST', `${project}/prompts`, { name: 'Order Mail', promptText: 'Dear {{variable:who}}' }, 201, traced);
  await api.post(`${project}/prompts/order-mail/versions`, {
    versionTag: '1.1.0',
    promptText: 'Hello {{variable:who}}',
    languageCode: 'en',
  });
  await api.send('PUT', `${project}/environments/${environment.id}/pointers/order-mail`, { versionTag: '1.1.0' }, 200);
  const { body: key } = await api.post<{ apiKey: string }>('/api/api-keys', { name: 'checkout' });

  const application = api.as({ 'x-api-key': key.apiKey });
  const resolve = `${project}/prompts/order-mail/resolve`;
  const { body } = await application.post<{ text: string }>(resolve, { environment: 'production', variables: { who: 'Bo' } }, 200);
  const { headers } = await application.get(`${resolve}?environment=production`);
  await application.send('GET', `${resolve}?environment=production`, undefined, 304, { 'if-none-match': headers.get('etag') ?? '' });
  await api.send('POST', '/api/projects', { name }, 409);
  await api.send('DELETE', `${project}-of-others`, undefined, 404);
  return { resolved: body.text, apiKey: key.apiKey, environmentId: environment.id };
}

/** The whole trail of the tenant, oldest first, over all pages. */
export async function trail(api: Api, query = '', pageSize = 7): Promise<TrailEvent[]> {
  const events: TrailEvent[] = [];
  let path: string | undefined = `/api/audit/events?limit=${pageSize}${query}`;
  while (path !== undefined) {
    const answer: Answer<TrailEvent[]> = await api.get<TrailEvent[]>(path);
    events.push(...answer.body);
    const next: string | undefined = /<([^>]+)>; rel="next"/u.exec(answer.headers.get('link') ?? '')?.[1];
    path = next === undefined ? undefined : new URL(next, api.url).href.slice(api.url.length);
  }
  return events.toReversed();
}

/** Without what looking at the trail leaves on it: the session, and the searches. */
export const steps = (events: readonly TrailEvent[]): TrailEvent[] =>
  events.filter(({ action }) => action !== 'session.login' && action !== 'audit_event.search');

export const told = (events: readonly TrailEvent[]): string[] =>
  events.map(({ action, outcome }) => (outcome === 'success' ? action : `${action} ${outcome}`));
