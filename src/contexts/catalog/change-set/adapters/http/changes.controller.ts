import type { Request as HttpRequest } from 'express';
import { Body, Controller, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { warnServed } from '#platform/http/warning';
import type { ApplyChanges } from '../../application/apply-changes';
import { CHANGE_SET_AUDIT } from '../../domain/change-set-audit';
import type { ChangeRouter } from './change-router';
import type { AppliedChangesDto, ApplyChangesDto, ChangeResultDto } from './changes.dto';

/** Many changes of one project in one request: all of them happen, or none. */
@Route('api/projects/{projectId}/changes')
@Tags('Change sets')
export class ChangesController extends Controller {
  constructor(
    private readonly applyChanges: ApplyChanges,
    private readonly router: ChangeRouter,
  ) {
    super();
  }

  /**
   * Applies up to 500 changes of this project in one transaction, all or nothing. Each change needs the permission of its own
   * route as well and has its own events. With more than 10,000 events together, the response is a 422. Faults in the body of a change have pointers
   * below `/changes/{index}/body`.
   * The response has the result of each change. The route of a resource returns its new state. A `Warning` header has the warnings
   * of the changes, and names the texts served by environments that cannot be resolved after them.
   */
  @Post()
  @Operation({ permission: 'change:apply', audit: CHANGE_SET_AUDIT.apply, idempotent: true, failures: [404, 409], headers: ['Warning'] })
  @SuccessResponse(200, 'Applied')
  async apply(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: ApplyChangesDto): Promise<AppliedChangesDto> {
    const steps = this.router.steps(request, projectId, body.changes);
    const results = await this.applyChanges.execute<ChangeResultDto>({ actor: actorOf(request), project: projectId, steps });
    const notes = results.map((each) => each.warning);
    const warnings = await warnServed(request, this, notes, () => this.router.faults(request, projectId, body.changes));
    return { results, warnings: [...warnings] };
  }
}
