import type { Request as HttpRequest } from 'express';
import { Controller, Get, Path, Query, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { offsetCursor, offsetOf } from '#platform/http/offset-cursor';
import { Operation } from '#platform/http/operation';
import { cursorOf, nextLink } from '#platform/http/paging';
import type { PreviewDeployment } from '../../application/preview-deployment';
import { DEPLOYMENT_AUDIT } from '../../domain/deployment-audit';
import { deploymentPreviewDto, type DeploymentPreviewDto } from './deployment-preview.dto';

@Route('api/projects/{projectId}/deployments/{deploymentId}/preview')
@Tags('Deployments')
export class DeploymentPreviewController extends Controller {
  constructor(private readonly previewDeployment: PreviewDeployment) {
    super();
  }

  /**
   * Shows what the deployment would do if it were carried out now. For each item: from which version to which the environment would move,
   * the differences, the languages and variables at fault, and what depends on it. It also lists the rules of the environment that block
   * it. Texts are shown to callers with the permission to read them. The `Link` header has the next page of items.
   * @param limit The number of items on a page
   * @param cursor From the `Link` header of the previous page
   * @isInt limit
   * @minimum limit 1
   * @maximum limit 100
   */
  @Get()
  @Operation({ permission: 'deployment:read', audit: DEPLOYMENT_AUDIT.preview, failures: [404], headers: ['Link'] })
  async preview(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() deploymentId: string,
    @Query() limit = 20,
    @Query() cursor?: string,
  ): Promise<DeploymentPreviewDto> {
    const offset = offsetOf(cursorOf(request, cursor));
    const query = { actor: actorOf(request), project: projectId, deploymentId, limit, offset };
    const preview = await this.previewDeployment.execute(query);
    if (offset + limit < preview.deployment.items.length) this.setHeader('Link', nextLink(request, offsetCursor(offset + limit)));
    return deploymentPreviewDto(preview);
  }
}
