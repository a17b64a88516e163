import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Put, Query, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { isResponseShown } from '#platform/http/tsoa/inner-call';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import { warn } from '#platform/http/warning';
import type { CreatePrompt } from '../../application/create-prompt';
import type { DeletePrompt } from '../../application/delete-prompt';
import type { ReadPrompts } from '../../application/read-prompts';
import type { UpdatePrompt } from '../../application/update-prompt';
import { lenientTags } from '../../domain/prompt';
import { PROMPT_LIST } from '../../application/prompt-repository.port';
import { PROMPT_AUDIT } from '../../domain/prompt-audit';
import { lenientPromptType } from '../../domain/prompt-type';
import { logicNote, typeNote } from '../../domain/creation-notes';
import {
  createdDto,
  detailDto,
  listItemDto,
  type CreatePromptDto,
  type PromptDetailDto,
  type PromptListItemDto,
  type UpdatePromptDto,
} from './prompts.dto';
import { newTranslations } from './versions.dto';

const DEFAULT_LANGUAGE = 'en-US';

/** The named texts of a project, with their history. */
@Route('api/projects/{projectId}/prompts')
@Tags('Prompts')
@ChangedAs('prompt', { path: 'prompts/{id}', id: 'id' })
export class PromptsController extends Controller {
  constructor(
    private readonly createPrompt: CreatePrompt,
    private readonly updatePrompt: UpdatePrompt,
    private readonly deletePrompt: DeletePrompt,
    private readonly prompts: ReadPrompts,
  ) {
    super();
  }

  /**
   * Creates a prompt with version 1.0.0 and that version's translations. A `Warning` header reports an unknown type, and conditions or
   * filters of other template languages, which are variables here.
   */
  @Post()
  @Operation({
    permission: 'prompt:write',
    audit: PROMPT_AUDIT.create,
    idempotent: true,
    conditional: 'create',
    failures: [404, 409],
    headers: ['Warning'],
  })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: CreatePromptDto): Promise<PromptDetailDto> {
    const created = await this.createPrompt.execute({
      actor: actorOf(request),
      project: projectId,
      name: body.name,
      slug: body.slug ?? null,
      legacySlug: body.legacySlug ?? false,
      description: body.description ?? null,
      type: lenientPromptType(body.type),
      tags: lenientTags(body.tags),
      promptText: body.promptText,
      languageCode: body.languageCode ?? DEFAULT_LANGUAGE,
      variables: body.variables ?? [],
      literals: body.literals ?? [],
      translations: newTranslations(body.initialTranslations),
      changeMessage: body.changeMessage ?? null,
      activate: body.activate ?? false,
    });
    this.setStatus(201);
    const texts = [body.promptText, ...(body.initialTranslations ?? []).map((each) => each.promptText)];
    warn(this, [typeNote(body.type), logicNote(texts, body.literals ?? [])]);
    return revised(request, created.prompt, createdDto(created, projectId));
  }

  /** Lists the prompts of the project, oldest first, with the tags of their versions. */
  @Get()
  @Operation({ permission: 'prompt:read', audit: PROMPT_AUDIT.list, failures: [404], list: PROMPT_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string): Promise<PromptListItemDto[]> {
    const page = await this.prompts.list(actorOf(request), projectId, listQueryOf(request));
    return pageResponse(this, request, page, (each) => listItemDto(each, projectId));
  }

  /**
   * Reads one prompt with all its versions and translations.
   * @param promptId The slug of the prompt
   */
  @Get('{id}')
  @Operation({ permission: 'prompt:read', audit: PROMPT_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path('id') promptId: string): Promise<PromptDetailDto> {
    const detailed = await this.prompts.detail(actorOf(request), projectId, promptId);
    return revised(request, detailed.prompt, detailDto(detailed, projectId));
  }

  /**
   * Changes the given fields, like PATCH. The id and the owner never change.
   * @param promptId The slug of the prompt
   */
  @Put('{id}')
  @Operation({ permission: 'prompt:write', audit: PROMPT_AUDIT.update, conditional: 'change', failures: [404, 409] })
  replace(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path('id') promptId: string,
    @Body() body: UpdatePromptDto,
  ): Promise<PromptDetailDto> {
    return this.#change(request, projectId, promptId, body);
  }

  /**
   * Changes the given fields. The id and the owner never change.
   * @param promptId The slug of the prompt
   */
  @Patch('{id}')
  @Operation({ permission: 'prompt:write', audit: PROMPT_AUDIT.update, conditional: 'change', failures: [404, 409] })
  update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path('id') promptId: string,
    @Body() body: UpdatePromptDto,
  ): Promise<PromptDetailDto> {
    return this.#change(request, projectId, promptId, body);
  }

  /**
   * Deletes a prompt with its versions. The response has no body. The server refuses while an environment points at one of them, or an
   * active version of another prompt shows it.
   * @param promptId The slug of the prompt
   * @param ifUnused `true`: the server also refuses if anything refers to it, even if that is not in use
   */
  @Delete('{id}')
  @Operation({ permission: 'prompt:write', audit: PROMPT_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Deleted')
  async delete(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path('id') promptId: string,
    @Query() ifUnused?: boolean,
  ): Promise<void> {
    await this.deletePrompt.execute({
      actor: actorOf(request),
      project: projectId,
      prompt: promptId,
      expectedRevision: expectedRevisionOf(request),
      ifUnused: ifUnused ?? false,
    });
    this.setStatus(200);
  }

  async #change(request: HttpRequest, project: string, prompt: string, body: UpdatePromptDto): Promise<PromptDetailDto> {
    const actor = actorOf(request);
    const patch = { name: body.name ?? undefined, description: body.description, type: body.type ?? undefined };
    const tagIds = body.tagIds === null ? [] : body.tagIds;
    const expectedRevision = expectedRevisionOf(request);
    const updated = await this.updatePrompt.execute({
      actor,
      project,
      prompt,
      patch,
      tagIds,
      expectedRevision,
      inDetail: isResponseShown(request),
    });
    return revised(request, updated.prompt, detailDto(updated.detail ?? { prompt: updated.prompt, tags: [], versions: [] }, project));
  }
}
