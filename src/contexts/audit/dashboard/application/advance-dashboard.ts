import { TurnBudget } from '#shared/event-loop';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ConsumedEvent } from '../../relay/application/audit-consumer.port';
import type { ConsumableLog } from '../../relay/application/consumable-log.port';
import { Board, boardNeeds } from '../domain/board';
import { dashboardFactOf, type DashboardFact } from '../domain/dashboard-fact';
import type { DashboardStore, Generation } from './dashboard-store.port';

/** The number of events in a transaction. On SQLite other writers wait for it. */
const BATCH = 100;
const EVENTS_PER_TURN = 50;

/**
 * Brings a generation of the dashboard forward by a batch of events. The events enter in the order of the log and exactly once, because
 * the position moves in the transaction of the rows and its row is locked first.
 */
export class AdvanceDashboard {
  constructor(
    private readonly store: DashboardStore,
    private readonly log: ConsumableLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Returns the generation with its new position; null when there is none in that state, or when it has the whole log. It uses the
   * `given` events, which the caller has read already and ordered, where they continue the position, and reads the log otherwise.
   */
  execute(state: 'live' | 'building', given: readonly DashboardFact[] = []): Promise<Generation | null> {
    return this.unitOfWork.maintain(async () => {
      const generation = await this.store.lock(state);
      if (!generation) return null;
      const facts = await this.#next(generation.position, given);
      const last = facts.at(-1);
      if (!last) return null;
      const board = new Board(await this.store.load(generation.generation, boardNeeds(facts)));
      const turns = new TurnBudget(EVENTS_PER_TURN);
      for (const each of facts) {
        board.apply(each);
        await turns.spend();
      }
      await this.store.save(generation.generation, board.changes(), last.seq);
      return { ...generation, position: last.seq };
    });
  }

  async #next(position: number, given: readonly DashboardFact[]): Promise<DashboardFact[]> {
    const news = given.filter(({ seq }) => seq > position);
    const continuing = news.filter(({ seq }, index) => seq === position + 1 + index).slice(0, BATCH);
    return continuing.length > 0 ? continuing : factsOf(await this.log.after(position, BATCH));
  }
}

/** In the order of the log, each once. */
export const factsOf = (events: readonly ConsumedEvent[]): DashboardFact[] =>
  [...new Map(events.map(({ value }) => dashboardFactOf(value)).map((fact) => [fact.seq, fact])).values()].toSorted(
    (a, b) => a.seq - b.seq,
  );
