import { sql } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { chunks } from '#shared/chunks';
import { nextTurn } from '#shared/event-loop';
import { groupedBy } from '#shared/grouped-by';
import { DashboardStore, type Generation, type GenerationState } from '../../application/dashboard-store.port';
import { withActivities } from '../../domain/activity-block';
import type { BoardActivity, BoardChanges, BoardNeeds, BoardProject, BoardPrompt, BoardRows } from '../../domain/board-rows';
import {
  activityBlockOf,
  activityRowOf,
  DashboardActivityTable,
  DashboardPersonTable,
  DashboardProjectTable,
  DashboardPromptTable,
  DashboardTable,
  type DashboardActivityRow,
  type DashboardPersonRow,
  type DashboardProjectRow,
  type DashboardPromptRow,
} from './dashboard.table';
import { GenerationRemoval, removable, type RemovableRows } from './generation-removal';

/** The number of rows in one INSERT. On SQLite each INSERT takes a turn of the event loop. */
const ROWS_PER_STATEMENT = 100;
const LOCK = { position: sql('position') };
const COUNTS = [
  'executedPrompts',
  'activeModels',
  'activeAssets',
  'activePrompts',
  'configuredRegions',
  'culturalDataEntries',
] as const satisfies readonly (keyof BoardProject)[];

export class TypeOrmDashboardStore extends DashboardStore {
  readonly #generations: TableRows<Generation>;
  readonly #projects: TableRows<DashboardProjectRow>;
  readonly #prompts: TableRows<DashboardPromptRow>;
  readonly #people: TableRows<DashboardPersonRow>;
  readonly #activities: TableRows<DashboardActivityRow>;
  readonly #tables: readonly RemovableRows[];
  #removal: GenerationRemoval | null = null;

  constructor(session: PersistenceSession) {
    super();
    this.#generations = session.rows(DashboardTable);
    this.#projects = session.rows(DashboardProjectTable);
    this.#prompts = session.rows(DashboardPromptTable);
    this.#people = session.rows(DashboardPersonTable);
    this.#activities = session.rows(DashboardActivityTable);
    this.#tables = [
      removable(this.#activities, 'firstSeq'),
      removable(this.#projects, 'born'),
      removable(this.#prompts, 'path'),
      removable(this.#people, 'userId'),
    ];
  }

  generations(): Promise<readonly Generation[]> {
    return this.#generations.list({}, { generation: 'ASC' });
  }

  async lock(state: GenerationState): Promise<Generation | null> {
    // An update that changes nothing takes the row's lock on every engine.
    if ((await this.#generations.updateWhere({ state }, LOCK)) === 0) return null;
    return this.#generations.find({ state }, { generation: 'DESC' });
  }

  async lockAll(): Promise<readonly Generation[]> {
    await this.#generations.updateWhere({ state: ['live', 'building', 'retired'] }, LOCK);
    return this.generations();
  }

  async load(generation: number, { projects, prompts }: BoardNeeds): Promise<BoardRows> {
    const found: { projects: BoardProject[]; prompts: BoardPrompt[] } = { projects: [], prompts: [] };
    for (const [tenantId, some] of groupedBy(projects, (each) => each.tenantId)) {
      const born = await this.#newest(
        generation,
        tenantId,
        some.map(({ slug }) => slug),
      );
      if (born.length > 0) found.projects.push(...(await this.#projects.list({ generation, tenantId, born })));
    }
    for (const [tenantId, some] of groupedBy(prompts, (each) => each.tenantId))
      found.prompts.push(...(await this.#prompts.list({ generation, tenantId, path: some.map(({ path }) => path) })));
    return found;
  }

  async save(generation: number, changes: BoardChanges, position: number): Promise<void> {
    const inGeneration = <T>(rows: readonly T[]): (T & { generation: number })[] => rows.map((row) => ({ ...row, generation }));
    await inParts(inGeneration(changes.projects), (some) => this.#projects.insertAll(some, ['name', 'endedUs', 'isClosed', ...COUNTS]));
    await inParts(inGeneration(changes.prompts), (some) => this.#prompts.insertAll(some, ['activeAssets']));
    for (const { tenantId, path } of changes.removedPrompts) await this.#prompts.removeWhere({ generation, tenantId, path });
    await inParts(inGeneration(changes.people), (some) => this.#people.insertAll(some, ['activeUs']));
    for (const { tenantId, userId } of changes.removedPeople) await this.#people.removeWhere({ generation, tenantId, userId });
    for (const [tenantId, some] of groupedBy(changes.activities, (each) => each.tenantId))
      await this.#addActivities({ tenantId, generation }, some);
    await this.#generations.updateWhere({ generation }, { position });
  }

  begin(generation: number, nowUs: number): Promise<void> {
    return this.#generations.insert({ generation, state: 'building', position: 0, changedUs: nowUs });
  }

  async setState(generation: number, state: GenerationState, nowUs: number): Promise<void> {
    await this.#generations.updateWhere({ generation }, { state, changedUs: nowUs });
  }

  async removePart(generation: number): Promise<void> {
    if (this.#removal?.generation !== generation) this.#removal = new GenerationRemoval(this.#tables, generation);
    if (await this.#removal.removePart()) return;
    await this.#generations.removeWhere({ generation });
    this.#removal = null;
  }

  async #addActivities(
    of: { readonly tenantId: string; readonly generation: number },
    activities: readonly BoardActivity[],
  ): Promise<void> {
    const last = await this.#activities.find(of, { firstSeq: 'DESC' });
    const blocks = withActivities(last && activityBlockOf(last), activities);
    await this.#activities.insertAll(
      blocks.map((block) => activityRowOf(of, block)),
      ['count', 'places', 'entries'],
    );
  }

  /** The `born` of the newest project of each slug. */
  async #newest(generation: number, tenantId: string, slugs: readonly string[]): Promise<number[]> {
    const rows = await this.#projects.pick({ generation, tenantId, slug: slugs }, ['slug', 'born'], { order: { born: 'ASC' } });
    return [...new Map(rows.map(({ slug, born }) => [slug, born])).values()];
  }
}

async function inParts<T>(rows: readonly T[], write: (some: readonly T[]) => Promise<void>): Promise<void> {
  for (const some of chunks(rows, ROWS_PER_STATEMENT)) {
    await write(some);
    await nextTurn();
  }
}
