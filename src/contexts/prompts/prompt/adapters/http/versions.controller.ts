import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Query, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import { isTrue } from '#platform/http/query-flag';
import { warn, warnServed } from '#platform/http/warning';
import type { VersionPreview } from '../../application/version-preview.port';
import { variableValuesFromJson } from '../../../template/domain/variable-values';
import type { ServedTexts } from '../../application/served-texts.port';
import { VERSION_LIST } from '../../application/version-repository.port';
import { VERSION_AUDIT } from '../../domain/version-audit';
import { logicNote } from '../../domain/creation-notes';
import { addressOf } from './version-address';
import {
  newTranslations,
  translationDto,
  versionDto,
  type CreatedVersionDto,
  type CreateVersionDto,
  type UpdateVersionDto,
  type VersionDto,
} from './versions.dto';
import type { CreateVersion, DeleteVersion, ReadVersions, UpdateVersion } from '../../application/prompt-text-use-cases';

/** The immutable states of a prompt. A version is named by a tag such as `1.2.0` and moves from draft to archive. */
@Route('api/projects/{projectId}/prompts/{promptId}/versions')
@Tags('Prompt versions')
@ChangedAs('version', { path: 'prompts/{prompt}/versions/{id}', id: 'versionTag', actions: ['activate', 'archive', 'restore'] })
export class VersionsController extends Controller {
  constructor(
    private readonly createVersion: CreateVersion,
    private readonly updateVersion: UpdateVersion,
    private readonly deleteVersion: DeleteVersion,
    private readonly versions: ReadVersions,
    private readonly previewVersion: VersionPreview,
    private readonly served: ServedTexts,
  ) {
    super();
  }

  /**
   * Creates a draft with its translations. A `Warning` header reports conditions or filters of other template languages, which are
   * variables here.
   */
  @Post()
  @Operation({
    permission: 'version:write',
    audit: VERSION_AUDIT.create,
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
    @Body() body: CreateVersionDto,
  ): Promise<CreatedVersionDto> {
    const { version, translations } = await this.createVersion.execute({
      actor: actorOf(request),
      project: projectId,
      prompt: promptId,
      versionTag: body.versionTag,
      text: body.promptText,
      languageCode: body.languageCode,
      variables: body.variables ?? null,
      literals: body.literals ?? [],
      aiModelId: body.aiModelId ?? null,
      translations: newTranslations(body.initialTranslations),
      translationsFrom: body.translationsFrom ?? null,
      changeMessage: body.changeMessage ?? null,
    });
    this.setStatus(201);
    const texts = [body.promptText, ...(body.initialTranslations ?? []).map((each) => each.promptText)];
    warn(this, [logicNote(texts, body.literals ?? [])]);
    const shown = translations.map((each) => translationDto(each, version));
    return revised(request, version, { ...versionDto(version, promptId, false), translations: shown });
  }

  /** Lists the versions of a prompt, newest first. */
  @Get()
  @Operation({ permission: 'version:read', audit: VERSION_AUDIT.list, failures: [404], list: VERSION_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string, @Path() promptId: string): Promise<VersionDto[]> {
    const page = await this.versions.list(actorOf(request), { project: projectId, prompt: promptId }, listQueryOf(request));
    return pageResponse(this, request, page, ({ version, isActive }) => versionDto(version, promptId, isActive));
  }

  /**
   * Reads one version. The tag `latest` names the version that was created last.
   * @param processed `true`: the response also has the text as it would be served
   * @param resolveAssets `true`: the response also has the text with only assets and variables replaced
   * @param variables The values for the text, a JSON object
   * @param regionCode The language of the processed text
   * @param environmentId The environment for references without a tag
   * @param strict `true`: 404 if a text does not exist in the language, instead of the version's own text
   */
  @Get('{versionTag}')
  @Operation({ permission: 'version:read', audit: VERSION_AUDIT.read, conditional: 'read', failures: [404, 422] })
  async read(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
    @Query() processed?: string,
    @Query() resolveAssets?: string,
    @Query() variables?: string,
    @Query() regionCode?: string,
    @Query() environmentId?: string,
    @Query() strict?: boolean,
  ): Promise<VersionDto> {
    const values = variableValuesFromJson(variables, '?variables');
    const { version, isActive } = await this.versions.one(actorOf(request), { project: projectId, prompt: promptId, versionTag });
    const dto = versionDto(version, promptId, isActive);
    if (!isTrue(processed) && !isTrue(resolveAssets)) return revised(request, version, dto);
    const preview = await this.previewVersion.execute({
      actor: actorOf(request),
      project: projectId,
      prompt: promptId,
      version,
      language: regionCode ?? null,
      environmentId: environmentId ?? null,
      variables: values,
      followPrompts: isTrue(processed),
      strict: strict ?? false,
    });
    return revised(request, version, { ...dto, promptText: preview.text });
  }

  /**
   * Changes the given fields. All fields but the change message can change only while the version is a draft. A `Warning` header is the
   * same as for a new version, and lists texts that environments serve and that cannot be resolved because of the change.
   */
  @Patch('{versionTag}')
  @Operation({
    permission: 'version:write',
    audit: VERSION_AUDIT.update,
    conditional: 'change',
    failures: [404, 409],
    headers: ['Warning'],
  })
  async update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
    @Body() body: UpdateVersionDto,
  ): Promise<VersionDto> {
    const patch = {
      text: body.promptText ?? undefined,
      languageCode: body.languageCode ?? undefined,
      variables: body.variables === null ? [] : body.variables,
      literals: body.literals === null ? [] : body.literals,
      aiModelId: body.aiModelId,
      changeMessage: body.changeMessage,
    };
    const version = await this.updateVersion.execute({ ...addressOf(request, projectId, promptId, versionTag), patch });
    const { text, literals } = version.state;
    const isWritten = patch.text !== undefined || patch.literals !== undefined;
    const written = isWritten ? [logicNote([text], literals)] : [];
    await warnServed(request, this, written, () => this.served.faults(actorOf(request), projectId, [promptId]));
    const { isActive } = await this.versions.changed(version);
    return revised(request, version, versionDto(version, promptId, isActive));
  }

  /**
   * Deletes a version and returns it as it was. The server refuses while an environment points at it.
   * @param ifUnused `true`: the server also refuses if anything refers to it, even if that is not in use
   */
  @Delete('{versionTag}')
  @Operation({ permission: 'version:write', audit: VERSION_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
    @Query() ifUnused?: boolean,
  ): Promise<VersionDto> {
    const { version } = await this.deleteVersion.execute({
      ...addressOf(request, projectId, promptId, versionTag),
      ifUnused: ifUnused ?? false,
    });
    return versionDto(version, promptId, false);
  }
}
