import { among } from '#platform/persistence/among';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { NotFound } from '#shared/errors';
import { PromptCopies } from '../../application/prompt-copies.port';
import type { PromptCopy } from '../../domain/prompt-copy';
import { PromptCopyTable } from './prompt-copy.table';

export class TypeOrmPromptCopies extends PromptCopies {
  readonly #copies: TableRows<PromptCopy>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#copies = session.rows(PromptCopyTable, { fk_copy_prompt: () => new NotFound('Prompt', null) });
  }

  add(copy: PromptCopy): Promise<void> {
    return this.#copies.insert(copy);
  }

  ofPrompt(tenantId: string, promptId: string): Promise<PromptCopy | null> {
    return this.#copies.find({ tenantId, promptId });
  }

  async counts(tenantId: string, versionIds: readonly string[]): Promise<Map<string, number>> {
    if (versionIds.length === 0) return new Map();
    const { reader } = this.session;
    const rows = await reader
      .createQueryBuilder(PromptCopyTable, 'copy')
      .select('copy.sourceVersionId', 'version')
      .addSelect('COUNT(*)', 'copies')
      .where({ tenantId, sourceVersionId: among(reader, versionIds) })
      .groupBy('copy.sourceVersionId')
      .getRawMany<{ readonly version: string; readonly copies: number | string }>();
    return new Map(rows.map(({ version, copies }) => [version, Number(copies)]));
  }

  count(tenantId: string): Promise<number> {
    return this.#copies.count({ tenantId });
  }
}
