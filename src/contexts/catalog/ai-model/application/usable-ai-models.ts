import { asReferredTo } from '#shared/errors';
import { AiModelNotFound } from '../domain/ai-model';
import type { AiModelRepository } from './ai-model-repository.port';

/** For other contexts that are about to keep the id of an AI model. */
export class UsableAiModels {
  constructor(private readonly models: AiModelRepository) {}

  /** Keeps the model from being deleted until the transaction ends. Throws AiModelNotFound when the project has none of that id. */
  async hold(tenantId: string, projectId: string, id: string): Promise<void> {
    const model = await this.models.find(tenantId, projectId, id);
    if (!model) throw asReferredTo(new AiModelNotFound(id));
    await this.models.lock(model);
  }
}
