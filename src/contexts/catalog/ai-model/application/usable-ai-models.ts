import { asReferredTo } from '#shared/errors';
import { AiModelNotFound } from '../domain/ai-model';
import type { AiModelRepository } from './ai-model-repository.port';

/** Locks AI models for other contexts that are about to store their ids. */
export class UsableAiModels {
  constructor(private readonly models: AiModelRepository) {}

  /** Locks the model, so that it cannot be deleted until the transaction ends. Throws AiModelNotFound when the project has none with that id. */
  async hold(tenantId: string, projectId: string, id: string): Promise<void> {
    const model = await this.models.find(tenantId, projectId, id);
    if (!model) throw asReferredTo(new AiModelNotFound(id));
    await this.models.lock(model);
  }
}
