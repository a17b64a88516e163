import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import type { CreateRegion } from '../../application/create-region';
import type { DeleteRegion } from '../../application/delete-region';
import type { ReadRegions } from '../../application/read-regions';
import type { UpdateRegion } from '../../application/update-region';
import { REGION_LIST } from '../../application/read-regions';
import { REGION_AUDIT } from '../../domain/region-audit';
import { regionDto, type CreateRegionDto, type RegionDto, type UpdateRegionDto } from './regions.dto';

/** The languages and countries for which a project translates its prompts. */
@Route('api/projects/{projectId}/regions')
@Tags('Regions')
@ChangedAs('region', { path: 'regions/{id}', id: 'languageCode' })
export class RegionsController extends Controller {
  constructor(
    private readonly createRegion: CreateRegion,
    private readonly updateRegion: UpdateRegion,
    private readonly deleteRegion: DeleteRegion,
    private readonly regions: ReadRegions,
  ) {
    super();
  }

  /** Creates a region. */
  @Post()
  @Operation({ permission: 'region:write', audit: REGION_AUDIT.create, idempotent: true, conditional: 'create', failures: [404, 409] })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: CreateRegionDto): Promise<RegionDto> {
    const region = await this.createRegion.execute({
      actor: actorOf(request),
      project: projectId,
      languageCode: body.languageCode ?? '',
      name: body.name,
      parent: given(body.parentRegionId) ?? null,
      timeZone: body.timeZone ?? '',
      notes: body.notes ?? '',
    });
    this.setStatus(201);
    return revised(request, region.region, regionDto(region, projectId));
  }

  /** Lists the project's regions, oldest first. */
  @Get()
  @Operation({ permission: 'region:read', audit: REGION_AUDIT.list, failures: [404], list: REGION_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string): Promise<RegionDto[]> {
    const page = await this.regions.list(actorOf(request), projectId, listQueryOf(request));
    return pageResponse(this, request, page, (each) => regionDto(each, projectId));
  }

  /**
   * Reads the region of that language code.
   * @param langCode Language code of the region
   */
  @Get('{langCode}')
  @Operation({ permission: 'region:read', audit: REGION_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() langCode: string): Promise<RegionDto> {
    const region = await this.regions.byCode(actorOf(request), projectId, langCode);
    return revised(request, region.region, regionDto(region, projectId));
  }

  /**
   * Changes the given fields.
   * @param langCode Language code of the region
   */
  @Patch('{langCode}')
  @Operation({ permission: 'region:write', audit: REGION_AUDIT.update, conditional: 'change', failures: [404, 409] })
  async update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() langCode: string,
    @Body() body: UpdateRegionDto,
  ): Promise<RegionDto> {
    const timeZone = given(body.timeZone);
    const patch = {
      ...(body.name == null ? {} : { name: body.name }),
      ...(timeZone === undefined ? {} : { timeZone: timeZone ?? '' }),
      ...(body.notes === undefined ? {} : { notes: body.notes ?? '' }),
      parent: given(body.parentRegionId),
    };
    const region = await this.updateRegion.execute({
      actor: actorOf(request),
      project: projectId,
      languageCode: langCode,
      patch,
      expectedRevision: expectedRevisionOf(request),
    });
    return revised(request, region.region, regionDto(region, projectId));
  }

  /**
   * Deletes a region with its cultural data. Regions below it and RAG documents lose their link to it.
   * @param langCode Language code of the region
   */
  @Delete('{langCode}')
  @Operation({ permission: 'region:write', audit: REGION_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(204, 'Deleted')
  async delete(@Request() request: HttpRequest, @Path() projectId: string, @Path() langCode: string): Promise<void> {
    await this.deleteRegion.execute({
      actor: actorOf(request),
      project: projectId,
      languageCode: langCode,
      expectedRevision: expectedRevisionOf(request),
    });
    this.setStatus(204);
  }
}

/** An empty text counts as absent, because forms send empty fields like that. */
const given = (value: string | null | undefined): string | null | undefined => (value === '' ? undefined : value);
