import type { Request as HttpRequest } from 'express';
import { Body, Controller, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { variableValues } from '../../../template/domain/variable-values';
import type { ExecuteRaw } from '../../application/execute-raw';
import type { ExecutionSettings } from '../../application/execution-settings';
import { EXECUTION_AUDIT } from '../../domain/execution-audit';
import { executedRawDto, type ExecutedRawDto, type ExecuteRawDto } from './execute-raw.dto';
import { EXECUTION_EVENTS } from './execution-events';
import { respond } from './execution-response';

@Route('api/execute-raw')
@Tags('Execution')
export class RawExecutionController extends Controller {
  constructor(
    private readonly executeRaw: ExecuteRaw,
    private readonly settings: ExecutionSettings,
  ) {
    super();
  }

  /**
   * Sends a text to a model, with a system prompt as its instructions. In the system prompt `${name}` is replaced by the variable `name`. With
   * `Accept: text/event-stream` the response comes as events, like that of `/api/llm-execution/execute`.
   */
  @Post()
  @Operation({
    permission: 'prompt:execute',
    audit: EXECUTION_AUDIT.run,
    failures: [404],
    counted: 'execution',
    events: EXECUTION_EVENTS,
  })
  @SuccessResponse(200, 'Executed')
  execute(@Request() request: HttpRequest, @Body() body: ExecuteRawDto): Promise<ExecutedRawDto> {
    const { aiModelId: modelId, systemPromptName: systemPrompt, userText } = body;
    const command = { actor: actorOf(request), modelId, systemPrompt, userText, variables: variableValues(body.variables, '/variables') };
    return respond(request, this.settings.values, {
      status: 200,
      execute: (options) => this.executeRaw.execute(command, options),
      bodyOf: executedRawDto,
      text: 'response',
    });
  }
}
