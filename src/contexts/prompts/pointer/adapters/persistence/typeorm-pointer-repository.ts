import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { asReferredTo, NotFound, StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { POINTER_LIST, PointerRepository } from '../../application/pointer-repository.port';
import { Pointer, type PointerState } from '../../domain/pointer';
import { PointerTable } from './pointer.table';

export class TypeOrmPointerRepository extends PointerRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: Pointer): Promise<void> {
    const refused = {
      uq_pointer: () => staleOf(state),
      fk_pointer_environment: () => new NotFound('Environment', null),
      fk_pointer_version: () => asReferredTo(new NotFound('Version', state.versionTag)),
    };
    await this.session.guarded(refused, () =>
      this.session.writer.createQueryBuilder().insert().into(PointerTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: Pointer): Promise<void> {
    const { tenantId, id, revision, versionId, versionTag, movedBy, movedAt } = state;
    const result = await this.session.writer
      .getRepository(PointerTable)
      .update({ tenantId, id, revision: revision - 1 }, { revision, versionId, versionTag, movedBy, movedAt });
    if (result.affected === 0) throw staleOf(state);
  }

  async remove({ state }: Pointer): Promise<void> {
    const { tenantId, id, revision } = state;
    const result = await this.session.writer.getRepository(PointerTable).delete({ tenantId, id, revision });
    if (result.affected === 0) throw staleOf(state);
  }

  async find(tenantId: string, environmentId: string, promptId: string): Promise<Pointer | null> {
    const row = await this.session.reader.getRepository(PointerTable).findOneBy({ tenantId, environmentId, promptId });
    return row && Pointer.restore(row);
  }

  async page(tenantId: string, environmentId: string, query: ListQuery): Promise<Page<Pointer>> {
    const rows = this.session.reader.createQueryBuilder(PointerTable, 'pointer').where({ tenantId, environmentId });
    return mapPage(await pageOf(rows, POINTER_LIST, query), (row) => Pointer.restore(row));
  }

  async ofPrompt(tenantId: string, promptId: string): Promise<Pointer[]> {
    const rows = await this.session.reader.getRepository(PointerTable).find({ where: { tenantId, promptId }, order: { id: 'ASC' } });
    return rows.map((row) => Pointer.restore(row));
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

  async ofPrompts(tenantId: string, environmentIds: readonly string[], promptIds: readonly string[]): Promise<Pointer[]> {
    if (environmentIds.length === 0 || promptIds.length === 0) return [];
    const rows = await this.session.reader
      .getRepository(PointerTable)
      .findBy({ tenantId, environmentId: among(this.session.reader, environmentIds), promptId: among(this.session.reader, promptIds) });
    return rows.map((row) => Pointer.restore(row));
  }
}

const staleOf = ({ promptSlug }: PointerState): StaleRevision => new StaleRevision('Pointer', promptSlug);
