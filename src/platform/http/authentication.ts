import type { Request, RequestHandler } from 'express';
import type { PassportStatic, Strategy } from 'passport';
import { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { DomainError } from '#shared/errors';
import { credentialsFault } from './credentials-fault';
import { ProjectGate } from './project-gate';

export type SchemeName = 'bearer' | 'api_key';

/** The passport strategies of the OpenAPI security schemes. The identity context provides them. */
export abstract class AuthenticationStrategies {
  abstract readonly all: readonly { readonly name: SchemeName; readonly strategy: Strategy }[];
}

class Unauthenticated extends DomainError {
  constructor(message = 'Credentials are missing or not valid') {
    super('unauthenticated', 'access.unauthenticated', message);
  }
}

/**
 * Counts the requests of callers. It is in `app.locals.limits` if rate limits are on. Both methods throw a DomainError of kind
 * `rate_limited`.
 */
export interface RequestLimits {
  admit(request: Request, actor: Actor): Promise<void>;
  /** The credentials are missing or not valid. */
  refused(request: Request): Promise<void>;
}

const actors = new WeakMap<Request, Actor>();

/** The step of a route that lets only callers with the permission pass. `anyKey`: API keys pass whose scopes do not name the permission. */
export const authenticated =
  (permission: string, anyKey: boolean): RequestHandler =>
  async (request, _response, next) => {
    await authenticate(request, permission, anyKey);
    next();
  };

/** The caller of this request. Only routes with a security scheme have one. */
export function actorOf(request: Request): Actor {
  const actor = actors.get(request);
  if (!actor) throw new Error(`${request.method} ${request.path} has no authentication`);
  return actor;
}

/** Runs the inner request with the caller of the outer one. */
export function actOnBehalf(inner: Request, outer: Request): void {
  actors.set(inner, actorOf(outer));
}

/** Like {@link actorOf}, for code that runs before or without authentication. */
export const knownActorOf = (request: Request): Actor | undefined => actors.get(request);

export const hasCredentials = (request: Request): boolean =>
  request.get('authorization') !== undefined || request.get('x-api-key') !== undefined;

const unknownCaller = (request: Request): Unauthenticated =>
  new Unauthenticated(credentialsFault({ authorization: request.get('authorization'), apiKey: request.get('x-api-key') }));

/** Finds the caller of this request, counts the request and checks the permission. With null, every signed-in caller passes. */
export async function authenticate(request: Request, permission: string | null, anyKey = false): Promise<Actor> {
  const policy = (request.app.locals.container as { get(token: unknown): AccessPolicy }).get(AccessPolicy);
  const limits = request.app.locals.limits as RequestLimits | undefined;
  const counts = (key: Actor): boolean => anyKey || permission === null || policy.isNamedByKey(key, permission);
  const actor = await identify(request, counts).catch(async (error: unknown) => {
    if (error instanceof Unauthenticated) await limits?.refused(request);
    throw error;
  });
  actors.set(request, actor);
  await limits?.admit(request, actor);
  if (permission !== null) await requirePermission(request, policy, actor, permission);
  return actor;
}

/** A permission that depends on membership is granted by the project. It is checked before the body is read, like every other refusal. */
async function requirePermission(request: Request, policy: AccessPolicy, actor: Actor, permission: string): Promise<void> {
  policy.requireSomewhere(actor, permission);
  const { projectId } = request.params;
  if (typeof projectId === 'string') await requireInProject(request, projectId, permission);
}

/**
 * Of callers that can have the permission by membership only. Throws NotFound when there is no such project for them, Forbidden without
 * the permission in it.
 */
export async function requireInProject(request: Request, projectId: string, permission: string): Promise<void> {
  const container = request.app.locals.container as { get<T>(token: abstract new (...args: never[]) => T): T };
  const actor = actorOf(request);
  if (!container.get(AccessPolicy).allows(actor, permission)) await container.get(ProjectGate).require(actor, projectId, permission);
}

/**
 * A valid key takes precedence. An invalid key beside a valid token still signs in by the token (wire contract, 1.5). On a route that
 * requires a token, a key passes if its scopes name the permission of the route.
 */
async function identify(request: Request, counts: (key: Actor) => boolean): Promise<Actor> {
  const bearer = request.get('authorization') !== undefined;
  if (request.get('x-api-key') === undefined) {
    if (!bearer) throw unknownCaller(request);
    return actorBy(request, 'bearer');
  }
  try {
    const key = await actorBy(request, 'api_key');
    if (counts(key)) return key;
    throw new Unauthenticated('This route wants a bearer token, or a key whose scopes name its permission');
  } catch (error) {
    if (bearer && error instanceof Unauthenticated) return actorBy(request, 'bearer');
    throw error;
  }
}

function actorBy(request: Request, scheme: SchemeName): Promise<Actor> {
  const passport = request.app.locals.passport as PassportStatic;
  return new Promise((resolve, reject) => {
    const done = (error: unknown, actor: Actor | false | null | undefined): void => {
      if (error) reject(error instanceof Error ? error : new Error('authentication failed'));
      else if (actor) resolve(actor);
      else reject(unknownCaller(request));
    };
    const handler = passport.authenticate(scheme, { session: false }, done) as (
      request: Request,
      response: unknown,
      next: (error?: unknown) => void,
    ) => void;
    handler(request, request.res, (error) => {
      reject(error instanceof Error ? error : new Error('authentication failed'));
    });
  });
}
