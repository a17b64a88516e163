import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ConsumableLog } from '../../relay/application/consumable-log.port';
import { DASHBOARD_AUDIT } from '../domain/dashboard-audit';
import type { DashboardStore, Generation } from './dashboard-store.port';

export interface RebuildProgress {
  readonly isRunning: boolean;
  /** The number of events that the rebuild has handled; when none runs, that of the dashboard in use. */
  readonly handled: number;
  /** The number of events in the log. */
  readonly events: number;
}

/**
 * Starts a rebuild of the dashboard from the log, or joins the one that runs. The worker fills a new generation, while readers use the
 * present one, and then puts it in its place.
 */
export class RebuildDashboard {
  constructor(
    private readonly store: DashboardStore,
    private readonly log: ConsumableLog,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly policy: AccessPolicy,
  ) {}

  execute(actor: Actor): Promise<RebuildProgress> {
    this.policy.require(actor, 'dashboard:rebuild');
    return this.unitOfWork.run(async () => {
      const generations = await this.store.lockAll();
      const fact = auditFact({ rule: DASHBOARD_AUDIT.rebuild, actor, project: null, path: ['-'] });
      if (generations.some(({ state }) => state === 'building')) this.outbox.unchanged(fact);
      else {
        await this.store.begin(Math.max(...generations.map(({ generation }) => generation)) + 1, this.clock.nowUs());
        this.outbox.append(fact);
      }
      return progressOf(await this.store.generations(), await this.log.size());
    });
  }
}

/** Reads how far the rebuild of the dashboard is. */
export class ReadRebuild {
  constructor(
    private readonly store: DashboardStore,
    private readonly log: ConsumableLog,
    private readonly policy: AccessPolicy,
  ) {}

  async execute(actor: Actor): Promise<RebuildProgress> {
    this.policy.require(actor, 'dashboard:rebuild');
    return progressOf(await this.store.generations(), await this.log.size());
  }
}

function progressOf(generations: readonly Generation[], events: number): RebuildProgress {
  const building = generations.find(({ state }) => state === 'building');
  const { position: handled = 0 } = building ?? generations.find(({ state }) => state === 'live') ?? {};
  return { isRunning: building !== undefined, handled, events };
}
