import type { Request } from 'express';
import type { Logger } from '#platform/observability/logger';
import { countAnonymousRefusal } from '#platform/observability/metrics';
import { withRequestOrigin } from '#platform/observability/request-context';
import { PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import type { AttributedFailure, AuditRule, Risk } from '#shared/audit';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { addressedRoute } from './audit';
import { hasCredentials, knownActorOf } from './authentication';
import type { Problem } from './problem';

const RECORDED = new Set([401, 403, 404, 409, 412, 422, 429]);
const REFUSED = new Set([401, 403, 429]);
const PER_MINUTE = 20;
const MOST_WINDOWS = 10_000;

/** Thrown by a use case that has put its own failure on the trail. */
export interface RecordedFailure {
  readonly recorded: true;
}

/** The attempts of one minute, tenant, address and action. */
interface Window {
  readonly minute: number;
  readonly tenantId: string;
  /** Empty: unknown. */
  readonly address: string;
  readonly rule: AuditRule;
  count: number;
}

const UNKNOWN: Actor = {
  type: 'anonymous',
  id: 'unknown',
  tenantId: PLATFORM_TENANT_ID,
  role: null,
  name: null,
  email: null,
  apiKeyId: null,
};

/**
 * Puts denied and failed requests on the trail, in a transaction of their own. More than 20 a minute of one address and
 * action become one event with a count.
 */
export class AttemptRecorder {
  readonly #windows = new Map<string, Window>();

  constructor(
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  async record(request: Request, error: unknown, problem: Problem): Promise<void> {
    if (!RECORDED.has(problem.status) && problem.status < 500) return;
    if ((error as Partial<RecordedFailure> | null)?.recorded === true) return;
    const { attempt } = (error ?? {}) as Partial<AttributedFailure>;
    if (problem.status === 401 && !attempt && !hasCredentials(request)) {
      countAnonymousRefusal();
      return;
    }
    // Waiting for a database that is away would only hold up the answer.
    if (problem.code === 'platform.database_away') return;
    const route = addressedRoute(request);
    if (!route?.rule) return;
    const { parameters } = route;
    const rule: AuditRule = { ...route.rule, risk: riskOf(route.rule.risk, problem.status) };
    const actor = knownActorOf(request) ?? { ...UNKNOWN, tenantId: attempt?.tenantId ?? UNKNOWN.tenantId };
    if ((await this.#count(request.ip ?? '', actor.tenantId, rule)) > PER_MINUTE) return;
    try {
      await this.unitOfWork.run(() => {
        this.outbox.append({
          rule,
          actor,
          resource: {
            id: attempt?.resourceId ?? resourceId(parameters),
            revision: 0,
            projectId: parameters.projectId ?? parameters.projectSlug ?? null,
          },
          outcome: problem.status >= 500 ? 'failed' : 'denied',
          details: { status: problem.status, code: problem.code, ...attempt?.details },
        });
        return Promise.resolve();
      });
    } catch (failure) {
      this.logger.error({ err: failure, action: rule.action, status: problem.status }, 'a failed attempt could not be recorded');
    }
  }

  /** Records the attempts that were only counted: those of closed minutes, at the end of the process all of them. */
  async flush(all = false): Promise<void> {
    const minute = this.#minute();
    for (const [key, window] of this.#windows) {
      if (window.minute === minute && !all) continue;
      this.#windows.delete(key);
      await this.#recordMerged(window);
    }
  }

  async #recordMerged({ rule, tenantId, address, count, minute }: Window): Promise<void> {
    if (count <= PER_MINUTE) return;
    // Not that of the request, if any, which happens to have it written.
    const origin = { ip: address || null, userAgent: null, requestId: null };
    const details = { merged: count - PER_MINUTE, minute: new Date(minute * 60_000) };
    try {
      await withRequestOrigin(origin, () =>
        this.unitOfWork.run(() => {
          this.outbox.append({
            rule,
            actor: UNKNOWN,
            tenantId,
            resource: { id: '-', revision: 0, projectId: null },
            outcome: 'denied',
            details,
          });
          return Promise.resolve();
        }),
      );
    } catch (failure) {
      this.logger.error({ err: failure, action: rule.action, ...details }, 'merged attempts could not be recorded');
    }
  }

  async #count(address: string, tenantId: string, rule: AuditRule): Promise<number> {
    const minute = this.#minute();
    const key = `${tenantId} ${address} ${rule.action}`;
    const window = this.#windows.get(key);
    if (window?.minute === minute) return (window.count += 1);
    // Before it waits: attempts at the same time must find this window.
    const full = !window && this.#windows.size >= MOST_WINDOWS ? [...this.#windows.values()] : [];
    if (full.length > 0) this.#windows.clear(); // A flood of addresses must not fill the memory.
    this.#windows.set(key, { minute, tenantId, address, rule, count: 1 });
    for (const each of window ? [window] : full) await this.#recordMerged(each);
    return 1;
  }

  #minute(): number {
    return Math.floor(this.clock.now().getTime() / 60_000);
  }
}

/** The path parameters in order: `shop/order-mail/1.0.0`; `-` where the route has none. */
const resourceId = (parameters: Readonly<Record<string, string>>): string =>
  Object.values(parameters).join('/').toWellFormed().slice(0, 500) || '-';

/** Somebody who tries what he has no right to is worth a look, however harmless the route is. */
function riskOf(risk: Risk, status: number): Risk {
  if (risk !== 'none' && risk !== 'low') return risk;
  return REFUSED.has(status) ? 'medium' : 'low';
}
