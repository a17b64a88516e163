import { PLATFORM_TENANT_ID, systemActor, type Actor } from '#shared/actor';
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

/** A model with the slug of its project. */
interface FoundAiModel {
  readonly state: AiModelState;
  readonly project: string;
}

/** The project of the platform tenant whose models all tenants share where a route names a model by itself. */
const SHARED_PROJECT = 'default-project';
/** The installation itself, which reads that project for every tenant. */
const PLATFORM: Actor = { ...systemActor('shared-models'), role: 'admin' };

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
  async require(actor: Actor, id: string, permission: string): Promise<FoundAiModel> {
    const model = await this.models.findInTenant(actor.tenantId, id);
    const project = model && (await this.projects.findById(actor, model.state.projectId, permission));
    if (!project) throw new NotFound(this.models.what, id);
    return { state: model.state, project: project.slug };
  }

  /**
   * The model of the project with that name, or else the first by name that has it as its `apiIdentifier`; without one, that of the
   * platform tenant's project that all tenants share (wire contract, 4.1). Throws NotFound when neither has one, and the errors of the
   * project's directory.
   */
  async called(actor: Actor, project: string, nameOrIdentifier: string, permission: string): Promise<FoundAiModel> {
    const { id } = await this.projects.require(actor, project, permission);
    const own = await this.#calledIn(actor.tenantId, id, nameOrIdentifier);
    if (own) return { state: own.state, project };
    const shared = await this.#shared(nameOrIdentifier);
    if (!shared) throw new NotFound(this.models.what, nameOrIdentifier);
    return { state: shared.state, project: SHARED_PROJECT };
  }

  async #calledIn(tenantId: string, projectId: string, nameOrIdentifier: string): Promise<AiModel | undefined> {
    const found = await this.models.listBy(tenantId, projectId, { name: [nameOrIdentifier] }, { apiIdentifier: [nameOrIdentifier] });
    const named = found.find(({ state }) => state.name === nameOrIdentifier);
    return named ?? found.toSorted((a, b) => (a.state.name < b.state.name ? -1 : 1))[0];
  }

  async #shared(nameOrIdentifier: string): Promise<AiModel | undefined> {
    try {
      const { id } = await this.projects.require(PLATFORM, SHARED_PROJECT, 'ai-model:read');
      return await this.#calledIn(PLATFORM_TENANT_ID, id, nameOrIdentifier);
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  /** The models of the project with one of the ids. */
  async named(tenantId: string, projectId: string, ids: readonly string[]): Promise<AiModelRef[]> {
    if (ids.length === 0) return [];
    const { items } = await this.models.page(tenantId, projectId, wholeList(AI_MODEL_LIST));
    return items.flatMap(({ state: { id, name } }) => (ids.includes(id) ? [{ id, name }] : []));
  }
}
