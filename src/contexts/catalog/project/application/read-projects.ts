import type { Actor } from '#shared/actor';
import type { Environment } from '../../environment/domain/environment';
import type { EnvironmentRepository } from '../../environment/application/environment-repository.port';
import { ProjectNotFound, type Project } from '../domain/project';
import type { ProjectRepository } from './project-repository.port';

export interface ProjectWithEnvironments {
  readonly project: Project;
  readonly environments: readonly Environment[];
}

/** The reads of projects: by slug, the caller's own, all of the tenant. */
export class ReadProjects {
  constructor(
    private readonly projects: ProjectRepository,
    private readonly environments: EnvironmentRepository,
  ) {}

  async list(actor: Actor): Promise<ProjectWithEnvironments[]> {
    const projects = await this.projects.list(actor.tenantId);
    const environments = await this.environments.list(
      actor.tenantId,
      projects.map((each) => each.state.id),
    );
    const byProject = grouped(environments);
    return projects.map((project) => ({ project, environments: byProject.get(project.state.id) ?? [] }));
  }

  mine(actor: Actor): Promise<Project[]> {
    return this.projects.listOwnedBy(actor.tenantId, actor.id);
  }

  async bySlug(actor: Actor, slug: string): Promise<Project> {
    const project = await this.projects.find(actor.tenantId, slug);
    if (!project) throw new ProjectNotFound(slug);
    return project;
  }
}

function grouped(environments: readonly Environment[]): Map<string, Environment[]> {
  const groups = new Map<string, Environment[]>();
  for (const each of environments) groups.set(each.state.projectId, [...(groups.get(each.state.projectId) ?? []), each]);
  return groups;
}
