import type { Request as HttpRequest } from 'express';
import { Body, Controller, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import type { TextVersion } from '../../../text/domain/text-version';
import type { ApproveAssetPublication, ReadAssetVersions, RejectAssetPublication } from '../../application/asset-text-use-cases';
import { ASSET_VERSION_AUDIT } from '../../domain/asset-version-audit';
import { assetVersionDto, type AssetVersionDto } from './asset-versions.dto';

export interface RejectAssetPublicationDto {
  /**
   * 1 to 500 characters; the version shows it as `marketplaceRejectionReason`.
   * @example "Names a customer"
   */
  reason: string;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

@Route('api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}')
@Tags('Asset versions')
export class AssetVersionReviewsController extends Controller {
  constructor(
    private readonly approvePublication: ApproveAssetPublication,
    private readonly rejectPublication: RejectAssetPublication,
    private readonly versions: ReadAssetVersions,
  ) {
    super();
  }

  /**
   * Publishes a version whose publication another user requested; nobody approves their own request (403 `prompts.publication_own_request`).
   * A published version stays as it is, any other one that waits for no approval is a 409. With `If-Match` the reviewer publishes the
   * revision that they read, and no other.
   */
  @Post('approve-publish')
  @Operation({ permission: 'marketplace:review', audit: ASSET_VERSION_AUDIT.approve_publish, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Published')
  async approvePublish(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
  ): Promise<AssetVersionDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    return this.#answer(request, await this.approvePublication.execute({ ...callOf(request), ...address }));
  }

  /**
   * Refuses the publication that another user requested. The version keeps the reason until its publication is requested again, or it is
   * taken off the marketplace. The same reason a second time changes nothing; a version that waits for no approval is a 409.
   */
  @Post('reject-publish')
  @Operation({ permission: 'marketplace:review', audit: ASSET_VERSION_AUDIT.reject_publish, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Rejected')
  async rejectPublish(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
    @Body() body: RejectAssetPublicationDto,
  ): Promise<AssetVersionDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    return this.#answer(request, await this.rejectPublication.execute({ ...callOf(request), ...address, reason: body.reason }));
  }

  async #answer(request: HttpRequest, version: TextVersion): Promise<AssetVersionDto> {
    return revised(request, version, assetVersionDto(await this.versions.changed(version)));
  }
}

const callOf = (request: HttpRequest) => ({ actor: actorOf(request), expectedRevision: expectedRevisionOf(request) });
