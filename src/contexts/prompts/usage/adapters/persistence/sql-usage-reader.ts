import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { chunks } from '#shared/chunks';
import { nextTurn } from '#shared/event-loop';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import {
  UNUSED_VERSION_LIST,
  UsageReader,
  type HourRange,
  type UnusedVersion,
  type UsageFilter,
} from '../../application/usage-reader.port';
import { HOURS_OF_DAY } from '../../domain/counted-access';
import type { UsageBucketKey, UsageGroup, UsageSum } from '../../domain/usage-report';
import { VersionUseTable, type UsageRow, type VersionUseRow } from './usage.table';

/** Group → the columns that tell its members apart, under the names of their results. */
const COLUMNS: Readonly<Record<UsageGroup, Readonly<Record<string, string>>>> = {
  hour: { bucketHour: 'u.hour', bucketHours: 'u.hours' },
  day: { bucketHour: `(u.hour - u.hour % ${HOURS_OF_DAY})` },
  version: { versionId: 'u.version_id', versionTag: 'u.version_tag' },
  environment: { environmentId: 'u.environment_id' },
  language: { languageCode: 'u.language_code' },
  caller: { callerKind: 'u.caller_kind', callerId: 'u.caller_id' },
  kind: { kind: 'u.kind' },
};

/** Filter → its condition. */
const CONDITIONS: Readonly<Record<keyof UsageFilter, string>> = {
  versionTag: 'u.version_tag = ?',
  environmentId: 'u.environment_id = ?',
  language: 'LOWER(u.language_code) = ?',
  callerId: 'u.caller_id = ?',
  kind: 'u.kind = ?',
};

type Grouped = Pick<UsageRow, 'versionId' | 'versionTag' | 'environmentId' | 'languageCode' | 'callerKind' | 'callerId' | 'kind'>;
interface SumRow extends Grouped {
  readonly bucketHour: number | string;
  readonly bucketHours: number | string;
  readonly outcome: UsageRow['outcome'];
  readonly total: number | string;
}

const IDS_AT_ONCE = 500;

export class SqlUsageReader extends UsageReader {
  readonly #statements = new Map<string, string>();
  readonly #uses: TableRows<VersionUseRow>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#uses = session.rows(VersionUseTable);
  }

  async sums(
    prompt: { readonly tenantId: string; readonly id: string },
    { from, to }: HourRange,
    filter: UsageFilter,
    groups: ReadonlySet<UsageGroup>,
  ): Promise<UsageSum[]> {
    const given = Object.entries<string | null>({ ...filter }).flatMap(([name, value]) =>
      value === null ? [] : [{ name: name as keyof UsageFilter, value: ascii(name === 'language' ? value.toLowerCase() : value) }],
    );
    const statement = this.#statement(
      [...groups],
      given.map(({ name }) => name),
    );
    const parameters = [prompt.tenantId, prompt.id, from, to, ...given.map(({ value }) => value)];
    const rows = await this.session.reader.query<SumRow[]>(statement, parameters);
    return rows.map((row) => sumOf(row, groups));
  }

  unusedSince(project: { readonly tenantId: string; readonly id: string }, time: Date, query: ListQuery): Promise<Page<UnusedVersion>> {
    const { reader } = this.session;
    const used = reader
      .createQueryBuilder(VersionUseTable, 'used')
      .select('used.versionId')
      .where('used.tenantId = listed.tenantId AND used.versionId = listed.id AND used.usedAt >= :usedSince');
    const builder = reader
      .createQueryBuilder<UnusedVersion>('prompts_version', 'listed')
      .select(['id', 'parentId', 'versionTag', 'languageCode', 'status', 'createdAt', 'updatedAt'].map((each) => `listed.${each}`))
      .where({ tenantId: project.tenantId, projectId: project.id })
      .andWhere(`NOT EXISTS (${used.getQuery()})`, { usedSince: time });
    const { status } = query.filters;
    if (status !== undefined) builder.andWhere('listed.status = :status', { status });
    return pageOf(builder, UNUSED_VERSION_LIST, query);
  }

  async lastUses(tenantId: string, versionIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const uses = new Map<string, Date>();
    for (const [index, versionId] of chunks(versionIds, IDS_AT_ONCE).entries()) {
      if (index > 0) await nextTurn();
      for (const use of await this.#uses.list({ tenantId, versionId })) uses.set(use.versionId, use.usedAt);
    }
    return uses;
  }

  async promptSlugs(tenantId: string, promptIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const slugs = new Map<string, string>();
    for (const [index, ids] of chunks(promptIds, IDS_AT_ONCE).entries()) {
      if (index > 0) await nextTurn();
      const statement = `SELECT id AS id, slug AS slug FROM prompts_prompt WHERE tenant_id = ? AND id IN (${ids.map(() => '?').join(', ')})`;
      const rows = await this.session.reader.query<{ readonly id: string; readonly slug: string }[]>(statement, [tenantId, ...ids]);
      for (const { id, slug } of rows) slugs.set(id, slug);
    }
    return slugs;
  }

  /** Built once for each combination. */
  #statement(groups: readonly UsageGroup[], filters: readonly (keyof UsageFilter)[]): string {
    const name = `${groups.join()} ${filters.join()}`;
    const known = this.#statements.get(name);
    if (known !== undefined) return known;
    const columns = Object.entries(Object.assign({}, ...groups.map((each) => COLUMNS[each])) as Readonly<Record<string, string>>);
    const statement = [
      `SELECT ${columns.map(([result, column]) => `${column} AS ${result}, `).join('')}u.outcome AS outcome, SUM(u.accesses) AS total`,
      'FROM prompts_usage u WHERE u.tenant_id = ? AND u.prompt_id = ? AND u.hour >= ? AND u.hour < ?',
      ...filters.map((each) => `AND ${CONDITIONS[each]}`),
      `GROUP BY ${[...columns.map(([, column]) => column), 'u.outcome'].join(', ')}`,
    ].join(' ');
    this.#statements.set(name, statement);
    return statement;
  }
}

/** MySQL refuses to compare an ASCII column with other text, so other text becomes one that no row has. */
const ascii = (text: string): string => text.replaceAll(/[^\x20-\x7e]/gu, '?');

function sumOf(row: SumRow, groups: ReadonlySet<UsageGroup>): UsageSum {
  const key: UsageBucketKey = {
    ...((groups.has('hour') || groups.has('day')) && {
      hour: Number(row.bucketHour),
      hours: groups.has('day') ? HOURS_OF_DAY : Number(row.bucketHours),
    }),
    ...(groups.has('version') && { versionId: row.versionId }),
    ...(groups.has('environment') && { environmentId: row.environmentId }),
    ...(groups.has('language') && { language: row.languageCode }),
    ...(groups.has('caller') && { caller: { kind: row.callerKind, id: row.callerId } }),
    ...(groups.has('kind') && { kind: row.kind }),
  };
  return { key, versionTag: groups.has('version') ? row.versionTag : null, outcome: row.outcome, accesses: Number(row.total) };
}
