import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { AiModel } from '../domain/ai-model';
import { AI_PROVIDERS } from '../domain/ai-provider';
import type { AiModelRepository } from './ai-model-repository.port';

/** Reads an AI model by id, all models of a project, and the known providers. */
export class ReadAiModels {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly aiModels: AiModelRepository,
  ) {}

  async list(actor: Actor, slug: string, query: ListQuery): Promise<Page<AiModel>> {
    const project = await this.projects.require(actor, slug, 'ai-model:read');
    return this.aiModels.page(actor.tenantId, project.id, query);
  }

  async byId(actor: Actor, slug: string, id: string): Promise<AiModel> {
    const project = await this.projects.require(actor, slug, 'ai-model:read');
    return this.aiModels.require(actor.tenantId, project.id, id);
  }

  /** The names of known providers. A model may have another one. */
  async providers(actor: Actor, slug: string): Promise<readonly string[]> {
    await this.projects.require(actor, slug, 'ai-model:read');
    return AI_PROVIDERS;
  }
}
