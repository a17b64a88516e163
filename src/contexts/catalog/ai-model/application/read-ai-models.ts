import type { Actor } from '#shared/actor';
import type { ListRules } from '#shared/list';
import { ReadResources } from '../../project/application/read-resources';
import type { AiModel, AiModelState } from '../domain/ai-model';
import { AI_PROVIDERS } from '../domain/ai-provider';

export const AI_MODEL_LIST: ListRules<AiModelState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name' },
  order: 'name',
  tie: 'id',
  search: ['name', 'description', 'apiIdentifier'],
  filters: {},
};

/** Reads an AI model by id, all models of a project, and the known providers. */
export class ReadAiModels extends ReadResources<AiModel> {
  protected readonly permission = 'ai-model:read';

  /** The names of known providers. A model may have another one. */
  async providers(actor: Actor, slug: string): Promise<readonly string[]> {
    await this.projectId(actor, slug);
    return AI_PROVIDERS;
  }
}
