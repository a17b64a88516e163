import type { Request as HttpRequest } from 'express';
import { Body, Controller, Path, Post, Query, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { VERSION_AUDIT } from '../../domain/version-audit';
import { addressOf } from './version-address';
import { breakingReasonOf, versionDto, type ActivateVersionDto, type VersionDto } from './versions.dto';
import type {
  ActivateVersion,
  ArchiveVersion,
  ReadVersions,
  RequestPublish,
  RestoreVersion,
  UnpublishVersion,
} from '../../application/prompt-text-use-cases';
import type { TextVersion } from '../../../text/domain/text-version';

// The routes that move a version from draft to archive, and offer it to the tenant.
@Route('api/projects/{projectId}/prompts/{promptId}/versions')
@Tags('Prompt versions')
export class VersionStatesController extends Controller {
  constructor(
    private readonly activateVersion: ActivateVersion,
    private readonly archiveVersion: ArchiveVersion,
    private readonly restoreVersion: RestoreVersion,
    private readonly publishVersion: RequestPublish,
    private readonly unpublishVersion: UnpublishVersion,
    private readonly versions: ReadVersions,
  ) {
    super();
  }

  /**
   * Makes a draft active: from now on it is served, and its content cannot change. Undeclared variables of the text become required
   * strings. The response is 409 with a list if both this version and the one that it follows (the highest active one of lower semver
   * precedence and the same major) declare variables, and a required one is removed or changes its type. `allowBreaking` with a reason
   * permits this; the audit log then has the reason at high risk.
   */
  @Post('{versionTag}/activate')
  @Operation({ permission: 'version:activate', audit: VERSION_AUDIT.activate, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Active')
  async activate(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
    @Body() body: ActivateVersionDto,
  ): Promise<VersionDto> {
    const command = { ...addressOf(request, projectId, promptId, versionTag), breakingReason: breakingReasonOf(body) };
    return this.#answer(request, promptId, await this.activateVersion.execute(command));
  }

  /**
   * Takes a version out of use until it is restored. The server refuses while an environment points at it.
   * @param ifUnused `true`: the server also refuses if anything refers to it, even if that is not in use
   */
  @Post('{versionTag}/archive')
  @Operation({ permission: 'version:activate', audit: VERSION_AUDIT.archive, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Archived')
  async archive(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
    @Query() ifUnused?: boolean,
  ): Promise<VersionDto> {
    return this.#answer(
      request,
      promptId,
      await this.archiveVersion.execute({ ...addressOf(request, projectId, promptId, versionTag), ifUnused: ifUnused ?? false }),
    );
  }

  /** Restores an archived version to its earlier status: active if it was ever active, else draft. Other versions do not change. */
  @Post('{versionTag}/restore')
  @Operation({ permission: 'version:activate', audit: VERSION_AUDIT.restore, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Restored')
  async restore(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
  ): Promise<VersionDto> {
    return this.#answer(request, promptId, await this.restoreVersion.execute(addressOf(request, projectId, promptId, versionTag)));
  }

  /** Offers a version in the tenant's marketplace. It is published at once, or after an approval if the tenant requires one. */
  @Post('{versionTag}/request-publish')
  @Operation({ permission: 'version:publish', audit: VERSION_AUDIT.request_publish, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Published or pending')
  async requestPublish(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
  ): Promise<VersionDto> {
    return this.#answer(request, promptId, await this.publishVersion.execute(addressOf(request, projectId, promptId, versionTag)));
  }

  /** Removes a version from the marketplace, or withdraws its request. */
  @Post('{versionTag}/unpublish')
  @Operation({ permission: 'version:publish', audit: VERSION_AUDIT.unpublish, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Not published')
  async unpublish(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
  ): Promise<VersionDto> {
    return this.#answer(request, promptId, await this.unpublishVersion.execute(addressOf(request, projectId, promptId, versionTag)));
  }

  async #answer(request: HttpRequest, promptId: string, version: TextVersion): Promise<VersionDto> {
    const { isActive } = await this.versions.changed(version);
    return revised(request, version, versionDto(version, promptId, isActive));
  }
}
