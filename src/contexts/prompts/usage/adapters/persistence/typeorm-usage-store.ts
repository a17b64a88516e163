import { createHash } from 'node:crypto';
import { lessThan } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { groupedBy } from '#shared/grouped-by';
import { UsageStore, type NumberedBatch } from '../../application/usage-store.port';
import { HOURS_OF_DAY, sumOf, type CountedAccess } from '../../domain/counted-access';
import { UsageTable, UsageWriterTable, VersionUseTable, type UsageRow, type UsageWriterRow, type VersionUseRow } from './usage.table';

/** The rows that a transaction merges or removes. */
const BATCH_SIZE = 500;
/** The length of rows while they are merged, which no other transaction sees. */
const MERGING = 0;

interface Tenanted {
  readonly tenantId: string;
  readonly id: string;
}

export class TypeOrmUsageStore extends UsageStore {
  readonly #usage: TableRows<UsageRow>;
  readonly #uses: TableRows<VersionUseRow>;
  readonly #writers: TableRows<UsageWriterRow>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#usage = session.rows(UsageTable);
    this.#uses = session.rows(VersionUseTable);
    this.#writers = session.rows(UsageWriterTable);
  }

  async add({ writer, number, counts, uses }: NumberedBatch, now: Date): Promise<number> {
    if (!(await this.#begins(writer, number, now))) return 0;
    const prompts = await this.#existing(
      'prompts_prompt',
      counts.map(({ version }) => ({ tenantId: version.tenantId, id: version.promptId })),
    );
    const versions = await this.#existing(
      'prompts_version',
      uses.map(({ tenantId, versionId: id }) => ({ tenantId, id })),
    );
    const kept = counts.filter(({ version }) => prompts.has(version.promptId));
    await this.#usage.insertAll(
      inOrder(kept.map(rowOf), (row) => row.id),
      { accesses: 'add' },
    );
    const used = uses.filter(({ versionId }) => versions.has(versionId));
    await this.#uses.insertAll(
      inOrder(
        used.map(({ at, ...use }) => ({ ...use, usedAt: at })),
        (row) => row.versionId,
      ),
      { usedAt: 'greatest' },
    );
    return sumOf(counts) - sumOf(kept);
  }

  async mergeBefore(hour: number): Promise<boolean> {
    const found = await this.#usage.pick({ hours: 1, hour: lessThan(hour) }, ['tenantId', 'id'], {
      order: { hour: 'ASC' },
      limit: BATCH_SIZE,
    });
    if (found.length === 0) return false;
    // The mark tells the rows that this transaction has locked from those that another one adds under the same names meanwhile.
    const marked = { ...namesOf(found), hours: MERGING };
    await this.#usage.updateWhere({ ...namesOf(found), hours: 1 }, { hours: MERGING });
    const rows = await this.#usage.list(marked);
    await this.#usage.insertAll(
      inOrder(mergedToDays(rows), (row) => row.id),
      { accesses: 'add' },
    );
    await this.#usage.removeWhere(marked);
    return found.length === BATCH_SIZE;
  }

  async removeBefore(hour: number): Promise<boolean> {
    const found = await this.#usage.pick({ hours: [1, HOURS_OF_DAY], hour: lessThan(hour) }, ['tenantId', 'id'], { limit: BATCH_SIZE });
    if (found.length > 0) await this.#usage.removeWhere(namesOf(found));
    return found.length === BATCH_SIZE;
  }

  async forgetWriters(before: Date): Promise<void> {
    await this.#writers.removeWhere({ writtenAt: lessThan(before) });
  }

  /** Those ids that are still there; ids are unique over all tenants. */
  async #existing(table: 'prompts_prompt' | 'prompts_version', of: readonly Tenanted[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (const [tenantId, some] of groupedBy(of, (each) => each.tenantId)) {
      const ids = [...new Set(some.map(({ id }) => id))];
      const marks = ids.map(() => '?').join(', ');
      const sql = `SELECT id AS id FROM ${table} WHERE tenant_id = ? AND id IN (${marks})`;
      const rows = await this.session.reader.query<{ readonly id: string }[]>(sql, [tenantId, ...ids]);
      for (const { id } of rows) found.add(id);
    }
    return found;
  }

  /** Whether the batch is a new one. Notes that it is written. */
  async #begins(id: string, batch: number, writtenAt: Date): Promise<boolean> {
    if ((await this.#writers.updateWhere({ id, batch: lessThan(batch) }, { batch, writtenAt })) > 0) return true;
    if (await this.#writers.find({ id })) return false;
    await this.#writers.insert({ id, batch, writtenAt });
    return true;
  }
}

/** Transactions that write the same rows in the same order do not wait for each other in a circle. */
const inOrder = <Row extends { readonly tenantId: string }>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] => {
  const place = (row: Row): string => `${row.tenantId} ${keyOf(row)}`;
  return rows.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
};

const namesOf = (rows: readonly Pick<UsageRow, 'tenantId' | 'id'>[]): { readonly tenantId: string[]; readonly id: string[] } => ({
  tenantId: [...new Set(rows.map((row) => row.tenantId))],
  id: rows.map((row) => row.id),
});

const rowOf = ({ version, hour, kind, outcome, caller, environmentId, language, count }: CountedAccess): UsageRow =>
  named({
    tenantId: version.tenantId,
    promptId: version.promptId,
    hour,
    hours: 1,
    versionId: version.id,
    versionTag: version.versionTag,
    environmentId,
    languageCode: language,
    kind,
    outcome,
    callerKind: caller.kind,
    callerId: caller.id,
    accesses: count,
  });

function mergedToDays(rows: readonly UsageRow[]): UsageRow[] {
  const days = rows.map(({ hour, ...row }) => named({ ...row, hour: hour - (hour % HOURS_OF_DAY), hours: HOURS_OF_DAY }));
  return [...groupedBy(days, (day) => day.id).values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, accesses: others.reduce((sum, { accesses }) => sum + accesses, first.accesses) }] : [],
  );
}

/** With an id of everything that tells the row from others: 128 bits of a hash over it. */
function named(row: Omit<UsageRow, 'id'>): UsageRow {
  const { promptId, hour, hours, versionId, environmentId, languageCode, kind, outcome, callerKind, callerId } = row;
  const parts = [promptId, hour, hours, versionId, environmentId, languageCode, kind, outcome, callerKind, callerId];
  return { ...row, id: createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22) };
}
