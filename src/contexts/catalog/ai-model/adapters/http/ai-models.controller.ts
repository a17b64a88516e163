import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { changerOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import type { CreateAiModel } from '../../application/create-ai-model';
import type { DeleteAiModel } from '../../application/delete-ai-model';
import { AI_MODEL_LIST, type ReadAiModels } from '../../application/read-ai-models';
import type { UpdateAiModel } from '../../application/update-ai-model';
import { AI_MODEL_AUDIT } from '../../domain/ai-model';
import { aiModelDto, newSettings, patchOf, type AiModelDto, type CreateAiModelDto, type UpdateAiModelDto } from './ai-models.dto';

/** The language models that prompts of a project are written for and run against. */
@Route('api/projects/{projectId}/aimodels')
@Tags('AI models')
@ChangedAs('ai-model', { path: 'aimodels/{id}', id: 'id' })
export class AiModelsController extends Controller {
  constructor(
    private readonly createAiModel: CreateAiModel,
    private readonly updateAiModel: UpdateAiModel,
    private readonly deleteAiModel: DeleteAiModel,
    private readonly aiModels: ReadAiModels,
  ) {
    super();
  }

  /** Creates a model. */
  @Post()
  @Operation({ permission: 'ai-model:write', audit: AI_MODEL_AUDIT.create, idempotent: true, conditional: 'create', failures: [404, 409] })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: CreateAiModelDto): Promise<AiModelDto> {
    const aiModel = await this.createAiModel.execute({ actor: actorOf(request), project: projectId, settings: newSettings(body) });
    this.setStatus(201);
    return revised(request, aiModel, aiModelDto(aiModel, projectId));
  }

  /** Lists the project's models by name. */
  @Get()
  @Operation({ permission: 'ai-model:read', audit: AI_MODEL_AUDIT.list, failures: [404], list: AI_MODEL_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string): Promise<AiModelDto[]> {
    const page = await this.aiModels.list(actorOf(request), projectId, listQueryOf(request));
    return pageResponse(this, request, page, (each) => aiModelDto(each, projectId));
  }

  /** Lists the names of known providers. */
  @Get('providers/types')
  @Operation({ permission: 'ai-model:read', audit: AI_MODEL_AUDIT.list, failures: [404] })
  async providers(@Request() request: HttpRequest, @Path() projectId: string): Promise<string[]> {
    return [...(await this.aiModels.providers(actorOf(request), projectId))];
  }

  /** Reads one model. */
  @Get('{aiModelId}')
  @Operation({ permission: 'ai-model:read', audit: AI_MODEL_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() aiModelId: string): Promise<AiModelDto> {
    const aiModel = await this.aiModels.byId(actorOf(request), projectId, aiModelId);
    return revised(request, aiModel, aiModelDto(aiModel, projectId));
  }

  /** Changes the given fields. */
  @Patch('{aiModelId}')
  @Operation({ permission: 'ai-model:write', audit: AI_MODEL_AUDIT.update, conditional: 'change', failures: [404, 409] })
  async update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() aiModelId: string,
    @Body() body: UpdateAiModelDto,
  ): Promise<AiModelDto> {
    const patch = patchOf(body);
    const aiModel = await this.updateAiModel.execute({ ...changerOf(request), project: projectId, aiModelId, patch });
    return revised(request, aiModel, aiModelDto(aiModel, projectId));
  }

  /** Deletes a model and returns it as it was. */
  @Delete('{aiModelId}')
  @Operation({ permission: 'ai-model:write', audit: AI_MODEL_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(@Request() request: HttpRequest, @Path() projectId: string, @Path() aiModelId: string): Promise<AiModelDto> {
    return aiModelDto(await this.deleteAiModel.execute({ ...changerOf(request), project: projectId, aiModelId }), projectId);
  }
}
