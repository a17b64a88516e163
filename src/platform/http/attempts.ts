import type { Request } from 'express';
import type { Logger } from '#platform/observability/logger';
import { countAnonymousRefusal } from '#platform/observability/metrics';
import { DATABASE_FAILURES } from '#platform/persistence/unavailable';
import { withRequestOrigin } from '#platform/observability/request-context';
import type { AttributedFailure, AuditRule, Risk } from '#shared/audit';
import { chunks } from '#shared/chunks';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { outcomeOf } from './attempt-outcome';
import { AttemptWindows, UNKNOWN } from './attempt-windows';
import { hasCredentials, knownActorOf } from './authentication';
import type { MergedAttempts } from './merged-attempts';
import type { Problem } from './problem';
import { addressedRoute } from './tsoa/addressed-route';

const RECORDED = new Set([401, 403, 404, 409, 412, 422, 429]);
const REFUSED = new Set([401, 403, 429]);
/** The maximum number of merged events in one transaction. */
const BATCH_SIZE = 100;

/** Thrown by a use case that has recorded its own failure in the audit log. */
export interface RecordedFailure {
  readonly recorded: true;
}

/**
 * Records denied and failed requests in the audit log, each in a transaction of its own. Frequent attempts are counted and become one
 * event: see {@link AttemptWindows}.
 */
export class AttemptRecorder {
  readonly #windows = new AttemptWindows();

  constructor(
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** `route`: the one that failed, where the request stands for several. */
  async record(request: Request, error: unknown, problem: Problem, route = addressedRoute(request)): Promise<void> {
    if (!RECORDED.has(problem.status) && problem.status < 500) return;
    if ((error as Partial<RecordedFailure> | null)?.recorded === true) return;
    const { attempt } = (error ?? {}) as Partial<AttributedFailure>;
    if (problem.status === 401 && !attempt && !hasCredentials(request)) {
      countAnonymousRefusal();
      return;
    }
    // A database that cannot do the work cannot record the failure either, and waiting for it would delay the response.
    if (DATABASE_FAILURES.has(problem.code)) return;
    if (!route?.operation) return;
    const { operation, parameters } = route;
    const rule: AuditRule = { ...operation.audit, risk: riskOf(operation.audit.risk, problem.status) };
    const actor = knownActorOf(request) ?? { ...UNKNOWN, tenantId: attempt?.tenantId ?? UNKNOWN.tenantId };
    const fact = {
      rule,
      actor,
      resource: {
        id: attempt?.resourceId ?? resourceId(parameters),
        revision: 0,
        projectId: parameters.projectId ?? parameters.projectSlug ?? null,
      },
      outcome: outcomeOf(problem.status, error),
      details: { status: problem.status, code: problem.code, ...attempt?.details },
    };
    const single = this.#windows.isSingle({ fact, tenantId: actor.tenantId, address: request.ip ?? '' }, this.#minute());
    this.#giveUp(this.#windows.surplus());
    if (!single) return;
    try {
      await this.unitOfWork.run(() => {
        this.outbox.append(fact);
        return Promise.resolve();
      });
    } catch (failure) {
      this.logger.error({ err: failure, action: rule.action, status: problem.status }, 'a failed attempt could not be recorded');
    }
  }

  /** Records the attempts that were only counted: those of past minutes, or all of them at the end of the process. */
  async flush(all = false): Promise<void> {
    for (const some of chunks(this.#windows.take(this.#minute(), all), BATCH_SIZE)) {
      try {
        await this.unitOfWork.run(() => {
          for (const each of some) this.#append(each);
          return Promise.resolve();
        });
      } catch (failure) {
        this.logger.error({ err: failure, events: some.length }, 'merged attempts could not be recorded');
        if (all) this.#giveUp(some);
        else this.#windows.putBack(some);
      }
    }
    this.#giveUp(this.#windows.surplus());
  }

  #append(merged: MergedAttempts): void {
    // The origin of the request that happens to write the event does not belong to the merged attempts.
    withRequestOrigin({ ip: merged.ip, userAgent: null, requestId: null }, () => {
      this.outbox.append(merged.fact);
    });
  }

  /** An event that cannot enter the audit log is written to the log of the process. */
  #giveUp(merged: readonly MergedAttempts[]): void {
    for (const { fact } of merged) {
      const { actor, tenantId, rule, outcome, details } = fact;
      this.logger.error(
        { actor: { type: actor.type, id: actor.id }, tenantId, action: rule.action, outcome, details },
        'merged attempts are not in the audit log',
      );
    }
  }

  #minute(): number {
    return Math.floor(this.clock.now().getTime() / 60_000);
  }
}

/** The path parameters in order, such as `shop/order-mail/1.0.0`; `-` if the route has none. */
const resourceId = (parameters: Readonly<Record<string, string>>): string =>
  Object.values(parameters).join('/').toWellFormed().slice(0, 500) || '-';

/** A denied attempt has at least medium risk, even if the route is harmless. */
function riskOf(risk: Risk, status: number): Risk {
  if (risk !== 'none' && risk !== 'low') return risk;
  return REFUSED.has(status) ? 'medium' : 'low';
}
