import type { Request } from 'express';
import type { PassportStatic, Strategy } from 'passport';
import { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { DomainError } from '#shared/errors';
import { credentialsFault } from './credentials-fault';
import { ProjectGate } from './project-gate';

export type SchemeName = 'bearer' | 'api_key';

/** The passport strategies behind the OpenAPI's security schemes; identity provides them. */
export abstract class AuthenticationStrategies {
  abstract readonly all: readonly { readonly name: SchemeName; readonly strategy: Strategy }[];
}

export class Unauthenticated extends DomainError {
  constructor(message = 'Credentials are missing or not valid') {
    super('unauthenticated', 'access.unauthenticated', message);
  }
}

/** Counts the requests of callers; in `app.locals.limits` where limits are on. Both throw a DomainError of kind `rate_limited`. */
export interface RequestLimits {
  admit(request: Request, actor: Actor): Promise<void>;
  /** The credentials are missing or not valid. */
  refused(request: Request): Promise<void>;
}

interface Decision {
  readonly schemes: Set<string>;
  readonly actor: Promise<Actor>;
}
const decisions = new WeakMap<Request, Decision>();
const actors = new WeakMap<Request, Actor>();

/**
 * tsoa's authentication module. tsoa asks every scheme of a route at once and shows the error that failed last; so the
 * calls of one request share one decision, made when all schemes of the route are known.
 */
export function expressAuthentication(request: Request, scheme: string, permissions: string[] = []): Promise<Actor> {
  const known = decisions.get(request);
  if (known) {
    known.schemes.add(scheme);
    return known.actor;
  }
  const schemes = new Set([scheme]);
  const actor = Promise.resolve()
    .then(() => decide(request, schemes, permissions))
    .catch(asHttpError);
  decisions.set(request, { schemes, actor });
  return actor;
}

/** Who makes this request. Only for routes with a security scheme. */
export function actorOf(request: Request): Actor {
  const actor = actors.get(request);
  if (!actor) throw new Error(`${request.method} ${request.path} has no authentication`);
  return actor;
}

/** Lets the inner request be made by the caller of the outer one. */
export function actOnBehalf(inner: Request, outer: Request): void {
  actors.set(inner, actorOf(outer));
}

/** As {@link actorOf}, for what happens before or without it. */
export const knownActorOf = (request: Request): Actor | undefined => actors.get(request);

export const hasCredentials = (request: Request): boolean =>
  request.get('authorization') !== undefined || request.get('x-api-key') !== undefined;

const unknownCaller = (request: Request): Unauthenticated =>
  new Unauthenticated(credentialsFault({ authorization: request.get('authorization'), apiKey: request.get('x-api-key') }));

async function decide(request: Request, schemes: ReadonlySet<string>, permissions: readonly string[]): Promise<Actor> {
  const policy = (request.app.locals.container as { get(token: unknown): AccessPolicy }).get(AccessPolicy);
  const limits = request.app.locals.limits as RequestLimits | undefined;
  const actor = await identify(request, schemes, (key) => permissions.every((permission) => policy.isNamedByKey(key, permission))).catch(
    async (error: unknown) => {
      if (error instanceof Unauthenticated) await limits?.refused(request);
      throw error;
    },
  );
  actors.set(request, actor);
  await limits?.admit(request, actor);
  for (const permission of permissions) await requirePermission(request, policy, actor, permission);
  return actor;
}

/** What a caller may have by membership only is the project's to grant; as any other refusal before the body is looked at. */
async function requirePermission(request: Request, policy: AccessPolicy, actor: Actor, permission: string): Promise<void> {
  policy.requireSomewhere(actor, permission);
  const { projectId } = request.params;
  if (policy.allows(actor, permission) || typeof projectId !== 'string') return;
  await (request.app.locals.container as { get(token: unknown): ProjectGate }).get(ProjectGate).require(actor, projectId, permission);
}

/**
 * A valid key wins; an invalid key beside a valid token still signs in by the token (wire contract, 1.5). On a route that
 * wants the token a key counts when its scopes name what the route does.
 */
async function identify(request: Request, schemes: ReadonlySet<string>, isNamedBy: (key: Actor) => boolean): Promise<Actor> {
  const bearer = schemes.has('bearer') && request.get('authorization') !== undefined;
  if (request.get('x-api-key') === undefined) {
    if (!bearer) throw unknownCaller(request);
    return authenticate(request, 'bearer');
  }
  try {
    const key = await authenticate(request, 'api_key');
    if (schemes.has('api_key') || isNamedBy(key)) return key;
    throw new Unauthenticated('This route wants a bearer token, or a key whose scopes name its permission');
  } catch (error) {
    if (bearer && error instanceof Unauthenticated) return authenticate(request, 'bearer');
    throw error;
  }
}

function authenticate(request: Request, scheme: SchemeName): Promise<Actor> {
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

// Without a status tsoa would call every failure a 401.
function asHttpError(error: unknown): never {
  throw Object.assign(
    error as Error,
    { status: error instanceof DomainError ? undefined : 500 },
    error instanceof Unauthenticated ? { status: 401 } : {},
  );
}
