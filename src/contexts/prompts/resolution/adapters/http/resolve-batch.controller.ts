import type { Request as HttpRequest } from 'express';
import { Body, Controller, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf, requireInProject } from '#platform/http/authentication';
import { faultsOfElements } from '#platform/http/batch-elements';
import { declaredOperations, Operation } from '#platform/http/operation';
import { addBytesInFlight } from '#platform/persistence/bytes-in-flight';
import { DATABASE_FAILURES } from '#platform/persistence/unavailable';
import { reportFailure } from '#platform/http/report-failure';
import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { BatchOutcome, ResolveBatch } from '../../application/resolve-batch';
import type { ResolvePromptCommand } from '../../application/resolve-prompt';
import { RESOLUTION_AUDIT } from '../../domain/resolution-audit';
import { variableValues } from '../../../template/domain/variable-values';
import type { BatchItemDto, BatchProblemDto, BatchResultDto, ResolveBatchDto, ResolvedBatchDto } from './resolve-batch.dto';
import { pastTimeOf } from './past-time';
import { namesTag } from './named-tag';
import { resolvedDto } from './resolve-prompt.dto';

/** The route whose work each item does. */
const SINGLE = 'ResolvePrompt_resolve';
const PERMISSION = 'prompt:resolve';

@Route('api/resolve')
@Tags('Serving')
export class ResolveBatchController extends Controller {
  constructor(
    private readonly resolveBatch: ResolveBatch,
    private readonly clock: Clock,
  ) {
    super();
  }

  /**
   * Resolves up to 100 prompts of the tenant's projects. Each item is treated like a request to `POST
   * /api/projects/{projectId}/prompts/{promptId}/resolve`, with its own permission and status, and with the same response or problem
   * details. A failed item does not affect the others. Denied items are in the audit log like requests of their own. Rate limits count each
   * item. Items for which the batch has no room are 422 with the code `prompts.batch_too_large`.
   */
  @Post()
  @Operation({ permission: PERMISSION, anyKey: true, audit: RESOLUTION_AUDIT.resolve, serves: true, batch: 'items' })
  @SuccessResponse(200, 'Resolved')
  async resolve(@Request() request: HttpRequest, @Body() body: ResolveBatchDto): Promise<ResolvedBatchDto> {
    const actor = actorOf(request);
    const faults = faultsOfElements(request);
    const items = body.items.map((item, index) => ({
      command: async () => {
        const fault = faults.get(index);
        if (!fault) return commandOf(actor, item, this.clock);
        // Like in a single request, callers without permission do not learn what else is wrong.
        const { projectId } = Object(item) as { readonly projectId?: unknown };
        if (typeof projectId === 'string') await requireInProject(request, projectId, PERMISSION);
        throw fault;
      },
    }));
    const results: BatchResultDto[] = [];
    for await (const outcome of this.resolveBatch.execute(items)) {
      // The client has left.
      if (request.res?.destroyed) break;
      const result = await resultOf(request, body.items[results.length], outcome);
      if (result.resolved) await addBytesInFlight(2 * result.resolved.text.length);
      results.push(result);
    }
    return { results };
  }
}

const commandOf = (actor: Actor, item: BatchItemDto, clock: Clock): ResolvePromptCommand => ({
  asOf: pastTimeOf('/asOf', item.asOf, clock),
  actor,
  project: item.projectId,
  prompt: item.promptId,
  version: item.version ?? null,
  environment: item.environment ?? null,
  language: item.language ?? null,
  strict: item.strict ?? false,
  variables: variableValues(item.variables, '/variables'),
  isKnown: (etag) => namesTag(item.ifNoneMatch ?? undefined, etag),
});

async function resultOf(request: HttpRequest, item: BatchItemDto | undefined, outcome: BatchOutcome): Promise<BatchResultDto> {
  if ('error' in outcome) return failed(request, item, outcome.error);
  const { etag, isKnown } = outcome.resolved;
  if (isKnown) return { status: 304, etag };
  return { status: 200, etag, resolved: resolvedDto(outcome.resolved, item?.promptId ?? '', outcome.asOf) };
}

/** Throws the error of an unavailable database, because otherwise the items would wait for it one after the other. */
async function failed(request: HttpRequest, item: BatchItemDto | undefined, error: unknown): Promise<BatchResultDto> {
  const parameters = { projectId: String(item?.projectId), promptId: String(item?.promptId) };
  const problem = await reportFailure(request, error, { operation: declaredOperations().get(SINGLE), parameters });
  if (DATABASE_FAILURES.has(problem.code)) throw error;
  return { status: problem.status, etag: null, problem: problem as unknown as BatchProblemDto };
}
