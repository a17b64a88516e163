import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { LogCatchUp } from '../../log/application/log-catch-up.port';
import type { ConsumableLog } from '../../relay/application/consumable-log.port';
import { reachOf } from '../domain/reach';
import { EVERYTHING, type Reach } from '../domain/stats';
import type { DashboardQuery } from './dashboard-query.port';
import type { DashboardStore, Generation } from './dashboard-store.port';
import type { ReaderProjects } from './reader-projects.port';

const LOOK_AGAIN_MS = 10;

/** What a reader sees of the dashboard. */
export interface DashboardSight {
  readonly generation: number;
  readonly reach: Reach;
  /** The number of events that were committed before the read and are not on the dashboard yet. */
  readonly pending: number;
}

/** Opens the dashboard for a reader. A read sees every change that was committed before it, except `pending` ones. */
export class DashboardView {
  constructor(
    private readonly store: DashboardStore,
    private readonly query: DashboardQuery,
    private readonly log: ConsumableLog,
    private readonly catchUp: LogCatchUp,
    private readonly projects: ReaderProjects,
    private readonly policy: AccessPolicy,
    private readonly timeoutMs: number,
  ) {}

  async open(actor: Actor): Promise<DashboardSight> {
    this.policy.require(actor, 'dashboard:read');
    const { generation, pending } = await this.#current();
    const readable = await this.projects.of(actor);
    if (readable === 'all') return { generation, pending, reach: EVERYTHING };
    return { generation, pending, reach: reachOf(actor, await this.query.projects(generation, actor.tenantId), readable) };
  }

  async #current(): Promise<{ readonly generation: number; readonly pending: number }> {
    const deadline = Date.now() + this.timeoutMs;
    const unsequenced = await this.catchUp.wait();
    const size = await this.log.size();
    for (;;) {
      const { generation, position } = await this.#live();
      const behind = Math.max(0, size - position);
      if (behind === 0 || Date.now() >= deadline) return { generation, pending: behind + unsequenced };
      await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
    }
  }

  async #live(): Promise<Generation> {
    const live = (await this.store.generations()).find(({ state }) => state === 'live');
    if (!live) throw new Error('no generation of the dashboard is live');
    return live;
  }
}
