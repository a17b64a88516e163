import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Controller } from '@tsoa/runtime';
import { listQuery, type ListQuery, type SomeListRules } from '#shared/list';
import type { Page } from '#shared/page';
import { actorOf } from './authentication';
import { operationOf } from './operation';

/** Reads what a request asks of the list that its operation declares. `rules`: of that list in another order. */
export function listQueryOf(request: Request, rules = listOf(request)): ListQuery {
  const { cursor } = request.query;
  return listQuery({ ...request.query, cursor: typeof cursor === 'string' ? ownPosition(request, cursor) : cursor }, rules);
}

function listOf(request: Request): SomeListRules {
  const list = operationOf(request)?.list;
  if (!list) throw new Error(`${request.method} ${request.path} declares no list`);
  return list;
}

/** The cursor of a route with its own paging, without the part that binds it to the list; empty if it belongs to another list. */
export const cursorOf = (request: Request, cursor: string | undefined): string | undefined =>
  cursor === undefined ? undefined : (ownPosition(request, cursor) ?? '');

/** Responds with a list: a bare array, with the link to the next page in a header. */
export function pageResponse<T, Dto>(controller: Controller, request: Request, { items, next }: Page<T>, dto: (item: T) => Dto): Dto[] {
  if (next !== null) controller.setHeader('Link', nextLink(request, next));
  return items.map((each) => dto(each));
}

/** The `Link` header (RFC 8288) to the next page: this request with another cursor, which is valid for this list only. */
export const nextLink = (request: Request, position: string): string => linkTo(request, 'cursor', position + listMark(request));

/** As {@link nextLink}, for a list whose pages have numbers. */
export const nextPageLink = (request: Request, page: number): string => linkTo(request, 'page', String(page + 1));

function linkTo(request: Request, parameter: 'cursor' | 'page', value: string): string {
  // A query may contain further `?` (RFC 3986, 3.4).
  const [path = ''] = request.originalUrl.split('?', 1);
  const parameters = new URLSearchParams(request.originalUrl.slice(path.length + 1));
  parameters.set(parameter, value);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}

const MARK_LENGTH = 8;

/** Null if the cursor does not come from this list. */
function ownPosition(request: Request, cursor: string): string | null {
  const at = cursor.length - MARK_LENGTH;
  return at > 0 && cursor.slice(at) === listMark(request) ? cursor.slice(0, at) : null;
}

/**
 * Identifies the list and the parameters, however the address is written. It protects callers from mistakes and is no secret: a forged
 * cursor leads only to the caller's own data.
 */
function listMark(request: Request): string {
  const { path } = request.route as { readonly path: string };
  const asked = Object.entries(request.query).filter(([name]) => name !== 'cursor' && name !== 'limit');
  const list = [actorOf(request).tenantId, path, request.params, asked.toSorted(([a], [b]) => (a < b ? -1 : 1))];
  return createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, MARK_LENGTH);
}
