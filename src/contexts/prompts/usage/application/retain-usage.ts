import type { Clock } from '#shared/clock.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { HOUR_MS, HOURS_OF_DAY } from '../domain/counted-access';
import type { UsageSettings } from './usage-settings';
import type { UsageStore } from './usage-store.port';

/** After this time without a batch, a process has ended, and the fate of its last batch is known. */
const WRITER_DAYS = 2;
const DAY_MS = HOURS_OF_DAY * HOUR_MS;

/** Merges old hours to days and removes old days, batch by batch. */
export class RetainUsage {
  constructor(
    private readonly store: UsageStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: UsageSettings,
  ) {}

  /** Runs one batch of each kind, in a transaction of its own each. Returns true when there may be more. */
  async retain(): Promise<boolean> {
    const { hourlyDays, dailyDays } = this.settings.values;
    const now = this.clock.now();
    const today = Math.floor(now.getTime() / DAY_MS);
    await this.unitOfWork.maintain(() => this.store.forgetWriters(new Date(now.getTime() - WRITER_DAYS * DAY_MS)));
    const removed = await this.unitOfWork.maintain(() => this.store.removeBefore((today - dailyDays) * HOURS_OF_DAY));
    const merged = await this.unitOfWork.maintain(() => this.store.mergeBefore((today - hourlyDays) * HOURS_OF_DAY));
    return removed || merged;
  }
}
