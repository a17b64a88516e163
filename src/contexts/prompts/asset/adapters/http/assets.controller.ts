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
import { ASSET_LIST } from '../../application/asset-repository.port';
import type { CreateAsset } from '../../application/create-asset';
import type { DeleteAsset } from '../../application/delete-asset';
import type { ReadAssets } from '../../application/read-assets';
import type { UpdateAsset } from '../../application/update-asset';
import { ASSET_AUDIT } from '../../domain/asset-audit';
import {
  assetDetailDto,
  assetDto,
  assetListItemDto,
  type AssetDetailDto,
  type AssetDto,
  type AssetListItemDto,
  type CreateAssetDto,
  type UpdateAssetDto,
} from './assets.dto';

/** Reusable pieces of text that belong to a prompt. Texts refer to them as `{{asset:key}}`. */
@Route('api/projects/{projectId}/prompts/{promptId}/assets')
@Tags('Assets')
@ChangedAs('asset', { path: 'prompts/{prompt}/assets/{id}', id: 'key' })
export class AssetsController extends Controller {
  constructor(
    private readonly createAsset: CreateAsset,
    private readonly updateAsset: UpdateAsset,
    private readonly deleteAsset: DeleteAsset,
    private readonly assets: ReadAssets,
    private readonly served: ServedTexts,
  ) {
    super();
  }

  /**
   * Creates an asset with its version 1.0.0, which is active, and that version's translations. A `Warning` header reports conditions or
   * filters of other template languages, which are variables here, and texts that environments serve and that cannot be resolved because of
   * it.
   */
  @Post()
  @Operation({
    permission: 'asset:write',
    audit: ASSET_AUDIT.create,
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
    @Body() body: CreateAssetDto,
  ): Promise<AssetDto> {
    const asset = await this.createAsset.execute({
      actor: actorOf(request),
      project: projectId,
      prompt: promptId,
      key: body.key,
      name: body.name,
      category: body.category ?? null,
      value: body.initialValue,
      languageCode: body.languageCode ?? null,
      changeMessage: body.initialChangeMessage ?? null,
      translations: body.initialTranslations ?? [],
      activate: body.activate ?? true,
    });
    this.setStatus(201);
    const note = logicNote([body.initialValue, ...(body.initialTranslations ?? []).map((each) => each.value)], []);
    await warnServed(request, this, [note], () => this.served.faults(actorOf(request), projectId, [promptId]));
    return revised(request, asset, assetDto(asset, projectId, promptId));
  }

  /** Lists the assets of a prompt by key, with the tags of their versions. The list is empty if the project has no such prompt. */
  @Get()
  @Operation({ permission: 'asset:read', audit: ASSET_AUDIT.list, failures: [404], list: ASSET_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string, @Path() promptId: string): Promise<AssetListItemDto[]> {
    const page = await this.assets.list(actorOf(request), projectId, promptId, listQueryOf(request));
    return pageResponse(this, request, page, (each) => assetListItemDto(each, projectId, promptId));
  }

  /** Reads one asset with all its versions and their translations. */
  @Get('{assetKey}')
  @Operation({ permission: 'asset:read', audit: ASSET_AUDIT.read, conditional: 'read', failures: [404] })
  async read(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
  ): Promise<AssetDetailDto> {
    const detailed = await this.assets.detail(actorOf(request), { project: projectId, prompt: promptId, assetKey });
    return revised(request, detailed.asset, assetDetailDto(detailed, projectId));
  }

  /**
   * Changes the given fields. The key never changes. A `Warning` header lists texts that environments serve and that cannot be resolved
   * because of an asset that was enabled.
   */
  @Patch('{assetKey}')
  @Operation({ permission: 'asset:write', audit: ASSET_AUDIT.update, conditional: 'change', failures: [404, 409], headers: ['Warning'] })
  async update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Body() body: UpdateAssetDto,
  ): Promise<AssetDto> {
    const patch = { name: body.name ?? undefined, category: body.category, enabled: body.enabled ?? undefined };
    const address = { project: projectId, prompt: promptId, assetKey };
    const expectedRevision = expectedRevisionOf(request);
    const asset = await this.updateAsset.execute({ actor: actorOf(request), ...address, patch, expectedRevision });
    await warnServed(request, this, [], () => this.served.faults(actorOf(request), projectId, [promptId]));
    return revised(request, asset, assetDto(asset, projectId, promptId));
  }

  /**
   * Deletes an asset with its versions and returns it as it was. The server refuses while an environment points at one of them.
   * @param ifUnused `true`: the server also refuses if anything refers to it, even if that is not in use
   */
  @Delete('{assetKey}')
  @Operation({ permission: 'asset:write', audit: ASSET_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Query() ifUnused?: boolean,
  ): Promise<AssetDto> {
    const address = { project: projectId, prompt: promptId, assetKey };
    const asset = await this.deleteAsset.execute({
      actor: actorOf(request),
      ...address,
      expectedRevision: expectedRevisionOf(request),
      ifUnused: ifUnused ?? false,
    });
    return assetDto(asset, projectId, promptId);
  }
}
