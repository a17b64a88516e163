import type { Actor } from '#shared/actor';
import { PromptNotFound, type Prompt } from '../domain/prompt';
import type { ProjectCatalog, ProjectRef } from './project-catalog.port';
import type { PromptReader } from './prompt-repository.port';

export interface LocatedPrompt {
  readonly project: ProjectRef;
  readonly prompt: Prompt;
}

/** Finds what every route below a prompt needs: its project, in which the caller needs the permission, and the prompt. */
export class PromptLookup {
  constructor(
    private readonly catalog: Pick<ProjectCatalog, 'project' | 'environments'>,
    private readonly prompts: PromptReader,
  ) {}

  async require(actor: Actor, permission: string, projectSlug: string, promptSlug: string): Promise<LocatedPrompt> {
    const project = await this.catalog.project(actor, projectSlug, permission);
    const prompt = await this.prompts.find(actor.tenantId, project.id, promptSlug);
    if (!prompt) throw new PromptNotFound(promptSlug);
    return { project, prompt };
  }

  /** The names of the environments that the caller's key includes, for messages. */
  async environmentNames(actor: Actor, project: ProjectRef, ids: readonly string[]): Promise<string[]> {
    const reached = await this.catalog.environments(actor, project.id);
    return reached.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  }
}
