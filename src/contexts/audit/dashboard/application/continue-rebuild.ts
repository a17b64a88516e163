import type { Clock } from '#shared/clock.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { AdvanceDashboard } from './advance-dashboard';
import type { DashboardStore } from './dashboard-store.port';

/** A reader that found a generation in use may read it for so long after its end. */
const READ_US = 60_000_000;

/** One step of a rebuild, in a transaction of its own, so that a rebuild continues where a process ended. */
export class ContinueRebuild {
  constructor(
    private readonly store: DashboardStore,
    private readonly advance: AdvanceDashboard,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Returns false when there is nothing to do. */
  async execute(): Promise<boolean> {
    const generations = await this.store.generations();
    if (generations.some(({ state }) => state === 'building')) {
      if ((await this.advance.execute('building')) === null) await this.#putInPlace();
      return true;
    }
    const old = generations.find(({ state, changedUs }) => state === 'retired' && changedUs < this.clock.nowUs() - READ_US);
    if (!old) return false;
    await this.unitOfWork.maintain(() => this.store.removePart(old.generation));
    return true;
  }

  /** Neither of the two generations moves while this decides. */
  #putInPlace(): Promise<void> {
    return this.unitOfWork.maintain(async () => {
      const generations = await this.store.lockAll();
      const live = generations.find(({ state }) => state === 'live');
      const built = generations.find(({ state }) => state === 'building');
      if (!live || !built || built.position < live.position) return;
      await this.store.setState(live.generation, 'retired', this.clock.nowUs());
      await this.store.setState(built.generation, 'live', this.clock.nowUs());
    });
  }
}
