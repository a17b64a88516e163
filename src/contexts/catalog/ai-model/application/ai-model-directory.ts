import { wholeList } from '#shared/list';
import type { ProjectResources } from '#shared/project-resources.port';
import type { AiModel } from '../domain/ai-model';
import { AI_MODEL_LIST } from './read-ai-models';

/** The properties of an AI model that other contexts need. */
export interface AiModelRef {
  readonly id: string;
  readonly name: string;
}

/** Finds AI models for other contexts. */
export class AiModelDirectory {
  constructor(private readonly models: ProjectResources<AiModel>) {}

  /** The models of the project with one of the ids. */
  async named(tenantId: string, projectId: string, ids: readonly string[]): Promise<AiModelRef[]> {
    if (ids.length === 0) return [];
    const { items } = await this.models.page(tenantId, projectId, wholeList(AI_MODEL_LIST));
    return items.flatMap(({ state: { id, name } }) => (ids.includes(id) ? [{ id, name }] : []));
  }
}
