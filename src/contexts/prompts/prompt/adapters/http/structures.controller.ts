import type { Request as HttpRequest } from 'express';
import { Body, Controller, Path, Post, Request, Route, Security, SuccessResponse, Tags } from 'tsoa';
import { Audit } from '#platform/http/audit';
import { actorOf } from '#platform/http/authentication';
import { revised } from '#platform/http/conditional';
import type { LoadStructure } from '../../application/load-structure';
import type { ReadPrompts } from '../../application/read-prompts';
import { PROMPT_AUDIT } from '../../domain/prompt-audit';
import { detailDto, type PromptDetailDto } from './prompts.dto';
import { structureOf, type LoadStructureDto } from './structures.dto';

@Route('api/projects/{projectId}/prompts/load-structure')
@Tags('Prompts')
export class StructuresController extends Controller {
  constructor(
    private readonly loadStructure: LoadStructure,
    private readonly prompts: ReadPrompts,
  ) {
    super();
  }

  /** Creates a prompt of a skeleton, with an active version 1.0.0, its assets with theirs, and the tags that are missing: all or nothing. */
  @Post()
  @Security('bearer', ['prompt:write'])
  @Audit(PROMPT_AUDIT.create)
  @SuccessResponse(201, 'Created')
  async load(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: LoadStructureDto): Promise<PromptDetailDto> {
    const actor = actorOf(request);
    const slug = await this.loadStructure.execute({ actor, project: projectId, ...structureOf(body) });
    const detailed = await this.prompts.detail(actor, projectId, slug);
    this.setStatus(201);
    return revised(request, detailed.prompt, detailDto(detailed, projectId));
  }
}
