import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import cors from 'cors';
import helmet from 'helmet';
import type { Container } from 'inversify';
import { Passport, type PassportStatic } from 'passport';
import { isIP } from 'node:net';
import type { Config } from '#platform/config/config.schema';
import type { Logger } from '#platform/observability/logger';
import { withRequestOrigin } from '#platform/observability/request-context';
import { withPatience } from '#platform/persistence/patience';
import { DomainError } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { AttemptRecorder } from './attempts';
import type { AuthenticationStrategies } from './authentication';
import { bodyParser } from './body-parser';
import { boundedUrl, jsonOnly, soundBody } from './bounds';
import { conditionLost } from './conditional';
import { serveDocs } from './docs';
import { RegisterRoutes } from './generated/routes';
import { problemOf, sendProblem, type Problem } from './problem';
import type { ReportFailure } from './report-failure';
import { RateLimits } from './rate-limits';
import { boundResponses } from './response-bytes';
import { putLiteralsFirst } from './tsoa/route-layers';

const EXPOSED = [
  'ETag',
  'Idempotency-Replayed',
  'Link',
  'RateLimit',
  'RateLimit-Policy',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'X-Caller-Request-Id',
  'X-Request-Id',
  'Warning',
];
const ALLOWED = [
  'Content-Type',
  'Authorization',
  'Accept',
  'x-api-key',
  'If-Match',
  'If-None-Match',
  'Idempotency-Key',
  'traceparent',
  'tracestate',
];

export interface AppParts {
  readonly container: Container;
  readonly config: Config['server'];
  readonly limits: Config['limits'];
  readonly strategies: AuthenticationStrategies;
  readonly attempts: AttemptRecorder;
  readonly ids: Ids;
  readonly logger: Logger;
}

/** Builds the REST API as an Express application. The caller makes it listen. */
export function createApp({ container, config, limits, strategies, attempts, ids, logger }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustedProxies);
  app.locals.container = container;
  app.locals.passport = passportWith(strategies);

  app.use(origin(ids));
  app.use(accessLog(logger));
  // The documentation page must also load in an installation without TLS.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.use(
    cors({
      origin: allowedOrigins(config.corsOrigins),
      credentials: true,
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      allowedHeaders: ALLOWED,
      exposedHeaders: EXPOSED,
    }),
  );
  app.use(boundResponses(config.responsesLimitBytes));
  app.use(privateResponses);
  app.use(boundedUrl);
  app.use(withoutAlias);
  const rateLimits = limits.enabled ? new RateLimits(limits) : undefined;
  app.locals.limits = rateLimits;
  if (rateLimits) app.use(rateLimits.byAddress);
  serveDocs(app);
  app.use(withoutEmptyQueries);
  app.use(bodyParser(config));
  app.use(jsonOnly, soundBody);
  if (rateLimits) app.use(rateLimits.unread);
  app.use(absentBodyIsEmpty);
  RegisterRoutes(app);
  putLiteralsFirst(app);
  app.use(unknownRoute);
  const report = reporting(attempts, logger);
  app.locals.reportFailure = report;
  app.use(failures(report));
  return app;
}

function passportWith({ all }: AuthenticationStrategies): PassportStatic {
  const passport = new Passport() as unknown as PassportStatic;
  for (const { name, strategy } of all) passport.use(name, strategy);
  return passport;
}

const allowedOrigins = (origins: string): boolean | string[] =>
  origins === '*'
    ? true
    : origins
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');

/** v1 clients use the prefix twice in the paths of deployments (wire contract, 5.1). */
const ALIAS = /^\/api(?=\/api\/projects\/[^/]+\/deployments(?:[/?]|$))/u;

const withoutAlias: RequestHandler = (request, _response, next) => {
  request.url = request.url.replace(ALIAS, '');
  next();
};

const origin =
  (ids: Ids): RequestHandler =>
  (request, response, next) => {
    const requestId = ids.next();
    response.setHeader('X-Request-Id', requestId);
    const given = request.get('x-request-id');
    const callerRequestId = given !== undefined && /^[\w.-]{1,64}$/u.test(given) ? given : null;
    if (callerRequestId !== null) response.setHeader('X-Caller-Request-Id', callerRequestId);
    const ip = isIP(request.ip ?? '') ? (request.ip ?? null) : null;
    withRequestOrigin({ ip, userAgent: request.get('user-agent')?.slice(0, 255) ?? null, requestId, callerRequestId }, () => {
      withPatience(next);
    });
  };

const accessLog =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.once('finish', () => {
      const durationMs = Number((process.hrtime.bigint() - startedAt) / 10_000n) / 100;
      const requestId = response.getHeader('x-request-id');
      const callerRequestId = response.getHeader('x-caller-request-id');
      const fields = { method: request.method, path: request.path, status: response.statusCode, durationMs, requestId, callerRequestId };
      logger.info(fields, 'request');
    });
    next();
  };

const privateResponses: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'private, no-cache');
  response.vary('Authorization').vary('x-api-key').vary('Origin');
  next();
};

// Clients send empty query values for "no filter" (wire contract, 1.1). `request.query` is a getter in Express 5.
const withoutEmptyQueries: RequestHandler = (request, _response, next) => {
  const start = request.url.indexOf('?');
  if (start >= 0) {
    const path = request.url.slice(0, start);
    const kept = request.url
      .slice(start + 1)
      .split('&')
      .filter((each) => /^[^=]+=./u.test(each));
    request.url = kept.length > 0 ? `${path}?${kept.join('&')}` : path;
  }
  next();
};

const absentBodyIsEmpty: RequestHandler = (request, _response, next) => {
  if (request.body === undefined) request.body = {};
  next();
};

const unknownRoute: RequestHandler = (request, _response, next) => {
  next(new DomainError('not_found', 'request.unknown_route', `Cannot ${request.method} ${request.path}`));
};

const failures =
  (report: ReportFailure): ErrorRequestHandler =>
  async (thrown: unknown, request, response, _next) => {
    const problem = await report(request, conditionLost(request, thrown));
    if (response.headersSent) response.destroy();
    else sendProblem(request, response, problem);
  };

const reporting =
  (attempts: AttemptRecorder, logger: Logger): ReportFailure =>
  async (request, error, route) => {
    const problem = problemOf(error);
    if (problem.status >= 500) logFailure(logger, error, problem);
    await attempts.record(request, error, problem, route);
    return problem;
  };

/**
 * A stack does not explain an unavailable service, and the outage has a log line of its own, so that one short line for each failed request
 * is enough.
 */
function logFailure(logger: Logger, error: unknown, { status, code, detail, requestId }: Problem): void {
  if (status === 503) logger.warn({ code, reason: detail, requestId }, 'request failed');
  else logger.error({ err: error, requestId }, 'request failed');
}
