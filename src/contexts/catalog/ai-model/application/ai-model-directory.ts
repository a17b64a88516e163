import type { Actor } from '#shared/actor';
import { NotFound } from '#shared/errors';
import { wholeList } from '#shared/list';
import type { ProjectResources } from '#shared/project-resources.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { AiModel, AiModelState } from '../domain/ai-model';
import { AI_MODEL_LIST } from './read-ai-models';

/** The properties of an AI model that other contexts need. */
export interface AiModelRef {
  readonly id: string;
  readonly name: string;
}

/** Finds AI models for other contexts. */
export class AiModelDirectory {
  constructor(
    private readonly models: ProjectResources<AiModel>,
    private readonly projects: ProjectDirectory,
  ) {}

  /**
   * The model of the caller's tenant with its project. Throws NotFound when there is none of that id or its project is closed to
   * the caller, and Forbidden when they do not have the permission in the project.
   */
  async require(actor: Actor, id: string, permission: string): Promise<{ readonly state: AiModelState; readonly project: string }> {
    const model = await this.models.findInTenant(actor.tenantId, id);
    const project = model && (await this.projects.findById(actor, model.state.projectId, permission));
    if (!project) throw new NotFound(this.models.what, id);
    return { state: model.state, project: project.slug };
  }

  /** The models of the project with one of the ids. */
  async named(tenantId: string, projectId: string, ids: readonly string[]): Promise<AiModelRef[]> {
    if (ids.length === 0) return [];
    const { items } = await this.models.page(tenantId, projectId, wholeList(AI_MODEL_LIST));
    return items.flatMap(({ state: { id, name } }) => (ids.includes(id) ? [{ id, name }] : []));
  }
}
