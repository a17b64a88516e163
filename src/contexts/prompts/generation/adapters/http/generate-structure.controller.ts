import type { Request as HttpRequest } from 'express';
import { Body, Controller, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { callerSignal } from '#platform/http/caller-signal';
import { Operation } from '#platform/http/operation';
import { EXECUTION_AUDIT } from '../../../execution/domain/execution-audit';
import type { GenerateStructure } from '../../application/generate-structure';
import type { GeneratedStructureDto, GenerateStructureDto } from './generate-structure.dto';

@Route('api/projects/{projectId}/prompts/generate-structure')
@Tags('Prompts')
export class GenerateStructureController extends Controller {
  constructor(private readonly generateStructure: GenerateStructure) {
    super();
  }

  /**
   * Asks a model to design a prompt with its assets and translations. The response is a body for `load-structure`; nothing is stored. The
   * model is the one called or identified `gpt-4o` of the project, or else of the platform tenant's project `default-project`. Its
   * instructions are the system prompt `prompt-generator`.
   */
  @Post()
  @Operation({ permission: 'prompt:execute', audit: EXECUTION_AUDIT.run, failures: [404], counted: 'execution' })
  @SuccessResponse(201, 'Generated')
  async generate(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Body() body: GenerateStructureDto,
  ): Promise<GeneratedStructureDto> {
    const command = { actor: actorOf(request), project: projectId, userPrompt: body.userPrompt };
    const structure = await this.generateStructure.execute(command, { signal: callerSignal(request) });
    this.setStatus(201);
    return structure as GeneratedStructureDto;
  }
}
