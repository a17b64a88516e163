import type { Request as HttpRequest } from 'express';
import { Body, Controller, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { warn } from '#platform/http/warning';
import type { CopyPublishedPrompt } from '../../application/copy-published-prompt';
import { COPY_AUDIT } from '../../domain/copy-audit';
import { copiedPromptDto, type CopiedPromptDto, type CopyPromptDto } from './copies.dto';

@Route('api/projects/{projectId}/prompts')
@Tags('Marketplace')
export class CopiesController extends Controller {
  constructor(private readonly copyPrompt: CopyPublishedPrompt) {
    super();
  }

  /**
   * Copies a published version into this project as a new prompt: the text as draft 1.0.0 with its variables, literals and translations,
   * and the versions of the assets that the text shows. The caller needs `marketplace:read` and the permissions to write prompts in this
   * project, and none in the project of the source. `{{prompt:id}}` becomes `{{prompt:project/id}}`, so that the copy resolves to the same
   * text. The response is 409 if the text refers to prompts of projects that the caller may not read, and 404 if the version is not
   * published.
   */
  @Post('copy-published')
  @Operation({
    permission: 'prompt:write',
    audit: COPY_AUDIT.copy,
    idempotent: true,
    conditional: 'create',
    failures: [404, 409, 412, 422],
    headers: ['Warning'],
  })
  @SuccessResponse(201, 'Copied')
  async copyPublished(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: CopyPromptDto): Promise<CopiedPromptDto> {
    const { source, slug, name } = body;
    const copied = await this.copyPrompt.execute({
      actor: actorOf(request),
      project: projectId,
      source: { project: source.projectId, prompt: source.promptId, versionTag: source.versionTag },
      slug: slug ?? null,
      name: name ?? null,
    });
    warn(this, copied.warnings);
    this.setStatus(201);
    return revised(request, copied.prompt, copiedPromptDto(copied, projectId));
  }
}
