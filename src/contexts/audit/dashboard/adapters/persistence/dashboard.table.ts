import { column, table } from '#platform/persistence/column-types';
import type { Generation } from '../../application/dashboard-store.port';
import type { ActivityBlock } from '../../domain/activity-block';
import type { BoardPerson, BoardProject, BoardPrompt } from '../../domain/board-rows';

export const DashboardTable = table<Generation>({
  name: 'audit_dashboard',
  columns: {
    generation: column.int('generation', { primary: true }),
    state: column.key('state', 20),
    position: column.big('position'),
    changedUs: column.big('changed_us'),
  },
});

interface OfGeneration {
  readonly generation: number;
}

export type DashboardProjectRow = BoardProject & OfGeneration;

export const DashboardProjectTable = table<DashboardProjectRow>({
  name: 'audit_dashboard_project',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    generation: column.int('generation', { primary: true }),
    born: column.big('born', { primary: true }),
    slug: column.key('slug', 255),
    name: column.key('name', 255, { nullable: true }),
    bornUs: column.big('born_us'),
    endedUs: column.big('ended_us', { nullable: true }),
    isClosed: column.flag('is_closed'),
    executedPrompts: column.big('executed_prompts'),
    activeModels: column.int('active_models'),
    activeAssets: column.int('active_assets'),
    activePrompts: column.int('active_prompts'),
    configuredRegions: column.int('configured_regions'),
    culturalDataEntries: column.int('cultural_data_entries'),
  },
  indices: { ix_audit_dashboard_project_slug: ['tenantId', 'generation', 'slug', 'born'] },
});

export type DashboardPromptRow = BoardPrompt & OfGeneration;

export const DashboardPromptTable = table<DashboardPromptRow>({
  name: 'audit_dashboard_prompt',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    generation: column.int('generation', { primary: true }),
    path: column.key('path', 500, { primary: true }),
    activeAssets: column.int('active_assets'),
  },
});

export type DashboardPersonRow = BoardPerson & OfGeneration;

export const DashboardPersonTable = table<DashboardPersonRow>({
  name: 'audit_dashboard_person',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    generation: column.int('generation', { primary: true }),
    userId: column.key('user_id', 100, { primary: true }),
    activeUs: column.big('active_us'),
  },
  indices: { ix_audit_dashboard_person_active: ['tenantId', 'generation', 'activeUs'] },
});

export interface DashboardActivityRow extends Omit<ActivityBlock, 'projects' | 'actors'>, OfGeneration {
  readonly tenantId: string;
  /** A JSON value that TypeORM must not inspect: the `projects` and `actors` of the block. */
  readonly places: object;
}

/** The events themselves are in the log. */
export const DashboardActivityTable = table<DashboardActivityRow>({
  name: 'audit_dashboard_activity',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    generation: column.int('generation', { primary: true }),
    firstSeq: column.big('first_seq', { primary: true }),
    count: column.int('count'),
    places: column.json('places'),
    entries: column.bytes('entries'),
  },
});

export const activityRowOf = (of: OfGeneration & { readonly tenantId: string }, block: ActivityBlock): DashboardActivityRow => {
  const { projects, actors, ...rest } = block;
  return { ...of, ...rest, places: { projects, actors } };
};

export const activityBlockOf = ({
  firstSeq,
  count,
  places,
  entries,
}: Omit<DashboardActivityRow, 'tenantId' | 'generation'>): ActivityBlock => ({
  ...(places as Pick<ActivityBlock, 'projects' | 'actors'>),
  firstSeq,
  count,
  entries,
});
