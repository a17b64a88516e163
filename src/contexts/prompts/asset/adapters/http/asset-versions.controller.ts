import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Query, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import { warnServed } from '#platform/http/warning';
import type { ServedTexts } from '../../../prompt/application/served-texts.port';
import { logicNote } from '../../../prompt/domain/creation-notes';
import { ASSET_VERSION_LIST } from '../../application/asset-version-repository.port';
import { ASSET_VERSION_AUDIT } from '../../domain/asset-version-audit';
import {
  assetVersionDto,
  newTranslations,
  type AssetVersionDto,
  type CreateAssetVersionDto,
  type UpdateAssetVersionDto,
} from './asset-versions.dto';
import type { CreateAssetVersion, DeleteAssetVersion, ReadAssetVersions, UpdateAssetVersion } from '../../application/asset-text-use-cases';
import type { TextTranslation } from '../../../text/domain/text-translation';

/** The immutable states of an asset, from draft to archive, and their publication in the marketplace. */
@Route('api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions')
@Tags('Asset versions')
@ChangedAs('asset-version', {
  path: 'prompts/{prompt}/assets/{asset}/versions/{id}',
  id: 'versionTag',
  actions: ['activate', 'archive', 'restore'],
})
export class AssetVersionsController extends Controller {
  constructor(
    private readonly createVersion: CreateAssetVersion,
    private readonly updateVersion: UpdateAssetVersion,
    private readonly deleteVersion: DeleteAssetVersion,
    private readonly versions: ReadAssetVersions,
    private readonly served: ServedTexts,
  ) {
    super();
  }

  /**
   * Creates a draft with its translations. A `Warning` header reports conditions or filters of other template languages, which are
   * variables here, and texts that environments serve and that cannot be resolved because of it.
   */
  @Post()
  @Operation({
    permission: 'asset:write',
    audit: ASSET_VERSION_AUDIT.create,
    idempotent: true,
    conditional: 'create',
    failures: [404, 409],
    headers: ['Warning'],
  })
  @SuccessResponse(201, 'Created')
  async create(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Body() body: CreateAssetVersionDto,
  ): Promise<AssetVersionDto> {
    const created = await this.createVersion.execute({
      actor: actorOf(request),
      project: projectId,
      prompt: promptId,
      assetKey,
      versionTag: body.versionTag,
      text: body.value,
      languageCode: body.languageCode,
      changeMessage: body.changeMessage ?? null,
      variables: [],
      literals: [],
      translations: newTranslations(body.translations),
    });
    this.setStatus(201);
    const note = logicNote([body.value, ...(body.translations ?? []).map((each) => each.value)], []);
    await warnServed(request, this, [note], () => this.served.faults(actorOf(request), projectId, [promptId]));
    return revised(request, created.version, assetVersionDto({ ...created, translations: created.translations.toSorted(byLanguage) }));
  }

  /** Lists an asset's versions, newest first. */
  @Get()
  @Operation({ permission: 'asset:read', audit: ASSET_VERSION_AUDIT.list, failures: [404], list: ASSET_VERSION_LIST })
  async list(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
  ): Promise<AssetVersionDto[]> {
    const address = { project: projectId, prompt: promptId, assetKey };
    const page = await this.versions.list(actorOf(request), address, listQueryOf(request));
    return pageResponse(this, request, page, assetVersionDto);
  }

  /**
   * Reads one version. The tag `latest` names the version that was created last.
   * @param languageCode The response is 404 unless the version has a text in this language
   */
  @Get('{versionTag}')
  @Operation({ permission: 'asset:read', audit: ASSET_VERSION_AUDIT.read, conditional: 'read', failures: [404] })
  async read(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
    @Query() languageCode?: string,
  ): Promise<AssetVersionDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    const found = await this.versions.one(actorOf(request), address, languageCode ?? null);
    return revised(request, found.version, assetVersionDto(found));
  }

  /**
   * Changes the given fields. The value and the language can change only while no environment points at the version and it is not
   * published. The `Warning` header is the same as for a new version.
   */
  @Patch('{versionTag}')
  @Operation({
    permission: 'asset:write',
    audit: ASSET_VERSION_AUDIT.update,
    conditional: 'change',
    failures: [404, 409],
    headers: ['Warning'],
  })
  async update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
    @Body() body: UpdateAssetVersionDto,
  ): Promise<AssetVersionDto> {
    const patch = { text: body.value ?? undefined, languageCode: body.languageCode ?? undefined, changeMessage: body.changeMessage };
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    const expectedRevision = expectedRevisionOf(request);
    const version = await this.updateVersion.execute({ actor: actorOf(request), ...address, patch, expectedRevision });
    const written = patch.text === undefined ? [] : [logicNote([patch.text], [])];
    await warnServed(request, this, written, () => this.served.faults(actorOf(request), projectId, [promptId]));
    return revised(request, version, assetVersionDto(await this.versions.changed(version)));
  }

  /**
   * Deletes a version and returns it as it was. The server refuses while an environment points at it.
   * @param ifUnused `true`: the server also refuses if anything refers to it, even if that is not in use
   */
  @Delete('{versionTag}')
  @Operation({ permission: 'asset:write', audit: ASSET_VERSION_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
    @Query() ifUnused?: boolean,
  ): Promise<AssetVersionDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    const expectedRevision = expectedRevisionOf(request);
    return assetVersionDto(
      await this.deleteVersion.execute({ actor: actorOf(request), ...address, expectedRevision, ifUnused: ifUnused ?? false }),
    );
  }
}

const byLanguage = (a: TextTranslation, b: TextTranslation): number => (a.state.languageCode < b.state.languageCode ? -1 : 1);
