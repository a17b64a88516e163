import type { Request as HttpRequest } from 'express';
import {
  Body,
  Controller,
  Delete,
  Extension,
  Get,
  Patch,
  Path,
  Post,
  Request,
  Route,
  Security,
  SuccessResponse,
  Tags,
} from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { answerPage, listQueryOf } from '#platform/http/paging';
import { Audit } from '#platform/http/audit';
import type { CreateTag } from '../../application/create-tag';
import type { DeleteTag } from '../../application/delete-tag';
import type { ReadTags } from '../../application/read-tags';
import type { UpdateTag } from '../../application/update-tag';
import { TAG_LIST } from '../../application/tag-repository.port';
import { TAG_AUDIT } from '../../domain/tag-audit';
import { tagDto, type CreateTagDto, type TagDto, type UpdateTagDto } from './tags.dto';

@Route('api/projects/{projectId}/tags')
@Tags('Tags')
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
  @Security('bearer', ['tag:write'])
  @Audit(TAG_AUDIT.create)
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: CreateTagDto): Promise<TagDto> {
    const tag = await this.createTag.execute({
      actor: actorOf(request),
      project: projectId,
      name: body.name,
      description: body.description ?? null,
    });
    this.setStatus(201);
    return revised(request, tag, tagDto(tag, projectId));
  }

  /** Lists the project's tags, oldest first. */
  @Get()
  @Security('bearer', ['tag:read'])
  @Audit(TAG_AUDIT.list)
  @Extension('x-list', TAG_LIST)
  async list(@Request() request: HttpRequest, @Path() projectId: string): Promise<TagDto[]> {
    const page = await this.tags.list(actorOf(request), projectId, listQueryOf(request, TAG_LIST));
    return answerPage(this, request, page, (each) => tagDto(each, projectId));
  }

  /**
   * Reads the tag of that exact name.
   * @param name Name of the tag
   */
  @Get('by-name/{name}')
  @Security('bearer', ['tag:read'])
  @Audit(TAG_AUDIT.read)
  async readByName(@Request() request: HttpRequest, @Path() projectId: string, @Path() name: string): Promise<TagDto> {
    const tag = await this.tags.byName(actorOf(request), projectId, name);
    return revised(request, tag, tagDto(tag, projectId));
  }

  /** Reads one tag. */
  @Get('{tagId}')
  @Security('bearer', ['tag:read'])
  @Audit(TAG_AUDIT.read)
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() tagId: string): Promise<TagDto> {
    const tag = await this.tags.byId(actorOf(request), projectId, tagId);
    return revised(request, tag, tagDto(tag, projectId));
  }

  /** Changes the fields that are given. */
  @Patch('{tagId}')
  @Security('bearer', ['tag:write'])
  @Audit(TAG_AUDIT.update)
  async update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() tagId: string,
    @Body() body: UpdateTagDto,
  ): Promise<TagDto> {
    const patch = { name: body.name ?? undefined, description: body.description };
    const tag = await this.updateTag.execute({
      actor: actorOf(request),
      project: projectId,
      tagId,
      patch,
      expectedRevision: expectedRevisionOf(request),
    });
    return revised(request, tag, tagDto(tag, projectId));
  }

  /** Deletes a tag and answers it as it was. */
  @Delete('{tagId}')
  @Security('bearer', ['tag:write'])
  @Audit(TAG_AUDIT.delete)
  async delete(@Request() request: HttpRequest, @Path() projectId: string, @Path() tagId: string): Promise<TagDto> {
    const tag = await this.deleteTag.execute({
      actor: actorOf(request),
      project: projectId,
      tagId,
      expectedRevision: expectedRevisionOf(request),
    });
    return tagDto(tag, projectId);
  }
}
