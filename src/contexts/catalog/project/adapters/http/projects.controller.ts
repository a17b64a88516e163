import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import type { PeopleDirectory } from '#contexts/identity/index';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import type { CreateProject } from '../../application/create-project';
import type { DeleteProject } from '../../application/delete-project';
import type { ReadProjects } from '../../application/read-projects';
import type { UpdateProject } from '../../application/update-project';
import { OWN_PROJECT_LIST, PROJECT_LIST } from '../../application/project-repository.port';
import { PROJECT_AUDIT } from '../../domain/project-audit';
import {
  projectDto,
  type CreateProjectDto,
  type OwnProjectDto,
  type ProjectDto,
  type ProjectListItemDto,
  type UpdateProjectDto,
} from './projects.dto';

/** The workspaces of a tenant. A project owns its prompts, environments, tags, models and regions. */
@Route('api/projects')
@Tags('Projects')
export class ProjectsController extends Controller {
  constructor(
    private readonly createProject: CreateProject,
    private readonly updateProject: UpdateProject,
    private readonly deleteProject: DeleteProject,
    private readonly projects: ReadProjects,
    private readonly people: PeopleDirectory,
  ) {
    super();
  }

  /** Creates a project; the caller becomes its owner. */
  @Post()
  @Operation({ permission: 'project:create', audit: PROJECT_AUDIT.create, idempotent: true, conditional: 'create', failures: [409] })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Body() body: CreateProjectDto): Promise<ProjectDto> {
    const project = await this.createProject.execute({
      actor: actorOf(request),
      name: body.name,
      slug: body.slug ?? null,
      description: body.description ?? null,
      requiredLanguages: body.requiredLanguages ?? [],
    });
    this.setStatus(201);
    return revised(request, project, projectDto(project));
  }

  /** Lists all projects of the tenant, oldest first, with owner and environments. */
  @Get()
  @Operation({ permission: 'project:read', audit: PROJECT_AUDIT.list, list: PROJECT_LIST })
  async list(@Request() request: HttpRequest): Promise<ProjectListItemDto[]> {
    const actor = actorOf(request);
    const page = await this.projects.list(actor, listQueryOf(request));
    const owners = await this.people.named(
      actor.tenantId,
      page.items.map(({ project }) => project.state.ownerUserId),
    );
    return pageResponse(this, request, page, ({ project, environments }) => ({
      ...projectDto(project),
      owner: owners.get(project.state.ownerUserId) ?? { id: project.state.ownerUserId, name: '', email: '' },
      environments: environments.map(({ id, name, description, createdAt, updatedAt }) => ({
        id,
        name,
        description,
        projectId: project.state.slug,
        createdAt,
        updatedAt,
      })),
    }));
  }

  /** Lists the caller's own projects, by name. */
  @Get('mine')
  @Operation({ permission: 'project:read', audit: PROJECT_AUDIT.list, list: OWN_PROJECT_LIST })
  async listMine(@Request() request: HttpRequest): Promise<OwnProjectDto[]> {
    const page = await this.projects.mine(actorOf(request), listQueryOf(request));
    return pageResponse(this, request, page, ({ state }) => ({ id: state.slug, name: state.name }));
  }

  /** Reads one project. */
  @Get('{projectSlug}')
  @Operation({ permission: 'project:read', audit: PROJECT_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectSlug: string): Promise<ProjectDto> {
    const project = await this.projects.bySlug(actorOf(request), projectSlug);
    return revised(request, project, projectDto(project));
  }

  /** Changes the given fields. Only the owner and administrators may. The id does not change. */
  @Patch('{projectSlug}')
  @Operation({ permission: 'project:edit', audit: PROJECT_AUDIT.update, conditional: 'change', failures: [404, 409] })
  async update(@Request() request: HttpRequest, @Path() projectSlug: string, @Body() body: UpdateProjectDto): Promise<ProjectDto> {
    const patch = {
      name: body.name ?? undefined,
      description: body.description,
      requiredLanguages: body.requiredLanguages === null ? [] : body.requiredLanguages,
    };
    const project = await this.updateProject.execute({
      actor: actorOf(request),
      slug: projectSlug,
      patch,
      expectedRevision: expectedRevisionOf(request),
    });
    return revised(request, project, projectDto(project));
  }

  /** Deletes a project with its catalog. Only the owner and administrators may. The server refuses while the project has prompts. */
  @Delete('{projectSlug}')
  @Operation({ permission: 'project:edit', audit: PROJECT_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(204, 'Deleted')
  async delete(@Request() request: HttpRequest, @Path() projectSlug: string): Promise<void> {
    await this.deleteProject.execute({ actor: actorOf(request), slug: projectSlug, expectedRevision: expectedRevisionOf(request) });
    this.setStatus(204);
  }
}
