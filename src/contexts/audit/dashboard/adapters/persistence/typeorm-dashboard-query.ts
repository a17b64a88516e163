import { Not, type FindOperator } from 'typeorm';
import { among } from '#platform/persistence/among';
import { atLeast, lessThan, type Lookup } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { nextTurn } from '#shared/event-loop';
import { DashboardQuery, type ActivityFilter, type ListedActivity } from '../../application/dashboard-query.port';
import { activityAt, matchesAll, matchingEntries, type BlockActivity } from '../../domain/activity-block';
import type { ProjectCounts } from '../../domain/board-rows';
import type { BoardProjectId, Reach } from '../../domain/stats';
import {
  activityBlockOf,
  DashboardActivityTable,
  DashboardPersonTable,
  DashboardProjectTable,
  type DashboardActivityRow,
  type DashboardPersonRow,
  type DashboardProjectRow,
} from './dashboard.table';

const COUNTED = {
  executedPrompts: 'executed_prompts',
  activeModels: 'active_models',
  activeAssets: 'active_assets',
  activePrompts: 'active_prompts',
  configuredRegions: 'configured_regions',
  culturalDataEntries: 'cultural_data_entries',
} as const satisfies Readonly<Record<keyof ProjectCounts, string>>;

/** Most pages are in the newest blocks. A block has some kilobytes, and is read and searched in some tens of microseconds. */
const FIRST_BLOCKS = 2;
const BLOCKS_PER_TURN = 100;
const HEADS_PER_TURN = 1000;
const BLOCK = ['firstSeq', 'count', 'places', 'entries'] as const;

interface OfTenant {
  readonly tenantId: string;
  readonly generation: number;
}

/** The blocks of a tenant that begin before. */
const upTo = (of: OfTenant, before: number): Lookup<DashboardActivityRow> =>
  before === Infinity ? of : { ...of, firstSeq: lessThan(before) };

export class TypeOrmDashboardQuery extends DashboardQuery {
  readonly #projects: TableRows<DashboardProjectRow>;
  readonly #people: TableRows<DashboardPersonRow>;
  readonly #activities: TableRows<DashboardActivityRow>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#projects = session.rows(DashboardProjectTable);
    this.#people = session.rows(DashboardPersonTable);
    this.#activities = session.rows(DashboardActivityTable);
  }

  projects(generation: number, tenantId: string): Promise<readonly BoardProjectId[]> {
    return this.#projects.pick({ generation, tenantId }, ['born', 'slug', 'bornUs', 'endedUs', 'isClosed']);
  }

  async counts(generation: number, tenantId: string, reach: Reach, slug?: string): Promise<ProjectCounts & { readonly projects: number }> {
    const query = this.session.reader
      .createQueryBuilder(DashboardProjectTable, 'project')
      .select('COUNT(CASE WHEN project.ended_us IS NULL AND project.born > 0 THEN 1 END)', 'projects')
      .where({ generation, tenantId, ...(slug !== undefined && { slug }) });
    for (const [name, column] of Object.entries(COUNTED)) query.addSelect(`SUM(project.${column})`, name);
    if (slug !== undefined) query.andWhere('project.ended_us IS NULL');
    const condition = this.#within(reach);
    if (condition) query.andWhere({ born: condition });
    const row = (await query.getRawOne<Readonly<Record<string, unknown>>>()) ?? {};
    const numbers = ['projects', ...Object.keys(COUNTED)].map((name) => [name, Number(row[name] ?? 0)] as const);
    return Object.fromEntries(numbers) as unknown as ProjectCounts & { readonly projects: number };
  }

  activeUsers(generation: number, tenantId: string, sinceUs: number): Promise<number> {
    return this.#people.count({ generation, tenantId, activeUs: atLeast(sinceUs) });
  }

  async activities(
    generation: number,
    tenantId: string,
    reach: Reach,
    { projectId, ...filter }: ActivityFilter,
    { limit, offset }: { readonly limit: number; readonly offset: number },
  ): Promise<readonly ListedActivity[]> {
    const of = { tenantId, generation };
    const projects = projectId === undefined ? undefined : await this.#projects.pick({ ...of, slug: projectId }, ['born']);
    const match = { ...filter, reach, projects: projects?.map(({ born }) => born) };
    let { before, left } = matchesAll(match) ? await this.#leaveOut(of, offset) : { before: Infinity, left: offset };
    const found: BlockActivity[] = [];
    for (let most = FIRST_BLOCKS; found.length < limit; most = BLOCKS_PER_TURN) {
      const rows = await this.#activities.pick(upTo(of, before), BLOCK, { order: { firstSeq: 'DESC' }, limit: most });
      for (const row of rows) {
        const block = activityBlockOf(row);
        const places = matchingEntries(block, match);
        for (const at of places.slice(left, left + limit - found.length)) found.push(activityAt(block, at));
        left = Math.max(0, left - places.length);
      }
      before = rows.at(-1)?.firstSeq ?? 0;
      if (rows.length < most) break;
      await nextTurn();
    }
    return this.#withProjects(generation, tenantId, found);
  }

  /** Leaves out whole blocks by their counts. Returns the `firstSeq` that is behind the rest, and the number to leave out of that. */
  async #leaveOut(of: OfTenant, offset: number): Promise<{ before: number; left: number }> {
    let [before, left] = [Infinity, offset];
    for (;;) {
      const heads = await this.#activities.pick(upTo(of, before), ['firstSeq', 'count'], {
        order: { firstSeq: 'DESC' },
        limit: HEADS_PER_TURN,
      });
      for (const { firstSeq, count } of heads) {
        if (left < count) return { before, left };
        [before, left] = [firstSeq, left - count];
      }
      if (heads.length < HEADS_PER_TURN) return { before, left };
      await nextTurn();
    }
  }

  async #withProjects(generation: number, tenantId: string, activities: readonly BlockActivity[]): Promise<ListedActivity[]> {
    const born = [...new Set(activities.map(({ project }) => project))];
    const found = born.length === 0 ? [] : await this.#projects.pick({ generation, tenantId, born }, ['born', 'slug', 'name', 'endedUs']);
    const projects = new Map(found.map((each) => [each.born, each]));
    return activities.flatMap(({ project, ...rest }): ListedActivity[] => {
      const of = projects.get(project);
      return of ? [{ ...rest, project: of }] : [];
    });
  }

  #within(reach: Reach): FindOperator<number> | null {
    if ('only' in reach) return among(this.session.reader, reach.only);
    return reach.except.size === 0 ? null : Not(among(this.session.reader, reach.except));
  }
}
