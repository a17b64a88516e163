import { greaterThan, type Lookup } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { groupedBy } from '#shared/grouped-by';
import { TextNotKept } from '../../domain/text-errors';
import { PastStateTable, type PastStateRow } from './past-state.table';

const SHOWN = [
  'id',
  'revision',
  'parentId',
  'name',
  'status',
  'languageCode',
  'contentHash',
  'variables',
  'literals',
  'textState',
  'beganAt',
] as const;

/** A state that is over, without its text. */
export type PastState = Pick<PastStateRow, (typeof SHOWN)[number]> & { readonly bytes: number };

/** The states that lasted beyond a moment. Read what is there now first: what changes in between is then found twice, and not missed. */
export class PastStates {
  readonly #states: TableRows<PastStateRow>;

  constructor(
    session: PersistenceSession,
    private readonly at: Date,
  ) {
    this.#states = session.rows(PastStateTable);
  }

  /** By id, the earliest first: that is the state of the moment, unless it began later. */
  async of(lookup: Lookup<PastStateRow>): Promise<ReadonlyMap<string, PastState[]>> {
    const rows = await this.#states.measured({ ...lookup, validTo: greaterThan(this.at) }, SHOWN, {
      bytesOf: 'text',
      order: { revision: 'ASC' },
    });
    return groupedBy(rows, (each) => each.id);
  }

  /** The texts of that moment by id; those that are still the present ones are left out. Throws TextNotKept. */
  async texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const decisive = [...(await this.of({ tenantId, id: ids })).values()].flatMap(
      (states) => states.find(({ textState }) => textState !== 'later') ?? [],
    );
    const gone = decisive.find(({ textState }) => textState === 'gone');
    if (gone) throw new TextNotKept(gone.name);
    if (decisive.length === 0) return new Map();
    const revisions = new Map(decisive.map((each) => [each.id, each.revision]));
    const rows = await this.#states.pick({ tenantId, id: [...revisions.keys()], revision: [...new Set(revisions.values())] }, [
      'id',
      'revision',
      'text',
    ]);
    return new Map(rows.flatMap(({ id, revision, text }) => (revisions.get(id) === revision && text !== null ? [[id, text]] : [])));
  }
}
