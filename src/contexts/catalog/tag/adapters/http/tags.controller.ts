import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { changerOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import type { CreateTag } from '../../application/create-tag';
import type { DeleteTag } from '../../application/delete-tag';
import { TAG_LIST, type ReadTags } from '../../application/read-tags';
import type { UpdateTag } from '../../application/update-tag';
import { TAG_AUDIT } from '../../domain/tag';
import { tagDto, type CreateTagDto, type TagDto, type UpdateTagDto } from './tags.dto';

/** The words by which the prompts of a project are grouped and found. */
@Route('api/projects/{projectId}/tags')
@Tags('Tags')
@ChangedAs('tag', { path: 'tags/{id}', id: 'id' })
export class TagsController extends Controller {
  constructor(
    private readonly createTag: CreateTag,
    private readonly updateTag: UpdateTag,
    private readonly deleteTag: DeleteTag,
    private readonly tags: ReadTags,
  ) {
    super();
  }

  /** Creates a tag. */
  @Post()
  @Operation({ permission: 'tag:write', audit: TAG_AUDIT.create, idempotent: true, conditional: 'create', failures: [404, 409] })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: CreateTagDto): Promise<TagDto> {
    const { name, description = null } = body;
    const tag = await this.createTag.execute({ actor: actorOf(request), project: projectId, name, description });
    this.setStatus(201);
    return revised(request, tag, tagDto(tag, projectId));
  }

  /** Lists the project's tags, oldest first. */
  @Get()
  @Operation({ permission: 'tag:read', audit: TAG_AUDIT.list, failures: [404], list: TAG_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string): Promise<TagDto[]> {
    const page = await this.tags.list(actorOf(request), projectId, listQueryOf(request));
    return pageResponse(this, request, page, (each) => tagDto(each, projectId));
  }

  /**
   * Reads the tag of that exact name.
   * @param name Name of the tag
   */
  @Get('by-name/{name}')
  @Operation({ permission: 'tag:read', audit: TAG_AUDIT.read, conditional: 'read', failures: [404] })
  async readByName(@Request() request: HttpRequest, @Path() projectId: string, @Path() name: string): Promise<TagDto> {
    const tag = await this.tags.byName(actorOf(request), projectId, name);
    return revised(request, tag, tagDto(tag, projectId));
  }

  /** Reads one tag. */
  @Get('{tagId}')
  @Operation({ permission: 'tag:read', audit: TAG_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() tagId: string): Promise<TagDto> {
    const tag = await this.tags.byId(actorOf(request), projectId, tagId);
    return revised(request, tag, tagDto(tag, projectId));
  }

  /** Changes the given fields. */
  @Patch('{tagId}')
  @Operation({ permission: 'tag:write', audit: TAG_AUDIT.update, conditional: 'change', failures: [404, 409] })
  async update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() tagId: string,
    @Body() body: UpdateTagDto,
  ): Promise<TagDto> {
    const patch = { name: body.name ?? undefined, description: body.description };
    const tag = await this.updateTag.execute({ ...changerOf(request), project: projectId, tagId, patch });
    return revised(request, tag, tagDto(tag, projectId));
  }

  /** Deletes a tag and returns it as it was. */
  @Delete('{tagId}')
  @Operation({ permission: 'tag:write', audit: TAG_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(@Request() request: HttpRequest, @Path() projectId: string, @Path() tagId: string): Promise<TagDto> {
    return tagDto(await this.deleteTag.execute({ ...changerOf(request), project: projectId, tagId }), projectId);
  }
}
