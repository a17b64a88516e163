import { greaterThan, type Lookup } from '#platform/persistence/lookup';
import type { TableRows } from '#platform/persistence/table-rows';

/** The number of rows in one DELETE. On SQLite it takes a turn of the event loop. */
const ROWS_PER_DELETE = 50;

interface OfGeneration {
  readonly tenantId: string;
  readonly generation: number;
}

/** One table with rows of generations. */
export interface RemovableRows {
  /** The first tenant behind this one that has rows; null when there is none. */
  nextTenant(after: string): Promise<string | null>;
  /** Removes a part of the rows of a tenant. Returns false when there were no more. */
  removeSome(of: OfGeneration): Promise<boolean>;
}

/** `name` is the property that names a row within its tenant and generation. */
export function removable<Row extends OfGeneration>(rows: TableRows<Row>, name: keyof Row & string): RemovableRows {
  return {
    nextTenant: async (after) => {
      const behind = { tenantId: greaterThan(after) } as Lookup<OfGeneration> as Lookup<Row>;
      const [first] = await rows.pick(behind, ['tenantId'], { order: { tenantId: 'ASC' } as never, limit: 1 });
      return first?.tenantId ?? null;
    },
    removeSome: async (of) => {
      const where = of as Lookup<OfGeneration> as Lookup<Row>;
      const some = await rows.pick(where, [name], { limit: ROWS_PER_DELETE });
      if (some.length > 0) await rows.removeWhere({ ...where, [name]: some.map((each) => each[name]) });
      return some.length === ROWS_PER_DELETE;
    },
  };
}

/**
 * Removes the rows of a generation part by part, tenant by tenant, because every index begins with the tenant. The place is in memory:
 * after a restart it looks at all tenants again, and finds nothing where it was.
 */
export class GenerationRemoval {
  #table = 0;
  #tenantId = '';
  #isDone = true;

  constructor(
    private readonly tables: readonly RemovableRows[],
    readonly generation: number,
  ) {}

  /** Returns false when nothing is left. */
  async removePart(): Promise<boolean> {
    const table = this.tables[this.#table];
    if (!table) return false;
    if (this.#isDone) {
      const tenantId = await table.nextTenant(this.#tenantId);
      this.#tenantId = tenantId ?? '';
      this.#isDone = tenantId === null;
      if (this.#isDone) this.#table += 1;
      return true;
    }
    this.#isDone = !(await table.removeSome({ tenantId: this.#tenantId, generation: this.generation }));
    return true;
  }
}
