import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { Project } from '../domain/project';
import type { ProjectDirectory } from './project-directory.port';
import type { ListedEnvironment, ProjectEnvironments } from './project-environments.port';
import type { ProjectRepository } from './project-repository.port';

export interface ProjectWithEnvironments {
  readonly project: Project;
  readonly environments: readonly ListedEnvironment[];
}

/** Reads a project by slug, the caller's own projects, or all that they may see. */
export class ReadProjects {
  constructor(
    private readonly directory: ProjectDirectory,
    private readonly projects: ProjectRepository,
    private readonly environments: ProjectEnvironments,
    private readonly policy: AccessPolicy,
  ) {}

  async list(actor: Actor, query: ListQuery): Promise<Page<ProjectWithEnvironments>> {
    this.policy.require(actor, 'project:read');
    const page = await this.projects.page(actor.tenantId, await this.directory.visible(actor, 'project:read'), query);
    const byProject = await this.environments.reachable(
      actor,
      page.items.map(({ state }) => state.id),
    );
    return mapPage(page, (project) => ({ project, environments: byProject.get(project.state.id) ?? [] }));
  }

  async mine(actor: Actor, query: ListQuery): Promise<Page<Project>> {
    this.policy.require(actor, 'project:read');
    return this.projects.page(actor.tenantId, await this.directory.visible(actor, 'project:read'), query, actor.id);
  }

  async bySlug(actor: Actor, slug: string): Promise<Project> {
    return this.projects.load(actor.tenantId, await this.directory.require(actor, slug, 'project:read'));
  }
}
