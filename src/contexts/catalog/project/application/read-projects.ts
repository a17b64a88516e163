import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { Environment } from '../../environment/domain/environment';
import type { EnvironmentRepository } from '../../environment/application/environment-repository.port';
import type { Project } from '../domain/project';
import { reaches } from '../../environment/application/environment-scope';
import type { ProjectDirectory } from './project-directory.port';
import type { ProjectRepository } from './project-repository.port';

export interface ProjectWithEnvironments {
  readonly project: Project;
  readonly environments: readonly Environment[];
}

/** The reads of projects: by slug, the caller's own, all that he may see. */
export class ReadProjects {
  constructor(
    private readonly directory: ProjectDirectory,
    private readonly projects: ProjectRepository,
    private readonly environments: EnvironmentRepository,
    private readonly policy: AccessPolicy,
  ) {}

  async list(actor: Actor): Promise<ProjectWithEnvironments[]> {
    this.policy.require(actor, 'project:read');
    const projects = await this.#visible(actor, await this.projects.list(actor.tenantId));
    const environments = await this.environments.list(
      actor.tenantId,
      projects.map((each) => each.state.id),
    );
    const byProject = grouped(environments.filter((each) => reaches(actor, each)));
    return projects.map((project) => ({ project, environments: byProject.get(project.state.id) ?? [] }));
  }

  async mine(actor: Actor): Promise<Project[]> {
    this.policy.require(actor, 'project:read');
    return this.#visible(actor, await this.projects.listOwnedBy(actor.tenantId, actor.id));
  }

  async bySlug(actor: Actor, slug: string): Promise<Project> {
    return this.projects.load(actor.tenantId, await this.directory.require(actor, slug, 'project:read'));
  }

  async #visible(actor: Actor, projects: readonly Project[]): Promise<Project[]> {
    const visible = await this.directory.visible(actor, 'project:read');
    return projects.filter(({ state }) => visible.has(state.id));
  }
}

function grouped(environments: readonly Environment[]): Map<string, Environment[]> {
  const groups = new Map<string, Environment[]>();
  for (const each of environments) groups.set(each.state.projectId, [...(groups.get(each.state.projectId) ?? []), each]);
  return groups;
}
