import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import type { CreateCulturalData } from '../../application/create-cultural-data';
import type { DeleteCulturalData } from '../../application/delete-cultural-data';
import type { ReadCulturalData } from '../../application/read-cultural-data';
import type { UpdateCulturalData } from '../../application/update-cultural-data';
import { CULTURAL_DATA_LIST } from '../../application/read-cultural-data';
import { CULTURAL_DATA_AUDIT } from '../../domain/cultural-data-audit';
import { culturalDataDto, type CreateCulturalDataDto, type CulturalDataDto, type UpdateCulturalDataDto } from './cultural-data.dto';

/** Notes about the conventions of a region, such as its forms of address. */
@Route('api/projects/{projectId}/cultural-data')
@Tags('Cultural data')
@ChangedAs('cultural-data', { path: 'cultural-data/{id}', id: 'key' })
export class CulturalDataController extends Controller {
  constructor(
    private readonly createCulturalData: CreateCulturalData,
    private readonly updateCulturalData: UpdateCulturalData,
    private readonly deleteCulturalData: DeleteCulturalData,
    private readonly culturalData: ReadCulturalData,
  ) {
    super();
  }

  /** Creates an entry of a region. */
  @Post()
  @Operation({
    permission: 'cultural-data:write',
    audit: CULTURAL_DATA_AUDIT.create,
    idempotent: true,
    conditional: 'create',
    failures: [404, 409],
  })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: CreateCulturalDataDto): Promise<CulturalDataDto> {
    const view = await this.createCulturalData.execute({
      actor: actorOf(request),
      project: projectId,
      key: body.key,
      region: body.regionId,
      style: body.style ?? '',
      notes: body.notes ?? '',
    });
    this.setStatus(201);
    return revised(request, view.entry, culturalDataDto(view, projectId));
  }

  /** Lists the project's entries, oldest first. */
  @Get()
  @Operation({ permission: 'cultural-data:read', audit: CULTURAL_DATA_AUDIT.list, failures: [404], list: CULTURAL_DATA_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string): Promise<CulturalDataDto[]> {
    const page = await this.culturalData.list(actorOf(request), projectId, listQueryOf(request));
    return pageResponse(this, request, page, (each) => culturalDataDto(each, projectId));
  }

  /**
   * Reads the entry of that key.
   * @param culturalDataId Key of the entry
   */
  @Get('{culturalDataId}')
  @Operation({ permission: 'cultural-data:read', audit: CULTURAL_DATA_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() culturalDataId: string): Promise<CulturalDataDto> {
    const view = await this.culturalData.byKey(actorOf(request), projectId, culturalDataId);
    return revised(request, view.entry, culturalDataDto(view, projectId));
  }

  /**
   * Changes the given fields.
   * @param culturalDataId Key of the entry
   */
  @Patch('{culturalDataId}')
  @Operation({ permission: 'cultural-data:write', audit: CULTURAL_DATA_AUDIT.update, conditional: 'change', failures: [404, 409] })
  async update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() culturalDataId: string,
    @Body() body: UpdateCulturalDataDto,
  ): Promise<CulturalDataDto> {
    const patch = {
      ...(body.style === undefined ? {} : { style: body.style ?? '' }),
      ...(body.notes === undefined ? {} : { notes: body.notes ?? '' }),
    };
    const view = await this.updateCulturalData.execute({
      actor: actorOf(request),
      project: projectId,
      key: culturalDataId,
      patch,
      expectedRevision: expectedRevisionOf(request),
    });
    return revised(request, view.entry, culturalDataDto(view, projectId));
  }

  /**
   * Deletes an entry and returns it as it was.
   * @param culturalDataId Key of the entry
   */
  @Delete('{culturalDataId}')
  @Operation({ permission: 'cultural-data:write', audit: CULTURAL_DATA_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(@Request() request: HttpRequest, @Path() projectId: string, @Path() culturalDataId: string): Promise<CulturalDataDto> {
    const view = await this.deleteCulturalData.execute({
      actor: actorOf(request),
      project: projectId,
      key: culturalDataId,
      expectedRevision: expectedRevisionOf(request),
    });
    return culturalDataDto(view, projectId);
  }
}
