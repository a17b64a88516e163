import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { chunks } from '#shared/chunks';
import { nextTurn } from '#shared/event-loop';
import { ReferenceIndex, type ReferringText } from '../../application/reference-index.port';
import { referencesIn } from '../../domain/text-reference';
import { REFERENCE_GATES, ReferenceGateTable, ReferenceTable, type ReferenceRow } from './reference.table';

/** The maximum number of rows of one INSERT, which is built in one turn of the event loop. */
const BATCH_SIZE = 100;

export class TypeOrmReferenceIndex extends ReferenceIndex {
  readonly #references: TableRows<ReferenceRow>;
  readonly #gates: TableRows<{ readonly slot: number }>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#references = session.rows(ReferenceTable);
    this.#gates = session.rows(ReferenceGateTable);
  }

  async add(texts: readonly ReferringText[]): Promise<void> {
    const rows = texts.flatMap(({ id: textId, text, literals, ...place }) =>
      referencesIn(text, literals).map(({ kind, project: targetProject, target, tag: targetTag, language: targetLanguage }, position) => ({
        ...place,
        textId,
        position,
        kind,
        targetProject,
        target,
        targetTag,
        targetLanguage,
      })),
    );
    const [first] = rows;
    if (!first) return;
    await this.use(first.tenantId);
    for (const [index, some] of chunks(rows, BATCH_SIZE).entries()) {
      if (index > 0) await nextTurn();
      await this.#references.insertAll(some);
    }
  }

  async replace(texts: readonly ReferringText[]): Promise<void> {
    const [first] = texts;
    if (!first) return;
    await this.#references.removeWhere({ tenantId: first.tenantId, textId: texts.map((each) => each.id) });
    await this.add(texts);
  }

  async remove(tenantId: string, textId: string): Promise<void> {
    await this.#references.removeWhere({ tenantId, textId });
  }

  async use(tenantId: string): Promise<void> {
    const { writer } = this.session;
    // On SQLite, writing transactions run one after the other.
    if (writer.dataSource.options.type !== 'mysql') return;
    // MariaDB does not have FOR SHARE; both have this form.
    await writer.query('SELECT slot FROM prompts_reference_gate WHERE slot = ? LOCK IN SHARE MODE', [slotOf(tenantId)]);
  }

  async guard(tenantId: string): Promise<void> {
    await this.#hold(slotOf(tenantId));
  }

  async judge(tenantId: string): Promise<void> {
    if (this.session.writer.dataSource.options.type === 'mysql') await this.#hold(REFERENCE_GATES + slotOf(tenantId));
  }

  async #hold(slot: number): Promise<void> {
    await this.#gates.updateWhere({ slot }, { slot });
  }
}

const slotOf = (tenantId: string): number =>
  [...tenantId].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) % 65_521, 0) % REFERENCE_GATES;
