import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import { AiModelNotFound, type AiModel, type AiModelState } from '../domain/ai-model';

export const AI_MODEL_LIST: ListRules<AiModelState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name' },
  order: 'name',
  tie: 'id',
  search: ['name', 'description', 'apiIdentifier'],
  filters: {},
};

export abstract class AiModelRepository {
  /** Throws AiModelTaken when the project has one of that name. */
  abstract add(aiModel: AiModel): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and AiModelTaken. */
  abstract update(aiModel: AiModel): Promise<void>;
  abstract remove(aiModel: AiModel): Promise<void>;
  /** Locks the model until the transaction ends. Throws StaleRevision when it has changed already. */
  abstract lock(aiModel: AiModel): Promise<void>;
  abstract find(tenantId: string, projectId: string, id: string): Promise<AiModel | null>;

  /** Works like find, and throws AiModelNotFound instead of returning null. */
  async require(tenantId: string, projectId: string, id: string): Promise<AiModel> {
    const aiModel = await this.find(tenantId, projectId, id);
    if (!aiModel) throw new AiModelNotFound(id);
    return aiModel;
  }

  abstract page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<AiModel>>;
}
