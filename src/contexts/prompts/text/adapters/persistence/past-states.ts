import { greaterThan, type Lookup } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { chunks } from '#shared/chunks';
import { nextTurn } from '#shared/event-loop';
import { TextNotKept } from '../../domain/text-errors';
import { PastStateTable, type PastStateRow, type PastTextState } from './past-state.table';

const SHOWN = ['id', 'revision', 'parentId', 'name', 'status', 'languageCode', 'contentHash', 'textState', 'beganAt'] as const;
/** With a text it is not the state of the next moment. */
const DECISIVE: readonly PastTextState[] = ['kept', 'gone'];
/** A contract has up to some hundred kilobytes. */
const CONTRACTS_PER_TURN = 4;

/** A state that is over, without its text and its contract. */
export type PastState = Pick<PastStateRow, (typeof SHOWN)[number]> & { readonly bytes: number };
export type PastContract = Pick<PastStateRow, 'variables' | 'literals'>;
type StateKey = Pick<PastStateRow, 'id' | 'revision'>;

/**
 * The states that lasted beyond a moment. Read what is there now first: what changes in between is then found twice, and not missed.
 * Of each thing only one state is read, however often it changed since.
 */
export class PastStates {
  readonly #states: TableRows<PastStateRow>;

  constructor(
    session: PersistenceSession,
    private readonly at: Date,
  ) {
    this.#states = session.rows(PastStateTable);
  }

  /** By id, the earliest: that is the state of the moment, unless it began later. */
  async of(lookup: Lookup<PastStateRow>): Promise<ReadonlyMap<string, PastState>> {
    const earliest = await this.#earliest(lookup);
    const rows = await this.#states.measured(keysOf(lookup, earliest), SHOWN, { bytesOf: 'text' });
    return new Map(rows.filter(isIn(earliest)).map((each) => [each.id, each]));
  }

  /** The contracts of these states by id. */
  async contracts(tenantId: string, states: readonly StateKey[]): Promise<ReadonlyMap<string, PastContract>> {
    const found = new Map<string, PastContract>();
    for (const some of chunks(states, CONTRACTS_PER_TURN)) {
      const rows = await this.#states.pick(keysOf({ tenantId }, some), ['id', 'revision', 'variables', 'literals']);
      for (const each of rows.filter(isIn(some))) found.set(each.id, each);
      await nextTurn();
    }
    return found;
  }

  /** The texts of that moment by id; those that are still the present ones are left out. Throws TextNotKept. */
  async texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const decisive = [...(await this.of({ tenantId, id: ids, textState: DECISIVE })).values()];
    const gone = decisive.find(({ textState }) => textState === 'gone');
    if (gone) throw new TextNotKept(gone.name);
    if (decisive.length === 0) return new Map();
    const rows = await this.#states.pick(keysOf({ tenantId }, decisive), ['id', 'revision', 'text']);
    return new Map(rows.filter(isIn(decisive)).flatMap(({ id, text }) => (text === null ? [] : [[id, text]])));
  }

  #earliest(lookup: Lookup<PastStateRow>): Promise<readonly StateKey[]> {
    return this.#states.least({ ...lookup, validTo: greaterThan(this.at) }, 'revision', 'id');
  }
}

/** Finds at least these rows. */
const keysOf = ({ tenantId }: Lookup<PastStateRow>, keys: readonly StateKey[]): Lookup<PastStateRow> => ({
  ...(tenantId !== undefined && { tenantId }),
  id: keys.map(({ id }) => id),
  revision: [...new Set(keys.map(({ revision }) => revision))],
});

function isIn(keys: readonly StateKey[]): (row: StateKey) => boolean {
  const revisions = new Map(keys.map(({ id, revision }) => [id, revision]));
  return ({ id, revision }) => revisions.get(id) === revision;
}
