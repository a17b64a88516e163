import type { Request } from 'express';
import type { Controller } from 'tsoa';
import { listQuery, type ListQuery, type SomeListRules } from '#shared/list';
import type { Page } from '#shared/page';

/** What a request asks of a list; the route says `@Extension('x-list', …)` with the same rules, for the OpenAPI document. */
export const listQueryOf = (request: Request, rules: SomeListRules): ListQuery => listQuery(request.query, rules);

/** A list as it is answered: a bare array, and the way to the next page in a header. */
export function answerPage<T, Dto>(controller: Controller, request: Request, { items, next }: Page<T>, dto: (item: T) => Dto): Dto[] {
  if (next !== null) controller.setHeader('Link', nextLink(request, next));
  return items.map((each) => dto(each));
}

/** The `Link` header (RFC 8288) to the next page: this request with another cursor. */
export function nextLink(request: Request, cursor: string): string {
  // A query may hold further `?` (RFC 3986, 3.4).
  const [path = ''] = request.originalUrl.split('?', 1);
  const parameters = new URLSearchParams(request.originalUrl.slice(path.length + 1));
  parameters.set('cursor', cursor);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}
