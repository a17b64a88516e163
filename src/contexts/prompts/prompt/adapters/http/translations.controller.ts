import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Query, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { matrixDto, type TranslationStatusDto } from '../../../../../platform/http/language-matrix.dto';
import { Operation } from '#platform/http/operation';
import { isTrue } from '#platform/http/query-flag';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import { warnServed } from '#platform/http/warning';
import type { VersionPreview } from '../../application/version-preview.port';
import { variableValuesFromJson } from '../../../template/domain/variable-values';
import type { ServedTexts } from '../../application/served-texts.port';
import { TRANSLATION_LIST } from '../../application/translation-repository.port';
import { logicNote } from '../../domain/creation-notes';
import { TRANSLATION_AUDIT } from '../../domain/translation-audit';
import { locatedDto, type CreateTranslationDto, type ReadTranslationDto, type UpdateTranslationDto } from './translations.dto';
import type { TranslationDto } from './versions.dto';
import type {
  CreateTranslation,
  DeleteTranslation,
  ReadTranslationStatus,
  ReadTranslations,
  UpdateTranslation,
} from '../../application/prompt-text-use-cases';
import type { LocatedTranslation } from '../../../text/application/text-parent';

/** The texts of a version in other languages. The tag `latest` names the version that was created last. */
@Route('api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/translations')
@Tags('Prompt translations')
@ChangedAs('translation', { path: 'prompts/{prompt}/versions/{version}/translations/{id}', id: 'languageCode', actions: ['confirm'] })
export class TranslationsController extends Controller {
  constructor(
    private readonly createTranslation: CreateTranslation,
    private readonly updateTranslation: UpdateTranslation,
    private readonly deleteTranslation: DeleteTranslation,
    private readonly translations: ReadTranslations,
    private readonly readStatus: ReadTranslationStatus,
    private readonly previewVersion: VersionPreview,
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
    permission: 'translation:write',
    audit: TRANSLATION_AUDIT.create,
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
    @Path() versionTag: string,
    @Body() body: CreateTranslationDto,
  ): Promise<TranslationDto> {
    const { languageCode, promptText } = body;
    const path = { actor: actorOf(request), project: projectId, prompt: promptId, versionTag };
    const created = await this.createTranslation.execute({ ...path, languageCode, text: promptText });
    this.setStatus(201);
    return this.#written(request, path, created);
  }

  /** Lists the translations of a version by language code. */
  @Get()
  @Operation({ permission: 'translation:read', audit: TRANSLATION_AUDIT.list, failures: [404], list: TRANSLATION_LIST })
  async list(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
  ): Promise<TranslationDto[]> {
    const address = { project: projectId, prompt: promptId, versionTag };
    const page = await this.translations.list(actorOf(request), address, listQueryOf(request));
    return pageResponse(this, request, page, locatedDto);
  }

  /**
   * Shows in which languages the version is current, stale or missing: its own language, the required languages of the project, the
   * languages of its regions, and those of its translations.
   */
  @Get('status')
  @Operation({ permission: 'translation:read', audit: TRANSLATION_AUDIT.read, failures: [404] })
  async status(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
  ): Promise<TranslationStatusDto> {
    return matrixDto(await this.readStatus.execute(actorOf(request), { project: projectId, prompt: promptId, versionTag }));
  }

  /**
   * Reads one translation.
   * @param languageCode The exact code
   * @param processed `true`: the response also has the text as it would be served
   * @param resolveAssets `true`: the response also has the text with only assets and variables replaced
   * @param variables The values for the text, a JSON object
   * @param regionCode The language of the texts that it refers to; the default is its own language
   * @param environmentId The environment for references without a tag
   * @param strict `true`: 404 if a text does not exist in the language, instead of the version's own text
   */
  @Get('{languageCode}')
  @Operation({ permission: 'translation:read', audit: TRANSLATION_AUDIT.read, conditional: 'read', failures: [404, 422] })
  async read(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
    @Path() languageCode: string,
    @Query() processed?: string,
    @Query() resolveAssets?: string,
    @Query() variables?: string,
    @Query() regionCode?: string,
    @Query() environmentId?: string,
    @Query() strict?: boolean,
  ): Promise<ReadTranslationDto> {
    const values = variableValuesFromJson(variables, '?variables');
    const address = { project: projectId, prompt: promptId, versionTag, languageCode };
    const located = await this.translations.one(actorOf(request), address);
    const dto = locatedDto(located);
    const asked = { processed: isTrue(processed), resolvedAssets: isTrue(resolveAssets) };
    if (!asked.processed && !asked.resolvedAssets) return revised(request, located.translation, dto);
    const { text, unresolved } = await this.previewVersion.execute({
      actor: actorOf(request),
      project: projectId,
      prompt: promptId,
      version: located.version,
      translation: located.translation.state,
      language: regionCode ?? null,
      environmentId: environmentId ?? null,
      variables: values,
      followPrompts: asked.processed,
      strict: strict ?? false,
    });
    const told = { ...(asked.processed && { processed: true }), ...(asked.resolvedAssets && { resolvedAssets: true }) };
    const metadata = { ...told, unresolvedPromptPlaceholders: [...unresolved] };
    return revised(request, located.translation, { ...dto, promptText: text, metadata });
  }

  /**
   * Replaces the text of a translation, translated from the version's current text. The earlier text stays in the history. The `Warning`
   * header is the same as for a new translation.
   * @param languageCode The exact code
   */
  @Patch('{languageCode}')
  @Operation({
    permission: 'translation:write',
    audit: TRANSLATION_AUDIT.update,
    conditional: 'change',
    failures: [404, 409],
    headers: ['Warning'],
  })
  update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
    @Path() languageCode: string,
    @Body() body: UpdateTranslationDto,
  ): Promise<TranslationDto> {
    return this.#change(request, { project: projectId, prompt: promptId, versionTag, languageCode }, body.promptText);
  }

  /**
   * Confirms that a translation fits the version's current text: it becomes current.
   * @param languageCode The exact code
   */
  @Post('{languageCode}/confirm')
  @Operation({ permission: 'translation:write', audit: TRANSLATION_AUDIT.confirm, conditional: 'change', failures: [404, 409] })
  @SuccessResponse(200, 'Current')
  confirm(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
    @Path() languageCode: string,
  ): Promise<TranslationDto> {
    return this.#change(request, { project: projectId, prompt: promptId, versionTag, languageCode }, null);
  }

  /**
   * Deletes a translation and returns it as it was.
   * @param languageCode The exact code
   */
  @Delete('{languageCode}')
  @Operation({ permission: 'translation:write', audit: TRANSLATION_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
    @Path() languageCode: string,
  ): Promise<TranslationDto> {
    const path = { actor: actorOf(request), project: projectId, prompt: promptId, versionTag, languageCode };
    return locatedDto(await this.deleteTranslation.execute({ ...path, expectedRevision: expectedRevisionOf(request) }));
  }

  async #change(
    request: HttpRequest,
    path: { readonly project: string; readonly prompt: string; readonly versionTag: string; readonly languageCode: string },
    text: string | null,
  ): Promise<TranslationDto> {
    const change = { ...path, actor: actorOf(request), text, expectedRevision: expectedRevisionOf(request) };
    const changed = await this.updateTranslation.execute(change);
    return text === null ? revised(request, changed.translation, locatedDto(changed)) : this.#written(request, change, changed);
  }

  async #written(
    request: HttpRequest,
    { project, prompt }: { readonly project: string; readonly prompt: string },
    located: LocatedTranslation,
  ): Promise<TranslationDto> {
    const note = logicNote([located.translation.state.text], located.version.state.literals);
    await warnServed(request, this, [note], () => this.served.faults(actorOf(request), project, [prompt]));
    return revised(request, located.translation, locatedDto(located));
  }
}
