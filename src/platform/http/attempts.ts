import type { Request } from 'express';
import type { Logger } from '#platform/observability/logger';
import { PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { addressedRoute } from './audit';
import { hasCredentials, knownActorOf } from './authentication';
import type { Problem } from './problem';

const RECORDED = new Set([401, 403, 404, 409, 412, 422, 429]);
const PER_MINUTE = 20;
const LARGEST_WINDOW_COUNT = 10_000;

/** Thrown by a use case that has put its own failure on the trail. */
export interface RecordedFailure {
  readonly recorded: true;
}

interface Window {
  readonly minute: number;
  count: number;
}

const UNKNOWN: Actor = { type: 'anonymous', id: 'unknown', tenantId: PLATFORM_TENANT_ID, role: null, name: null, email: null, apiKeyId: null };

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
    if (problem.status === 401 && !hasCredentials(request)) return;
    const route = addressedRoute(request);
    if (!route?.rule) return;
    const { rule, parameters } = route;
    const key = `${request.ip ?? ''} ${rule.action}`;
    const count = this.#count(key);
    if (count > PER_MINUTE) return;
    try {
      await this.unitOfWork.run(() => {
        this.outbox.append({
          rule: { ...rule, risk: rule.risk === 'none' ? 'low' : rule.risk },
          actor: knownActorOf(request) ?? UNKNOWN,
          resource: { id: resourceId(parameters), revision: 0, projectId: parameters.projectId ?? parameters.projectSlug ?? null },
          outcome: problem.status >= 500 ? 'failed' : 'denied',
          details: { status: problem.status, code: problem.code },
        });
        return Promise.resolve();
      });
    } catch (failure) {
      this.logger.error({ err: failure, action: rule.action, status: problem.status }, 'a failed attempt could not be recorded');
    }
  }

  /** Records the attempts of closed minutes that were only counted. */
  async flush(): Promise<void> {
    const minute = this.#minute();
    for (const [key, window] of this.#windows) {
      if (window.minute === minute) continue;
      this.#windows.delete(key);
      if (window.count > PER_MINUTE) await this.#recordMerged(key, window);
    }
  }

  async #recordMerged(key: string, window: Window): Promise<void> {
    const action = key.slice(key.lastIndexOf(' ') + 1);
    const rule = { action, resource: action.split('.')[0] ?? action, risk: 'medium' as const };
    const details = { merged: window.count - PER_MINUTE, minute: new Date(window.minute * 60_000) };
    try {
      await this.unitOfWork.run(() => {
        this.outbox.append({ rule, actor: UNKNOWN, resource: { id: '-', revision: 0, projectId: null }, outcome: 'denied', details });
        return Promise.resolve();
      });
    } catch (failure) {
      this.logger.error({ err: failure, action }, 'merged attempts could not be recorded');
    }
  }

  #count(key: string): number {
    const minute = this.#minute();
    const window = this.#windows.get(key);
    if (window?.minute === minute) return (window.count += 1);
    // The flush of the closed window runs beside; a flood of addresses must not fill the memory.
    if (window && window.count > PER_MINUTE) void this.#recordMerged(key, window);
    if (this.#windows.size >= LARGEST_WINDOW_COUNT) this.#windows.clear();
    this.#windows.set(key, { minute, count: 1 });
    return 1;
  }

  #minute(): number {
    return Math.floor(this.clock.now().getTime() / 60_000);
  }
}

/** The path parameters in order: `shop/order-mail/1.0.0`; `-` where the route has none. */
const resourceId = (parameters: Readonly<Record<string, string>>): string => Object.values(parameters).join('/').toWellFormed().slice(0, 500) || '-';
