import type { Request } from 'express';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { handlerAt } from './addressed-route';
import { actOnBehalf } from '../authentication';
import { conditionLost } from '../conditional';

export interface InnerCall {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Encoded, without a query. */
  readonly path: string;
  readonly body: unknown;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface InnerResponse {
  readonly status: number;
  /** Undefined: none. */
  readonly body: unknown;
  readonly etag: string | null;
  /** The value of its `Warning` header; null: there is none. */
  readonly warning: string | null;
  /** The audit log says that there was nothing to change. */
  readonly isUnchanged: boolean;
}

/**
 * Calls the handler of another route in the unit of work that is open, on behalf of the request's caller: the body is
 * validated and the response made as there. Neither authentication nor the limits apply again, and the permission on the
 * route is not: what the call may do its use case says. Throws what the route would have failed with.
 */
export async function innerCall(outer: Request, call: InnerCall): Promise<InnerResponse> {
  const unitOfWork = (outer.app.locals.container as { get(token: unknown): TypeOrmUnitOfWork }).get(UnitOfWork);
  const before = unitOfWork.collected.length;
  const { handler, parameters } = handlerAt(outer.app, call.method, call.path);
  const response = new CapturedResponse();
  const request = innerRequest(outer, call, parameters, response);
  inner.add(request);
  actOnBehalf(request, outer);
  const answered = new Promise<void>((resolve, reject) => {
    response.whenDone(resolve);
    void Promise.resolve(
      (handler as (...args: unknown[]) => unknown)(request, response, (error: unknown) => {
        const failure = conditionLost(request, error);
        reject(failure instanceof Error ? failure : new Error('the route failed'));
      }),
    ).catch(reject);
  });
  await answered;
  const events = unitOfWork.collected.slice(before);
  return {
    status: response.statusCode,
    body: response.body,
    etag: response.headers.get('etag') ?? null,
    warning: response.headers.get('warning') ?? null,
    isUnchanged: events.length > 0 && events.every(({ outcome }) => outcome === 'unchanged'),
  };
}

function innerRequest(
  outer: Request,
  { method, path, body, headers }: InnerCall,
  params: Readonly<Record<string, string>>,
  res: CapturedResponse,
): Request {
  const header = (name: string): string | undefined => headers[name.toLowerCase()];
  const own = { method, url: path, originalUrl: path, path, baseUrl: '', query: {}, params, body, headers, res, get: header, header };
  return Object.create(outer, Object.fromEntries(Object.entries(own).map(([name, value]) => [name, { value }]))) as Request;
}

const inner = new WeakSet<Request>();

/** Whether anybody sees what is answered: of an inner call only the id and the tag are, so that it may leave out what is dear. */
export const isResponseShown = (request: Request): boolean => !inner.has(request);

/** As much of Express's response as tsoa and an ETag need. */
class CapturedResponse {
  readonly headers = new Map<string, string>();
  readonly headersSent = false;
  statusCode = 200;
  body: unknown = undefined;
  #done = (): void => undefined;

  whenDone(done: () => void): void {
    this.#done = done;
  }

  status(code: number): this {
    this.statusCode = code;
    return this;
  }

  setHeader(name: string, value: string): this {
    this.headers.set(name.toLowerCase(), value);
    return this;
  }

  set(name: string, value: string): this {
    return this.setHeader(name, value);
  }

  type(): this {
    return this;
  }

  json(body: unknown): this {
    this.body = body;
    return this.end();
  }

  send(text: string): this {
    this.body = JSON.parse(text) as unknown;
    return this.end();
  }

  end(): this {
    this.#done();
    return this;
  }
}
