import { createHmac, randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '#platform/config/config.schema';
import type { Actor } from '#shared/actor';
import { DomainError } from '#shared/errors';
import { networkOf } from '#shared/network';
import type { RequestLimits } from './authentication';
import { operationOf, type OperationDeclaration } from './operation';
import { requestsIn } from './batch-elements';
import { addressedRoute } from './tsoa/addressed-route';

type Kind = 'auth' | 'reads' | 'writes' | 'execution';
type PolicyName = Kind | `tenant-${Kind}`;
type Settings = Config['limits'];

/** A keyed hash maps addresses to this number of counters, so that many addresses do not fill the memory. */
const MAX_ADDRESSES = 2 ** 17;

/**
 * Limits the requests of callers: per address without credentials, otherwise per API key or user and per tenant. The counters belong to
 * this process: N processes behind a balancer admit up to N times as many. A window starts with its first request and admits its requests
 * at any pace, so that bursts pass.
 */
export class RateLimits implements RequestLimits {
  readonly #secret = randomBytes(32);
  readonly #counted = new WeakSet<Request>();
  readonly #policies: Readonly<Record<PolicyName, Policy>>;

  constructor({ auth, reads, writes, execution, tenantFactor }: Settings) {
    const own = { auth, reads, writes, execution };
    const kinds = Object.entries(own) as [Kind, Settings[Kind]][];
    this.#policies = Object.fromEntries(
      kinds.flatMap(([kind, { requests, seconds }]) => [
        [kind, new Policy(kind, requests, seconds)],
        [`tenant-${kind}`, new Policy(`tenant-${kind}`, requests * tenantFactor, seconds)],
      ]),
    ) as Record<PolicyName, Policy>;
  }

  /** Runs before the routes, and counts by address the requests without checked credentials. */
  readonly byAddress: RequestHandler = async (request, _response, next) => {
    const operation = addressedRoute(request)?.operation;
    const isPublic = (operation?.permission ?? null) === null;
    if (operation?.counted === 'guesses' || (isPublic && operation?.counted !== 'never')) await this.#countByAddress(request, operation);
    next();
  };

  /** Runs after the body parser: requests that fail before their credentials are checked count by address as well. */
  readonly unread: ErrorRequestHandler = async (error: unknown, request, _response, next) => {
    if (!this.#counted.has(request)) await this.#countByAddress(request, addressedRoute(request)?.operation);
    next(error);
  };

  /** Throws a DomainError of kind `rate_limited`. */
  async admit(request: Request, { id, apiKeyId, tenantId }: Actor): Promise<void> {
    const operation = operationOf(request);
    const kind = kindOf(request, operation);
    const caller = apiKeyId === null ? `user ${id}` : `key ${apiKeyId}`;
    const counted = [
      [kind, caller],
      [`tenant-${kind}`, tenantId],
    ] as const;
    await this.#count(request.res, counted, requestsIn(request, operation?.batch));
  }

  /** Like {@link admit}, for credentials that are missing or not valid. */
  async refused(request: Request): Promise<void> {
    await this.#count(request.res, [[kindOf(request, operationOf(request)), this.#addressOf(request)]]);
  }

  async #countByAddress(request: Request, operation: OperationDeclaration | undefined): Promise<void> {
    this.#counted.add(request);
    await this.#count(request.res, [[operation?.counted === 'guesses' ? 'auth' : kindOf(request, operation), this.#addressOf(request)]]);
  }

  async #count(response: Response | undefined, counted: readonly (readonly [PolicyName, string])[], requests = 1): Promise<void> {
    const standing: Standing[] = [];
    for (const [name, who] of counted) {
      const now = await this.#policies[name].consume(who, requests);
      standing.push(now);
      if (!now.exceeded) continue;
      announce(response, standing);
      response?.setHeader('Retry-After', String(now.secondsLeft));
      throw new DomainError('rate_limited', 'request.rate_limited', `Too many requests; try again in ${now.secondsLeft} s`);
    }
    announce(response, standing);
  }

  #addressOf({ ip = '' }: Request): string {
    return String(createHmac('sha256', this.#secret).update(networkOf(ip)).digest().readUInt32BE() % MAX_ADDRESSES);
  }
}

interface Standing {
  readonly policy: Policy;
  readonly exceeded: boolean;
  readonly remaining: number;
  readonly secondsLeft: number;
}

/** The number of requests in a window of seconds. */
class Policy {
  readonly #limiter: RateLimiterMemory;

  constructor(
    readonly name: string,
    readonly requests: number,
    readonly seconds: number,
  ) {
    this.#limiter = new RateLimiterMemory({ keyPrefix: name, points: requests, duration: seconds });
  }

  async consume(who: string, requests: number): Promise<Standing> {
    // The limiter throws the same object that it returns.
    const { consumedPoints, remainingPoints, msBeforeNext } = await this.#limiter
      .consume(who, requests)
      .catch((full: unknown) => full as RateLimiterRes);
    return {
      policy: this,
      exceeded: consumedPoints > this.requests,
      remaining: Math.max(0, remainingPoints),
      secondsLeft: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    };
  }
}

/** The fields of draft-ietf-httpapi-ratelimit-headers-10 for the tightest policy, and those of draft 06 for older clients. */
function announce(response: Response | undefined, standing: readonly Standing[]): void {
  const [tightest] = standing.toSorted((a, b) => a.remaining - b.remaining);
  if (!response || !tightest) return;
  response.setHeader(
    'RateLimit-Policy',
    standing.map(({ policy }) => `"${policy.name}";q=${policy.requests};w=${policy.seconds}`).join(', '),
  );
  response.setHeader(
    'RateLimit',
    standing.map(({ policy, remaining, secondsLeft }) => `"${policy.name}";r=${remaining};t=${secondsLeft}`).join(', '),
  );
  response.setHeader('RateLimit-Limit', String(tightest.policy.requests));
  response.setHeader('RateLimit-Remaining', String(tightest.remaining));
  response.setHeader('RateLimit-Reset', String(tightest.secondsLeft));
}

function kindOf({ method }: Request, operation: OperationDeclaration | undefined): Kind {
  if (operation?.counted === 'execution') return 'execution';
  return method === 'GET' || method === 'HEAD' || operation?.serves === true ? 'reads' : 'writes';
}
