import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { matrixDto, type TranslationStatusDto } from '../../../../../platform/http/language-matrix.dto';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import { warnServed } from '#platform/http/warning';
import type { ServedTexts } from '../../../prompt/application/served-texts.port';
import { logicNote } from '../../../prompt/domain/creation-notes';
import { ASSET_TRANSLATION_LIST } from '../../application/asset-translation-repository.port';
import { ASSET_TRANSLATION_AUDIT } from '../../domain/asset-translation-audit';
import type { CreateAssetTranslationDto, UpdateAssetTranslationDto } from './asset-translations.dto';
import { assetTranslationDto, type AssetTranslationDto } from './asset-versions.dto';
import type {
  CreateAssetTranslation,
  DeleteAssetTranslation,
  ReadAssetTranslationStatus,
  ReadAssetTranslations,
  UpdateAssetTranslation,
} from '../../application/asset-text-use-cases';
import type { LocatedTranslation, TranslationAddress } from '../../../text/application/text-parent';

/** The texts of an asset version in other languages. The tag `latest` names the version that was created last. */
@Route('api/projects/{projectId}/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}/translations')
@Tags('Asset translations')
@ChangedAs('asset-translation', {
  path: 'prompts/{prompt}/assets/{asset}/versions/{version}/translations/{id}',
  id: 'languageCode',
  actions: ['confirm'],
})
export class AssetTranslationsController extends Controller {
  constructor(
    private readonly createTranslation: CreateAssetTranslation,
    private readonly updateTranslation: UpdateAssetTranslation,
    private readonly deleteTranslation: DeleteAssetTranslation,
    private readonly translations: ReadAssetTranslations,
    private readonly readStatus: ReadAssetTranslationStatus,
    private readonly served: ServedTexts,
  ) {
    super();
  }

  /**
   * Adds the version's text in another language, translated from its current text. A `Warning` header reports conditions or filters of
   * other template languages, which are variables here, and texts that environments serve and that cannot be resolved because of it.
   */
  @Post()
  @Operation({
    permission: 'asset:write',
    audit: ASSET_TRANSLATION_AUDIT.create,
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
    @Path() versionTag: string,
    @Body() body: CreateAssetTranslationDto,
  ): Promise<AssetTranslationDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    const { languageCode, value } = body;
    const created = await this.createTranslation.execute({ actor: actorOf(request), ...address, languageCode, text: value });
    this.setStatus(201);
    await this.#warn(request, address, value);
    return answered(request, created);
  }

  /** Lists a version's translations by language code. */
  @Get()
  @Operation({ permission: 'asset:read', audit: ASSET_TRANSLATION_AUDIT.list, failures: [404], list: ASSET_TRANSLATION_LIST })
  async list(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
  ): Promise<AssetTranslationDto[]> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    const page = await this.translations.list(actorOf(request), address, listQueryOf(request));
    return pageResponse(this, request, page, ({ translation, version }) => assetTranslationDto(translation, version));
  }

  /**
   * Shows in which languages the version is current, stale or missing: its own language, the required languages of the project, the
   * languages of its regions, and those of its translations.
   */
  @Get('status')
  @Operation({ permission: 'asset:read', audit: ASSET_TRANSLATION_AUDIT.read, failures: [404] })
  async status(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
  ): Promise<TranslationStatusDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag };
    return matrixDto(await this.readStatus.execute(actorOf(request), address));
  }

  /**
   * Reads one translation.
   * @param languageCode The exact code
   */
  @Get('{languageCode}')
  @Operation({ permission: 'asset:read', audit: ASSET_TRANSLATION_AUDIT.read, conditional: 'read', failures: [404] })
  async read(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
    @Path() languageCode: string,
  ): Promise<AssetTranslationDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag, languageCode };
    return answered(request, await this.translations.one(actorOf(request), address));
  }

  /**
   * Replaces the text of a translation, translated from the version's current text. The earlier text is kept. The `Warning` header is the
   * same as for a new translation.
   * @param languageCode The exact code
   */
  @Patch('{languageCode}')
  @Operation({
    permission: 'asset:write',
    audit: ASSET_TRANSLATION_AUDIT.update,
    conditional: 'change',
    failures: [404, 409],
    headers: ['Warning'],
  })
  update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
    @Path() languageCode: string,
    @Body() body: UpdateAssetTranslationDto,
  ): Promise<AssetTranslationDto> {
    return this.#change(request, { project: projectId, prompt: promptId, assetKey, versionTag, languageCode }, body.value);
  }

  /**
   * Confirms that a translation fits the version's current text: it becomes current.
   * @param languageCode The exact code
   */
  @Post('{languageCode}/confirm')
  @Operation({ permission: 'asset:write', audit: ASSET_TRANSLATION_AUDIT.confirm, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Current')
  confirm(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
    @Path() languageCode: string,
  ): Promise<AssetTranslationDto> {
    return this.#change(request, { project: projectId, prompt: promptId, assetKey, versionTag, languageCode }, null);
  }

  /**
   * Deletes a translation and returns it as it was.
   * @param languageCode The exact code
   */
  @Delete('{languageCode}')
  @Operation({ permission: 'asset:write', audit: ASSET_TRANSLATION_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Path() versionTag: string,
    @Path() languageCode: string,
  ): Promise<AssetTranslationDto> {
    const address = { project: projectId, prompt: promptId, assetKey, versionTag, languageCode };
    const expectedRevision = expectedRevisionOf(request);
    const { translation, version } = await this.deleteTranslation.execute({ actor: actorOf(request), ...address, expectedRevision });
    return assetTranslationDto(translation, version);
  }

  async #change(request: HttpRequest, address: TranslationAddress, value: string | null): Promise<AssetTranslationDto> {
    const expectedRevision = expectedRevisionOf(request);
    const changed = await this.updateTranslation.execute({ actor: actorOf(request), ...address, text: value, expectedRevision });
    if (value !== null) await this.#warn(request, address, value);
    return answered(request, changed);
  }

  #warn(
    request: HttpRequest,
    { project, prompt }: Pick<TranslationAddress, 'project' | 'prompt'>,
    value: string,
  ): Promise<readonly string[]> {
    const faults = (): Promise<string[]> => this.served.faults(actorOf(request), project, [prompt]);
    return warnServed(request, this, [logicNote([value], [])], faults);
  }
}

const answered = (request: HttpRequest, { translation, version }: LocatedTranslation): AssetTranslationDto =>
  revised(request, translation, assetTranslationDto(translation, version));
