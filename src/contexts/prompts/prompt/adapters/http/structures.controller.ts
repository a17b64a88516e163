import type { Request as HttpRequest } from 'express';
import { Body, Controller, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { warn } from '#platform/http/warning';
import type { LoadStructure } from '../../application/load-structure';
import type { ReadPrompts } from '../../application/read-prompts';
import { logicNote } from '../../domain/creation-notes';
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

  /**
   * Creates a prompt from a skeleton, with an active version 1.0.0, its assets with active versions, and the missing tags, or nothing. A
   * `Warning` header reports conditions or filters of other template languages, which are variables here.
   */
  @Post()
  @Operation({ permission: 'prompt:write', audit: PROMPT_AUDIT.create, idempotent: true, failures: [404, 409], headers: ['Warning'] })
  @SuccessResponse(201, 'Created')
  async load(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: LoadStructureDto): Promise<PromptDetailDto> {
    const actor = actorOf(request);
    const structure = structureOf(body);
    const slug = await this.loadStructure.execute({ actor, project: projectId, ...structure });
    // The prompt was created, so that the response shows it whatever its length.
    const detailed = await this.prompts.whole(actor, projectId, slug);
    this.setStatus(201);
    const { promptText, translations, assets } = structure;
    const others = [...translations, ...assets.flatMap((each) => each.translations)].map(({ text }) => text);
    warn(this, [logicNote([promptText, ...assets.map(({ value }) => value), ...others], [])]);
    return revised(request, detailed.prompt, detailDto(detailed, projectId));
  }
}
