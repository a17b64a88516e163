import type { Request as HttpRequest } from 'express';
import { Body, Controller, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { variableValues } from '../../../template/domain/variable-values';
import type { ExecutePrompt } from '../../application/execute-prompt';
import type { ExecutionSettings } from '../../application/execution-settings';
import { EXECUTION_AUDIT } from '../../domain/execution-audit';
import { executedDto, executedText, type ExecutedDto, type ExecutePromptDto } from './execute-prompt.dto';
import { EXECUTION_EVENTS } from './execution-events';
import { respond } from './execution-response';

/** Sends prompts and texts to language models. */
@Route('api/llm-execution')
@Tags('Execution')
export class LlmExecutionController extends Controller {
  constructor(
    private readonly executePrompt: ExecutePrompt,
    private readonly settings: ExecutionSettings,
  ) {
    super();
  }

  /**
   * Sends the text of a prompt, or a bare text, to a model and returns its response. With `Accept: text/event-stream` the response comes as
   * events: `delta` with `text` for each piece, then `done` with the other members, or `error` with problem details.
   */
  @Post('execute')
  @Operation({
    permission: 'prompt:execute',
    audit: EXECUTION_AUDIT.run,
    failures: [404, 422],
    counted: 'execution',
    events: EXECUTION_EVENTS,
  })
  @SuccessResponse(201, 'Executed')
  execute(@Request() request: HttpRequest, @Body() body: ExecutePromptDto): Promise<ExecutedDto> {
    const command = {
      actor: actorOf(request),
      modelId: body.modelId,
      text: executedText(body),
      variables: variableValues(body.variables, '/variables'),
    };
    this.setStatus(201);
    return respond(request, this.settings.values, {
      status: 201,
      execute: (options) => this.executePrompt.execute(command, options),
      bodyOf: executedDto,
      text: 'result',
    });
  }
}
