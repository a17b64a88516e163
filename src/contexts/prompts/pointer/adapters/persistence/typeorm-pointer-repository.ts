import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { asReferredTo, NotFound } from '#shared/errors';
import { PROMPT_TEXT } from '../../../prompt/domain/prompt-text';
import { PointerTable } from './pointer.table';
import { TypeOrmTextPointerRepository } from './typeorm-text-pointer-repository';

const STORAGE = {
  kind: PROMPT_TEXT,
  table: PointerTable,
  word: 'Pointer',
  constraints: { one: 'uq_pointer', environment: 'fk_pointer_environment', version: 'fk_pointer_version' },
  versionGone: (versionTag: string): Error => asReferredTo(new NotFound('Version', versionTag)),
};

export class TypeOrmPointerRepository extends TypeOrmTextPointerRepository {
  constructor(session: PersistenceSession) {
    super(STORAGE, session);
  }

  async environmentsUsing(tenantId: string, promptId: string): Promise<string[]> {
    const rows = await this.session.reader.query<{ id: string }[]>(
      `SELECT environment_id AS id FROM prompts_pointer WHERE tenant_id = ? AND prompt_id = ? UNION
       SELECT t.environment_id AS id FROM prompts_asset a JOIN prompts_asset_pointer t ON t.tenant_id = a.tenant_id AND t.asset_id = a.id
       WHERE a.tenant_id = ? AND a.prompt_id = ?`,
      [tenantId, promptId, tenantId, promptId],
    );
    return rows.map(({ id }) => id);
  }
}
