import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import type { CreateEnvironment } from '../../application/create-environment';
import type { DeleteEnvironment } from '../../application/delete-environment';
import type { ReadEnvironments } from '../../application/read-environments';
import type { UpdateEnvironment } from '../../application/update-environment';
import { ENVIRONMENT_LIST } from '../../application/environment-repository.port';
import { ENVIRONMENT_AUDIT } from '../../domain/environment-audit';
import { environmentDto, type CreateEnvironmentDto, type EnvironmentDto, type UpdateEnvironmentDto } from './environments.dto';

/** The targets of a project, such as staging and production. An environment points at one version of each prompt. */
@Route('api/projects/{projectId}/environments')
@Tags('Environments')
@ChangedAs('environment', { path: 'environments/{id}', id: 'id' })
export class EnvironmentsController extends Controller {
  constructor(
    private readonly createEnvironment: CreateEnvironment,
    private readonly updateEnvironment: UpdateEnvironment,
    private readonly deleteEnvironment: DeleteEnvironment,
    private readonly environments: ReadEnvironments,
  ) {
    super();
  }

  /** Creates an environment. */
  @Post()
  @Operation({
    permission: 'environment:write',
    audit: ENVIRONMENT_AUDIT.create,
    idempotent: true,
    conditional: 'create',
    failures: [404, 409],
  })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: CreateEnvironmentDto): Promise<EnvironmentDto> {
    const environment = await this.createEnvironment.execute({
      actor: actorOf(request),
      project: projectId,
      name: body.name,
      description: body.description ?? null,
    });
    this.setStatus(201);
    return revised(request, environment, environmentDto(environment, projectId));
  }

  /** Lists the project's environments, oldest first. */
  @Get()
  @Operation({ permission: 'environment:read', audit: ENVIRONMENT_AUDIT.list, failures: [404], list: ENVIRONMENT_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string): Promise<EnvironmentDto[]> {
    const page = await this.environments.list(actorOf(request), projectId, listQueryOf(request));
    return pageResponse(this, request, page, (each) => environmentDto(each, projectId));
  }

  /**
   * Reads the environment of that exact name.
   * @param name Name of the environment
   */
  @Get('by-name/{name}')
  @Operation({ permission: 'environment:read', audit: ENVIRONMENT_AUDIT.read, conditional: 'read', failures: [404] })
  async readByName(@Request() request: HttpRequest, @Path() projectId: string, @Path() name: string): Promise<EnvironmentDto> {
    const environment = await this.environments.byName(actorOf(request), projectId, name);
    return revised(request, environment, environmentDto(environment, projectId));
  }

  /** Reads one environment. */
  @Get('{environmentId}')
  @Operation({ permission: 'environment:read', audit: ENVIRONMENT_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() environmentId: string): Promise<EnvironmentDto> {
    const environment = await this.environments.byIdOrName(actorOf(request), projectId, environmentId);
    return revised(request, environment, environmentDto(environment, projectId));
  }

  /** Changes the given fields. While the environment has release rules, a change of `name` needs `release-rules:write` as well. */
  @Patch('{environmentId}')
  @Operation({ permission: 'environment:write', audit: ENVIRONMENT_AUDIT.update, conditional: 'change', failures: [404, 409] })
  async update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() environmentId: string,
    @Body() body: UpdateEnvironmentDto,
  ): Promise<EnvironmentDto> {
    const patch = { name: body.name ?? undefined, description: body.description };
    const environment = await this.updateEnvironment.execute({
      actor: actorOf(request),
      project: projectId,
      environmentId,
      patch,
      expectedRevision: expectedRevisionOf(request),
    });
    return revised(request, environment, environmentDto(environment, projectId));
  }

  /** Deletes an environment with its pointers and returns it as it was. While it has release rules, the caller needs `release-rules:write` as well. */
  @Delete('{environmentId}')
  @Operation({ permission: 'environment:write', audit: ENVIRONMENT_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(@Request() request: HttpRequest, @Path() projectId: string, @Path() environmentId: string): Promise<EnvironmentDto> {
    const environment = await this.deleteEnvironment.execute({
      actor: actorOf(request),
      project: projectId,
      environmentId,
      expectedRevision: expectedRevisionOf(request),
    });
    return environmentDto(environment, projectId);
  }
}
