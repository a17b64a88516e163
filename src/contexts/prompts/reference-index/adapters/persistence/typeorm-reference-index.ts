import { among } from '#platform/persistence/among';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { ReferenceIndex, type ReferringText } from '../../application/reference-index.port';
import { referencesIn } from '../../domain/text-reference';
import { REFERENCE_GATES, ReferenceGateTable, ReferenceTable } from './reference.table';

/** Rows of one INSERT. */
const BATCH_SIZE = 500;

export class TypeOrmReferenceIndex extends ReferenceIndex {
  constructor(private readonly session: PersistenceSession) {
    super();
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
    for (let at = 0; at < rows.length; at += BATCH_SIZE) {
      const values = rows.slice(at, at + BATCH_SIZE);
      await this.session.writer.createQueryBuilder().insert().into(ReferenceTable).values(values).updateEntity(false).execute();
    }
  }

  async replace(texts: readonly ReferringText[]): Promise<void> {
    const [first] = texts;
    if (!first) return;
    const textId = among(
      this.session.reader,
      texts.map((each) => each.id),
    );
    await this.session.writer.getRepository(ReferenceTable).delete({ tenantId: first.tenantId, textId });
    await this.add(texts);
  }

  async remove(tenantId: string, textId: string): Promise<void> {
    await this.session.writer.getRepository(ReferenceTable).delete({ tenantId, textId });
  }

  async use(tenantId: string): Promise<void> {
    const { writer } = this.session;
    // On SQLite transactions that write come one after the other.
    if (writer.dataSource.options.type !== 'mysql') return;
    // MariaDB does not know FOR SHARE; both know this.
    await writer.query('SELECT slot FROM prompts_reference_gate WHERE slot = ? LOCK IN SHARE MODE', [slotOf(tenantId)]);
  }

  async guard(tenantId: string): Promise<void> {
    await this.#hold(slotOf(tenantId));
  }

  async judge(tenantId: string): Promise<void> {
    if (this.session.writer.dataSource.options.type === 'mysql') await this.#hold(REFERENCE_GATES + slotOf(tenantId));
  }

  async #hold(slot: number): Promise<void> {
    await this.session.writer.getRepository(ReferenceGateTable).update({ slot }, { slot });
  }
}

const slotOf = (tenantId: string): number =>
  [...tenantId].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) % 65_521, 0) % REFERENCE_GATES;
