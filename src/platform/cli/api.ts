import { randomUUID } from 'node:crypto';
import type { paths } from '../http/generated/api';
import type { ServerEvent } from './event-stream';
import { type ApiClient, type ApiResponse, strangeResponse } from './api-client';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
/** The paths of the OpenAPI document that have this method. */
export type PathWith<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, object> ? P : never }[keyof paths];
type OperationAt<M extends Method, P extends keyof paths> = paths[P] extends Record<M, infer O> ? O : never;
type PathPart<O> = O extends { parameters: { path: infer V } } ? { readonly path: V } : object;
type QueryPart<O> = O extends { parameters: { query?: infer V } }
  ? { readonly query?: { readonly [K in keyof V]: V[K] | undefined } }
  : object;
type BodyPart<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? { readonly body: B }
  : O extends { requestBody?: { content: { 'application/json': infer B } } }
    ? { readonly body?: B }
    : object;
type Done<O> = O extends { responses: infer R } ? R[keyof R & (200 | 201 | 202)] : never;

/** What a request needs beyond its method and path, by the OpenAPI document. */
export type RequestTo<M extends Method, P extends PathWith<M>> = PathPart<OperationAt<M, P>> &
  QueryPart<OperationAt<M, P>> &
  BodyPart<OperationAt<M, P>>;
/** The body of a successful response, by the OpenAPI document. */
export type ResponseTo<M extends Method, P extends PathWith<M>> =
  Done<OperationAt<M, P>> extends { content: { 'application/json': infer B } } ? B : never;
type EntryOf<T> = T extends readonly (infer E)[] ? E : never;

export interface Page<T> {
  readonly entries: readonly T[];
  /** True when the server has more entries than those that were asked for. */
  readonly hasMore: boolean;
}

interface RequestParts {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: object;
}

interface PagesOptions {
  readonly limit?: number;
  readonly pageSize?: number;
  /** Search, order and filters of the user; the server checks them. */
  readonly query?: Readonly<Record<string, string | undefined>>;
}

const MOST_A_PAGE = 500;

/** The API of a server with the paths, parameters and bodies of its OpenAPI document. Warnings of the server go to `warn`. */
export class Api {
  constructor(
    private readonly client: ApiClient,
    private readonly warn: (text: string) => void,
  ) {}

  async get<P extends PathWith<'get'>>(path: P, request: RequestTo<'get', P>): Promise<ResponseTo<'get', P>> {
    return this.#body(await this.client.get(urlOf(path, request))) as ResponseTo<'get', P>;
  }

  /** Creates something. A request whose response is lost is repeated: the server knows it by its Idempotency-Key. */
  async create<P extends PathWith<'post'>>(path: P, request: RequestTo<'post', P>): Promise<ResponseTo<'post', P>> {
    const { body } = request as RequestParts;
    return this.#body(await this.client.post(urlOf(path, request), body, { 'idempotency-key': randomUUID() })) as ResponseTo<'post', P>;
  }

  /** Sends a request that the client repeats only when it certainly did not arrive. */
  async postOnce<P extends PathWith<'post'>>(path: P, request: RequestTo<'post', P>): Promise<ResponseTo<'post', P>> {
    const { body } = request as RequestParts;
    return this.#body(await this.client.postOnce(urlOf(path, request), body)) as ResponseTo<'post', P>;
  }

  /** Sends a request that may arrive twice, because it only reads. */
  async ask<P extends PathWith<'post'>>(path: P, request: RequestTo<'post', P>): Promise<ResponseTo<'post', P>> {
    const { body } = request as RequestParts;
    return this.#body(await this.client.post(urlOf(path, request), body)) as ResponseTo<'post', P>;
  }

  /** Sends a request whose response comes as events. */
  events<P extends PathWith<'post'>>(path: P, request: RequestTo<'post', P>): AsyncGenerator<ServerEvent> {
    const { body = {} } = request as RequestParts;
    return this.client.events(urlOf(path, request), body);
  }

  async put<P extends PathWith<'put'>>(path: P, request: RequestTo<'put', P>): Promise<ResponseTo<'put', P>> {
    const { body = {} } = request as RequestParts;
    return this.#body(await this.client.put(urlOf(path, request), body)) as ResponseTo<'put', P>;
  }

  /** As {@link postOnce}. */
  async putOnce<P extends PathWith<'put'>>(path: P, request: RequestTo<'put', P>): Promise<ResponseTo<'put', P>> {
    return this.#body(await this.client.putOnce(urlOf(path, request), (request as RequestParts).body)) as ResponseTo<'put', P>;
  }

  async patch<P extends PathWith<'patch'>>(path: P, request: RequestTo<'patch', P>): Promise<ResponseTo<'patch', P>> {
    const { body = {} } = request as RequestParts;
    return this.#body(await this.client.patch(urlOf(path, request), body)) as ResponseTo<'patch', P>;
  }

  async delete<P extends PathWith<'delete'>>(path: P, request: RequestTo<'delete', P>): Promise<ResponseTo<'delete', P>> {
    return this.#body(await this.client.delete(urlOf(path, request))) as ResponseTo<'delete', P>;
  }

  /** Reads a list page by page until it ends or has `limit` entries. It keeps one page at a time. */
  async *pages<P extends PathWith<'get'>>(
    path: P,
    request: RequestTo<'get', P>,
    { limit = Infinity, pageSize = MOST_A_PAGE, query: filters = {} }: PagesOptions = {},
  ): AsyncGenerator<Page<EntryOf<ResponseTo<'get', P>>>> {
    const { query, ...parts } = request as RequestParts;
    let next: string | null = urlOf(path, { ...parts, query: { ...query, ...filters, limit: Math.min(limit, pageSize) } });
    for (let left = limit; next !== null && left > 0;) {
      const response: ApiResponse = await this.client.get(next);
      const body = this.#body(response);
      if (!Array.isArray(body)) throw strangeResponse();
      const entries = body.slice(0, left) as EntryOf<ResponseTo<'get', P>>[];
      left -= entries.length;
      next = response.nextPage;
      yield { entries, hasMore: next !== null || entries.length < body.length };
    }
  }

  // A server that is not of this version may send other bodies. The types hold for one that is.
  #body({ body, warning }: ApiResponse): object {
    if (warning !== null) this.warn(warning);
    if (typeof body !== 'object' || body === null) throw strangeResponse();
    return body;
  }
}

function urlOf(path: string, request: object): string {
  const { path: values = {}, query = {} } = request as RequestParts;
  const filled = path.replace(/\{(\w+)\}/gu, (_, name: string) => encodeURIComponent(String(values[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return search === '' ? filled : `${filled}?${search}`;
}
