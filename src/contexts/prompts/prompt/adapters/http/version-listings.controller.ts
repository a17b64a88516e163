import type { Request as HttpRequest } from 'express';
import { Controller, Path, Post, Request, Route, Security, SuccessResponse, Tags } from 'tsoa';
import { Audit } from '#platform/http/audit';
import { revised } from '#platform/http/conditional';
import type { ReadVersions } from '../../application/read-versions';
import type { RequestPublish } from '../../application/request-publish';
import type { UnpublishVersion } from '../../application/unpublish-version';
import type { Version } from '../../domain/version';
import { VERSION_AUDIT } from '../../domain/version-audit';
import { addressOf } from './version-address';
import { versionDto, type VersionDto } from './versions.dto';

@Route('api/projects/{projectId}/prompts/{promptId}/versions')
@Tags('Prompt versions')
export class VersionListingsController extends Controller {
  constructor(
    private readonly requestPublish: RequestPublish,
    private readonly unpublishVersion: UnpublishVersion,
    private readonly versions: ReadVersions,
  ) {
    super();
  }

  /** Offers a version on the tenant's marketplace: published at once, or after an approval where the tenant wants one. */
  @Post('{versionTag}/request-publish')
  @Security('bearer', ['version:publish'])
  @Audit(VERSION_AUDIT.request_publish)
  @SuccessResponse(200, 'Published or pending')
  async publish(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
  ): Promise<VersionDto> {
    return this.#answer(request, promptId, await this.requestPublish.execute(addressOf(request, projectId, promptId, versionTag)));
  }

  /** Takes a version off the marketplace, or its request back. */
  @Post('{versionTag}/unpublish')
  @Security('bearer', ['version:publish'])
  @Audit(VERSION_AUDIT.unpublish)
  @SuccessResponse(200, 'Not published')
  async unpublish(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
  ): Promise<VersionDto> {
    return this.#answer(request, promptId, await this.unpublishVersion.execute(addressOf(request, projectId, promptId, versionTag)));
  }

  async #answer(request: HttpRequest, promptId: string, version: Version): Promise<VersionDto> {
    const { isActive } = await this.versions.listed(version);
    return revised(request, version, versionDto(version, promptId, isActive));
  }
}
