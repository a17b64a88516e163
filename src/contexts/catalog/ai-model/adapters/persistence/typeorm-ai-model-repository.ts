import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { AI_MODEL_LIST, AiModelRepository } from '../../application/ai-model-repository.port';
import { AiModel, AiModelTaken } from '../../domain/ai-model';
import { AiModelTable } from './ai-model.table';

export class TypeOrmAiModelRepository extends AiModelRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: AiModel): Promise<void> {
    await this.session.guarded({ uq_ai_model_name: () => new AiModelTaken(state.name) }, () =>
      this.session.writer.createQueryBuilder().insert().into(AiModelTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: AiModel): Promise<void> {
    const { tenantId, id, projectId: _projectId, createdAt: _createdAt, revision, ...changed } = state;
    const result = await this.session.guarded({ uq_ai_model_name: () => new AiModelTaken(state.name) }, () =>
      this.session.writer.getRepository(AiModelTable).update({ tenantId, id, revision: revision - 1 }, { revision, ...changed }),
    );
    if (result.affected === 0) throw new StaleRevision('AI model', id);
  }

  async remove({ state: { tenantId, id, revision } }: AiModel): Promise<void> {
    const result = await this.session.writer.getRepository(AiModelTable).delete({ tenantId, id, revision });
    if (result.affected === 0) throw new StaleRevision('AI model', id);
  }

  async lock({ state: { tenantId, id, revision } }: AiModel): Promise<void> {
    // An update that changes nothing takes the row's lock on every engine; SQLite knows no SELECT … FOR UPDATE.
    const result = await this.session.writer.getRepository(AiModelTable).update({ tenantId, id, revision }, { revision });
    if (result.affected === 0) throw new StaleRevision('AI model', id);
  }

  async find(tenantId: string, projectId: string, id: string): Promise<AiModel | null> {
    const row = await this.session.reader.getRepository(AiModelTable).findOneBy({ tenantId, projectId, id });
    return row && AiModel.restore(row);
  }

  async page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<AiModel>> {
    const rows = this.session.reader.createQueryBuilder(AiModelTable, 'model').where({ tenantId, projectId });
    return mapPage(await pageOf(rows, AI_MODEL_LIST, query), (row) => AiModel.restore(row));
  }
}
