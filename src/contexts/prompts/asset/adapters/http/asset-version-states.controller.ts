import type { Request as HttpRequest } from 'express';
import { Controller, Path, Post, Query, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { warnServed } from '#platform/http/warning';
import type { ServedTexts } from '../../../prompt/application/served-texts.port';
import { ASSET_VERSION_AUDIT } from '../../domain/asset-version-audit';
import { assetVersionDto, type AssetVersionDto } from './asset-versions.dto';
import type {
  ActivateAssetVersion,
  ArchiveAssetVersion,
  PublishAssetVersion,
  ReadAssetVersions,
  RestoreAssetVersion,
  UnpublishAssetVersion,
} from '../../application/asset-text-use-cases';
import type { TextVersion } from '../../../text/domain/text-version';

// The routes that move an asset version from draft to archive, and offer it to the tenant.
@Route('api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}')
@Tags('Asset versions')
export class AssetVersionStatesController extends Controller {
  constructor(
    private readonly activateVersion: ActivateAssetVersion,
    private readonly archiveVersion: ArchiveAssetVersion,
    private readonly restoreVersion: RestoreAssetVersion,
    private readonly publishVersion: PublishAssetVersion,
    private readonly unpublishVersion: UnpublishAssetVersion,
    private readonly versions: ReadAssetVersions,
    private readonly served: ServedTexts,
  ) {
    super();
  }

  /**
   * Makes a version active: from now on it is served instead of drafts. A `Warning` header lists texts that environments serve and that
   * cannot be resolved because of it.
   */
  @Post('activate')
  @Operation({
    permission: 'asset:activate',
    audit: ASSET_VERSION_AUDIT.activate,
    conditional: 'change',
    failures: [404, 409],
    headers: ['Warning'],
  })
  @SuccessResponse(200, 'Active')
  async activate(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
  ): Promise<AssetVersionDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    const version = await this.activateVersion.execute({
      actor: actorOf(request),
      ...address,
      expectedRevision: expectedRevisionOf(request),
    });
    await this.#warn(request, address);
    return this.#answer(request, version);
  }

  /**
   * Takes a version out of use. The server refuses while an environment points at it.
   * @param ifUnused `true`: the server also refuses if anything refers to it, even if that is not in use
   */
  @Post('archive')
  @Operation({ permission: 'asset:activate', audit: ASSET_VERSION_AUDIT.archive, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Archived')
  async archive(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
    @Query() ifUnused?: boolean,
  ): Promise<AssetVersionDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    const version = await this.archiveVersion.execute({
      actor: actorOf(request),
      ...address,
      expectedRevision: expectedRevisionOf(request),
      ifUnused: ifUnused ?? false,
    });
    return this.#answer(request, version);
  }

  /**
   * Restores an archived version to its earlier status: active if it was ever active, else draft. The `Warning` header is the same as for
   * an activation.
   */
  @Post('restore')
  @Operation({
    permission: 'asset:activate',
    audit: ASSET_VERSION_AUDIT.restore,
    conditional: 'change',
    failures: [404, 409],
    headers: ['Warning'],
  })
  @SuccessResponse(200, 'Restored')
  async restore(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
  ): Promise<AssetVersionDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    const version = await this.restoreVersion.execute({
      actor: actorOf(request),
      ...address,
      expectedRevision: expectedRevisionOf(request),
    });
    await this.#warn(request, address);
    return this.#answer(request, version);
  }

  /** Offers a version in the tenant's marketplace. It is published at once, or after an approval if the tenant requires one. */
  @Post('publish')
  @Operation({ permission: 'asset:publish', audit: ASSET_VERSION_AUDIT.request_publish, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(201, 'Published or pending')
  async publish(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
  ): Promise<AssetVersionDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    const version = await this.publishVersion.execute({
      actor: actorOf(request),
      ...address,
      expectedRevision: expectedRevisionOf(request),
    });
    this.setStatus(201);
    return this.#answer(request, version);
  }

  /** The same as publish. */
  @Post('request-publish')
  @Operation({ permission: 'asset:publish', audit: ASSET_VERSION_AUDIT.request_publish, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(201, 'Published or pending')
  async requestPublish(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
  ): Promise<AssetVersionDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    const version = await this.publishVersion.execute({
      actor: actorOf(request),
      ...address,
      expectedRevision: expectedRevisionOf(request),
    });
    this.setStatus(201);
    return this.#answer(request, version);
  }

  /** Removes a version from the marketplace, or withdraws its request. */
  @Post('unpublish')
  @Operation({ permission: 'asset:publish', audit: ASSET_VERSION_AUDIT.unpublish, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(201, 'Not published')
  async unpublish(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
  ): Promise<AssetVersionDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    const version = await this.unpublishVersion.execute({
      actor: actorOf(request),
      ...address,
      expectedRevision: expectedRevisionOf(request),
    });
    this.setStatus(201);
    return this.#answer(request, version);
  }

  async #answer(request: HttpRequest, version: TextVersion): Promise<AssetVersionDto> {
    return revised(request, version, assetVersionDto(await this.versions.changed(version)));
  }

  #warn(request: HttpRequest, { project, prompt }: { readonly project: string; readonly prompt: string }): Promise<readonly string[]> {
    return warnServed(request, this, [], () => this.served.faults(actorOf(request), project, [prompt]));
  }
}
