import type { Request as HttpRequest } from 'express';
import { Body, Controller, Get, Path, Post, Put, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import { warn } from '#platform/http/warning';
import { namedFaults } from '../../../pointer/domain/release-unresolvable';
import type { ApproveDeployment } from '../../application/approve-deployment';
import type { CloseDeployment } from '../../application/close-deployment';
import type { CarriedOut, DeployDeployment } from '../../application/deploy-deployment';
import { DEPLOYMENT_LIST } from '../../application/deployment-repository.port';
import type { ReadDeployments } from '../../application/read-deployments';
import type { RequestDeployment } from '../../application/request-deployment';
import type { RollbackDeployment } from '../../application/rollback-deployment';
import type { Deployment } from '../../domain/deployment';
import { DEPLOYMENT_AUDIT } from '../../domain/deployment-audit';
import {
  deploymentDto,
  type DeploymentDto,
  type RequestDeploymentDto,
  type RollbackDeploymentDto,
  type CancelDeploymentDto,
  type RejectDeploymentDto,
  type DeployDeploymentDto,
} from './deployments.dto';

/** Reviewed releases: a deployment moves what an environment serves to other versions, and can be rolled back. The same routes exist under `/api/api/projects/…/deployments`. */
@Route('api/projects/{projectId}/deployments')
@Tags('Deployments')
export class DeploymentsController extends Controller {
  constructor(
    private readonly requestDeployment: RequestDeployment,
    private readonly approveDeployment: ApproveDeployment,
    private readonly deployDeployment: DeployDeployment,
    private readonly rollbackDeployment: RollbackDeployment,
    private readonly closeDeployment: CloseDeployment,
    private readonly deployments: ReadDeployments,
  ) {
    super();
  }

  /** Requests a release. Another user approves it. */
  @Post()
  @Operation({
    permission: 'deployment:request',
    audit: DEPLOYMENT_AUDIT.request,
    idempotent: true,
    conditional: 'create',
    failures: [404, 409],
  })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: RequestDeploymentDto): Promise<DeploymentDto> {
    const { name, environmentId, description = null } = body;
    const items = body.items.map(({ changeMessage, riskLevel, ...item }) => ({
      ...item,
      changeMessage: changeMessage ?? null,
      riskLevel: riskLevel ?? 'LOW',
    }));
    const command = { actor: actorOf(request), project: projectId, environmentId, name, description, items };
    return this.#answer(request, projectId, 201, await this.requestDeployment.execute(command));
  }

  /** Lists the deployments of the project, newest request first. */
  @Get()
  @Operation({ permission: 'deployment:read', audit: DEPLOYMENT_AUDIT.list, failures: [404], list: DEPLOYMENT_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string): Promise<DeploymentDto[]> {
    const page = await this.deployments.list(actorOf(request), projectId, listQueryOf(request));
    return pageResponse(this, request, page, deploymentDto);
  }

  /** Reads one deployment. */
  @Get('{deploymentId}')
  @Operation({ permission: 'deployment:read', audit: DEPLOYMENT_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() deploymentId: string): Promise<DeploymentDto> {
    const shown = await this.deployments.one(actorOf(request), projectId, deploymentId);
    return revised(request, shown.deployment, deploymentDto(shown));
  }

  /**
   * Approves a pending deployment that another user has requested. An approved one can be approved again if the rules of the environment
   * now require more approvals.
   */
  @Put('{deploymentId}/approve')
  @Operation({ permission: 'deployment:approve', audit: DEPLOYMENT_AUDIT.approve, conditional: 'change', failures: [404, 409] })
  async approve(@Request() request: HttpRequest, @Path() projectId: string, @Path() deploymentId: string): Promise<DeploymentDto> {
    const command = commandOf(request, projectId, deploymentId);
    return this.#answer(request, projectId, 200, await this.approveDeployment.execute(command));
  }

  /**
   * Carries out an approved deployment, either all items or none: drafts become active, and each version replaces the earlier one of its
   * prompt in the environment. If an item cannot be released, the response is 409 and the deployment has failed.
   */
  @Post('{deploymentId}/deploy')
  @Operation({
    permission: 'deployment:deploy',
    audit: DEPLOYMENT_AUDIT.deploy,
    conditional: 'change',
    failures: [404, 409],
    headers: ['Warning'],
  })
  @SuccessResponse(201, 'Deployed')
  async deploy(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() deploymentId: string,
    @Body() body: DeployDeploymentDto,
  ): Promise<DeploymentDto> {
    const command = { ...commandOf(request, projectId, deploymentId), breakGlass: body.breakGlass };
    return this.#carriedOut(request, projectId, await this.deployDeployment.execute(command));
  }

  /** Cancels a deployment that is pending or approved. */
  @Post('{deploymentId}/cancel')
  @Operation({ permission: 'deployment:request', audit: DEPLOYMENT_AUDIT.cancel, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Cancelled')
  async cancel(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() deploymentId: string,
    @Body() body: CancelDeploymentDto,
  ): Promise<DeploymentDto> {
    const command = { ...commandOf(request, projectId, deploymentId), reason: body.reason ?? null, rejects: false };
    return this.#answer(request, projectId, 200, await this.closeDeployment.execute(command));
  }

  /** Rejects a deployment that is pending or approved, with a reason. It is then cancelled and marked as rejected. */
  @Post('{deploymentId}/reject')
  @Operation({ permission: 'deployment:approve', audit: DEPLOYMENT_AUDIT.reject, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Rejected')
  async reject(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() deploymentId: string,
    @Body() body: RejectDeploymentDto,
  ): Promise<DeploymentDto> {
    const command = { ...commandOf(request, projectId, deploymentId), reason: body.reason, rejects: true };
    return this.#answer(request, projectId, 200, await this.closeDeployment.execute(command));
  }

  /**
   * Returns the whole environment to its state right after an earlier deployment. Prompts and assets that the environment did not have then
   * are removed from it.
   */
  @Post('{deploymentId}/rollback')
  @Operation({
    permission: 'deployment:rollback',
    audit: DEPLOYMENT_AUDIT.rollback,
    conditional: 'change',
    failures: [404, 409],
    headers: ['Warning'],
  })
  @SuccessResponse(201, 'Rolled back')
  async rollback(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() deploymentId: string,
    @Body() body: RollbackDeploymentDto,
  ): Promise<DeploymentDto> {
    const { rollbackToDeploymentId } = body;
    const command = commandOf(request, projectId, deploymentId);
    return this.#carriedOut(request, projectId, await this.rollbackDeployment.execute({ ...command, rollbackToDeploymentId }));
  }

  #carriedOut(request: HttpRequest, projectId: string, { deployment, unresolvable }: CarriedOut): Promise<DeploymentDto> {
    if (unresolvable.length > 0) warn(this, [namedFaults(unresolvable).join('; ')]);
    return this.#answer(request, projectId, 201, deployment);
  }

  async #answer(request: HttpRequest, projectId: string, status: number, deployment: Deployment): Promise<DeploymentDto> {
    this.setStatus(status);
    return revised(request, deployment, deploymentDto(await this.deployments.shown(actorOf(request), projectId, deployment)));
  }
}

const commandOf = (request: HttpRequest, project: string, deploymentId: string) => ({
  actor: actorOf(request),
  project,
  deploymentId,
  expectedRevision: expectedRevisionOf(request),
});
