import type { Request as HttpRequest } from 'express';
import { Body, Controller, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import type { TextVersion } from '../../../text/domain/text-version';
import type { ApprovePublication, ReadVersions, RejectPublication } from '../../application/prompt-text-use-cases';
import { VERSION_AUDIT } from '../../domain/version-audit';
import { addressOf } from './version-address';
import { versionDto, type VersionDto } from './versions.dto';

export interface RejectPublicationDto {
  /**
   * 1 to 500 characters; the version shows it as `marketplaceRejectionReason`.
   * @example "Names a customer"
   */
  reason: string;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

@Route('api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}')
@Tags('Prompt versions')
export class VersionReviewsController extends Controller {
  constructor(
    private readonly approvePublication: ApprovePublication,
    private readonly rejectPublication: RejectPublication,
    private readonly versions: ReadVersions,
  ) {
    super();
  }

  /**
   * Publishes a version whose publication another user requested; nobody approves their own request (403 `prompts.publication_own_request`).
   * A published version stays as it is, any other one that waits for no approval is a 409. With `If-Match` the reviewer publishes the
   * revision that they read, and no other.
   */
  @Post('approve-publish')
  @Operation({ permission: 'marketplace:review', audit: VERSION_AUDIT.approve_publish, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Published')
  async approvePublish(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
  ): Promise<VersionDto> {
    return this.#answer(request, promptId, await this.approvePublication.execute(addressOf(request, projectId, promptId, versionTag)));
  }

  /**
   * Refuses the publication that another user requested. The version keeps the reason until its publication is requested again, or it is
   * taken off the marketplace. The same reason a second time changes nothing; a version that waits for no approval is a 409.
   */
  @Post('reject-publish')
  @Operation({ permission: 'marketplace:review', audit: VERSION_AUDIT.reject_publish, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Rejected')
  async rejectPublish(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
    @Body() body: RejectPublicationDto,
  ): Promise<VersionDto> {
    const command = { ...addressOf(request, projectId, promptId, versionTag), reason: body.reason };
    return this.#answer(request, promptId, await this.rejectPublication.execute(command));
  }

  async #answer(request: HttpRequest, promptId: string, version: TextVersion): Promise<VersionDto> {
    const { isActive } = await this.versions.changed(version);
    return revised(request, version, versionDto(version, promptId, isActive));
  }
}
