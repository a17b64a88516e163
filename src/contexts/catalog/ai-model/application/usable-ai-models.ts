import { referredTo } from '#shared/errors';
import type { ProjectResources } from '#shared/project-resources.port';
import type { AiModel } from '../domain/ai-model';

/** Locks AI models for other contexts that are about to store their ids. */
export class UsableAiModels {
  constructor(private readonly models: ProjectResources<AiModel>) {}

  /** Locks the model, so that it cannot be deleted until the transaction ends. Throws NotFound when the project has none with that id. */
  async hold(tenantId: string, projectId: string, id: string): Promise<void> {
    await this.models.lock(await referredTo(this.models.require(tenantId, projectId, id)));
  }
}
