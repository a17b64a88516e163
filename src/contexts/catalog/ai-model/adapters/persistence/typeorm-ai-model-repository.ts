import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { AI_MODEL_LIST, AiModelRepository } from '../../application/ai-model-repository.port';
import { AiModel, AiModelTaken, type AiModelState } from '../../domain/ai-model';
import { AiModelTable } from './ai-model.table';

export class TypeOrmAiModelRepository extends AiModelRepository {
  readonly #models: TableStore<AiModelState, AiModel>;

  constructor(session: PersistenceSession) {
    super();
    this.#models = session.store(AiModelTable, {
      restore: (row) => AiModel.restore(row),
      stale: ({ id }) => new StaleRevision('AI model', id),
      constant: ['projectId', 'createdAt'],
      taken: { uq_ai_model_name: ({ name }) => new AiModelTaken(name) },
    });
  }

  add({ state }: AiModel): Promise<void> {
    return this.#models.insert(state);
  }

  update({ state }: AiModel): Promise<void> {
    return this.#models.update(state);
  }

  remove({ state }: AiModel): Promise<void> {
    return this.#models.remove(state);
  }

  lock({ state }: AiModel): Promise<void> {
    return this.#models.lock(state);
  }

  find(tenantId: string, projectId: string, id: string): Promise<AiModel | null> {
    return this.#models.find({ tenantId, projectId, id });
  }

  page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<AiModel>> {
    return this.#models.page({ tenantId, projectId }, AI_MODEL_LIST, query);
  }
}
