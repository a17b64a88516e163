import { createHash, type Hash } from 'node:crypto';
import { ServerResponse } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { Actor } from '#shared/actor';
import { DomainError, StaleRevision } from '#shared/errors';
import { identityOf, PreconditionFailed, type ExpectedRevision, type NamedState, type Revised } from '#shared/revision';
import { actorOf } from './authentication';
import { measuredJson, sendJson } from './json-response';
import { RequestRefused } from './problem';

// RFC 9110, 8.8.3. Elements of a list may be empty (5.6.1.2).
const LIST = /^(?:,[ \t]*)*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"(?:[ \t]*,(?:[ \t]*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")?)*$/u;
const TAG = /(?:W\/)?"[^"]*"/gu;
const OURS = /^"(\d{1,15})-([\w-]{8})-[\w-]{43}"$/u;

const states = new WeakMap<Request, NamedState>();

/**
 * Marks the response as the representation of one resource: it gets an ETag, and a GET whose `If-None-Match` names this tag is answered
 * with 304. The tag is strong. It consists of the revision of the aggregate, its identity, and a digest of the JSON text, because the
 * response may show more than the aggregate (`"3-<identity>-<base64url of SHA-256>"`). Returns `answer`.
 */
export function revised<T>(request: Request, { state }: { readonly state: Revised }, answer: T): T {
  const response = request.res;
  if (!response) throw new Error('a request without a response');
  const named = { revision: state.revision, identity: identityOf(state) };
  states.set(request, named);
  // The first response takes the state, because the next one may be the response to a failure.
  response.json = (body: unknown): typeof response => {
    Reflect.deleteProperty(response, 'json');
    void sendTagged(request, response, named, body).catch((error: unknown) => request.next?.(error));
    return response;
  };
  return answer;
}

async function sendTagged(request: Request, response: Response, named: NamedState, body: unknown): Promise<void> {
  if (isCaptured(response)) {
    const text = JSON.stringify(body);
    response.setHeader('ETag', entityTag(named, text));
    response.send(text);
    return;
  }
  const digest = createHash('sha256');
  const measured = await measuredJson(body, (piece) => digest.update(piece));
  const tag = taggedWith(named, digest);
  response.setHeader('ETag', tag);
  if (isRead(request) && names(request.get('if-none-match'), tag)) response.status(304).end();
  else await sendJson(response, body, measured);
}

/** Whether the response belongs to an inner call, which is read only by the call around it. */
const isCaptured = (response: object): boolean => !(response instanceof ServerResponse);

/** The ETag of the response with this JSON text, if it represents one resource. */
export function tagOf(request: Request, json: string): string | undefined {
  const named = states.get(request);
  return named && entityTag(named, json);
}

const entityTag = (named: NamedState, json: string): string => taggedWith(named, createHash('sha256').update(json));

const taggedWith = ({ revision, identity }: NamedState, digest: Hash): string => `"${revision}-${identity}-${digest.digest('base64url')}"`;

/**
 * The expectations of `If-Match` and `If-None-Match` about the resource that is about to change. Only the revision and the identity in a
 * tag count, because the rest of a response (such as the versions of a prompt) has tags of its own. Weak tags and tags of other servers
 * match nothing (RFC 9110, 13.1.1).
 */
export function expectedRevisionOf(request: Request): ExpectedRevision {
  const [match, noneMatch] = [request.get('if-match'), request.get('if-none-match')];
  const matched = match === undefined ? null : namedStates(match, 'If-Match');
  if (noneMatch === undefined) return matched;
  // The comparison is weak.
  return { match: matched, noneMatch: namedStates(noneMatch.replace(/W\/(?=")/gu, ''), 'If-None-Match') };
}

/** The caller and the precondition of a change, as its command takes them. */
export const changerOf = (request: Request): { readonly actor: Actor; readonly expectedRevision: ExpectedRevision } => ({
  actor: actorOf(request),
  expectedRevision: expectedRevisionOf(request),
});

/** Like {@link expectedRevisionOf}, for a condition that is not in a header. `name` is used in the error message. */
export const expectedRevision = (condition: string, name: string): ExpectedRevision => namedStates(condition, name);

function namedStates(condition: string, name: string): readonly NamedState[] | 'any' {
  const value = condition.trim();
  if (value === '*') return 'any';
  if (!LIST.test(value)) throw new RequestRefused(400, 'request.malformed_condition', `${name} must be * or a list of entity tags`);
  return (value.match(TAG) ?? []).flatMap((tag) => {
    const [, revision, identity] = OURS.exec(tag) ?? [];
    return revision === undefined || identity === undefined ? [] : [{ revision: Number(revision), identity }];
  });
}

/** Gives a client that lost a race after the check of its condition the same error as a client that came too late. */
export function conditionLost(request: Request, error: unknown): unknown {
  return error instanceof StaleRevision && isConditional(request) ? new PreconditionFailed(error.what, error.id) : error;
}

const isRead = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/** Compares weakly (RFC 9110, 13.1.2). `*` matches any existing resource. */
const names = (header: string | undefined, tag: string): boolean =>
  header?.trim() === '*' || (header?.match(TAG) ?? []).some((each) => each.replace(/^W\//u, '') === tag);

const isConditional = (request: Request): boolean => request.get('if-match') !== undefined || request.get('if-none-match') !== undefined;

/** Refuses a condition that the route does not evaluate, because the client would believe that the request depends on it. */
export const unconditionalOnly: RequestHandler = (request, _response, next) => {
  if (isRead(request) || !isConditional(request)) next();
  else next(new DomainError('precondition_failed', 'request.condition_not_evaluated', UNEVALUATED));
};

const UNEVALUATED = 'This operation evaluates neither If-Match nor If-None-Match; nothing was changed';
