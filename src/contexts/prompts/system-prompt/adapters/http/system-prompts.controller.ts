import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { listQueryOf, pageResponse } from '#platform/http/paging';
import type { CreateSystemPrompt } from '../../application/create-system-prompt';
import type { DeleteSystemPrompt } from '../../application/delete-system-prompt';
import type { ReadSystemPrompts } from '../../application/read-system-prompts';
import type { UpdateSystemPrompt } from '../../application/update-system-prompt';
import { SYSTEM_PROMPT_LIST } from '../../application/system-prompt-repository.port';
import { SYSTEM_PROMPT_AUDIT } from '../../domain/system-prompt-audit';
import { systemPromptDto, type CreateSystemPromptDto, type SystemPromptDto, type UpdateSystemPromptDto } from './system-prompts.dto';

/** Instructions for models that all tenants share, addressed by name. Only an `admin` of the platform tenant writes them. */
@Route('api/system-prompts')
@Tags('System prompts')
export class SystemPromptsController extends Controller {
  constructor(
    private readonly createSystemPrompt: CreateSystemPrompt,
    private readonly updateSystemPrompt: UpdateSystemPrompt,
    private readonly deleteSystemPrompt: DeleteSystemPrompt,
    private readonly systemPrompts: ReadSystemPrompts,
  ) {
    super();
  }

  /** Creates a system prompt for all tenants. Only an `admin` of the platform tenant may. */
  @Post()
  @Operation({
    permission: 'system-prompt:write',
    audit: SYSTEM_PROMPT_AUDIT.create,
    idempotent: true,
    conditional: 'create',
    failures: [409],
  })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Body() body: CreateSystemPromptDto): Promise<SystemPromptDto> {
    const { name, promptText, description = null, category = null } = body;
    const prompt = await this.createSystemPrompt.execute({ actor: actorOf(request), name, promptText, description, category });
    this.setStatus(201);
    return revised(request, prompt, systemPromptDto(prompt));
  }

  /** Lists the system prompts by name. */
  @Get()
  @Operation({ permission: 'system-prompt:read', audit: SYSTEM_PROMPT_AUDIT.list, list: SYSTEM_PROMPT_LIST })
  async list(@Request() request: HttpRequest): Promise<SystemPromptDto[]> {
    const page = await this.systemPrompts.list(actorOf(request), listQueryOf(request));
    return pageResponse(this, request, page, systemPromptDto);
  }

  /**
   * Reads the system prompt of that exact name.
   * @param name Name of the system prompt, percent-encoded
   */
  @Get('{name}')
  @Operation({ permission: 'system-prompt:read', audit: SYSTEM_PROMPT_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() name: string): Promise<SystemPromptDto> {
    const prompt = await this.systemPrompts.byName(actorOf(request), name);
    return revised(request, prompt, systemPromptDto(prompt));
  }

  /**
   * Changes the given fields. A new name is the address from then on.
   * @param name Name of the system prompt, percent-encoded
   */
  @Patch('{name}')
  @Operation({ permission: 'system-prompt:write', audit: SYSTEM_PROMPT_AUDIT.update, conditional: 'change', failures: [404, 409] })
  async update(@Request() request: HttpRequest, @Path() name: string, @Body() body: UpdateSystemPromptDto): Promise<SystemPromptDto> {
    const { description, category } = body;
    const prompt = await this.updateSystemPrompt.execute({
      actor: actorOf(request),
      name,
      patch: { name: body.name ?? undefined, promptText: body.promptText ?? undefined, description, category },
      expectedRevision: expectedRevisionOf(request),
    });
    return revised(request, prompt, systemPromptDto(prompt));
  }

  /**
   * Deletes a system prompt and returns it as it was. The server does not create a deleted default again.
   * @param name Name of the system prompt, percent-encoded
   */
  @Delete('{name}')
  @Operation({ permission: 'system-prompt:write', audit: SYSTEM_PROMPT_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(@Request() request: HttpRequest, @Path() name: string): Promise<SystemPromptDto> {
    const command = { actor: actorOf(request), name, expectedRevision: expectedRevisionOf(request) };
    return systemPromptDto(await this.deleteSystemPrompt.execute(command));
  }
}
