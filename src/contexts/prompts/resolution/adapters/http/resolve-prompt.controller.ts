import type { Request as HttpRequest } from 'express';
import { Body, Controller, Get, Header, Path, Post, Query, Request, Response, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import type { Clock } from '#shared/clock.port';
import type { FetchTemplate } from '../../application/fetch-template';
import type { ResolvePrompt } from '../../application/resolve-prompt';
import { RESOLUTION_AUDIT } from '../../domain/resolution-audit';
import { variableValues } from '../../../template/domain/variable-values';
import { pastTimeOf } from './past-time';
import { namesTag } from './named-tag';
import { compiledDto, resolvedDto, type CompiledPromptDto, type ResolvedPromptDto, type ResolvePromptDto } from './resolve-prompt.dto';

/** What applications call: a prompt turned into its final text, with its assets, nested prompts and values. */
@Route('api/projects/{projectId}/prompts/{promptId}/resolve')
@Tags('Serving')
export class ResolvePromptController extends Controller {
  constructor(
    private readonly resolvePrompt: ResolvePrompt,
    private readonly fetchTemplate: FetchTemplate,
    private readonly clock: Clock,
  ) {
    super();
  }

  /**
   * Resolves a prompt strictly, with everything that it refers to. The response is 422 with all missing, unknown and mistyped variables if
   * there are any.
   * @param strict `true`: 404 if a text does not exist in the language, instead of its own text
   * @param asOf RFC 3339 with an offset, or a date for the end of that day in UTC. Everything is resolved as it was at that time, with
   * today's permissions
   */
  @Post()
  @Operation({ permission: 'prompt:resolve', anyKey: true, audit: RESOLUTION_AUDIT.resolve, failures: [404, 422], serves: true })
  @SuccessResponse(200, 'Resolved')
  async resolve(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Body() body: ResolvePromptDto,
    @Query() strict?: boolean,
    @Query() asOf?: string,
  ): Promise<ResolvedPromptDto> {
    const time = pastTimeOf('?asOf', asOf, this.clock);
    const resolved = await this.resolvePrompt.execute({
      actor: actorOf(request),
      project: projectId,
      prompt: promptId,
      version: body.version ?? null,
      environment: body.environment ?? null,
      language: body.language ?? null,
      strict: strict ?? false,
      variables: variableValues(body.variables, '/variables'),
      asOf: time,
    });
    return resolvedDto(resolved, promptId, time);
  }

  /**
   * Reads the compiled template and the variables that it accepts, without values. The response is 304 if `If-None-Match` names the current
   * ETag.
   * @param version A tag, or `latest` for the newest active version. Give either this or `environment`
   * @param environment The name of an environment, for the version at which it points
   * @param language A code such as `fr` or `fr-FR`
   * @param strict `true`: 404 if a text does not exist in the language, instead of its own text
   * @param asOf RFC 3339 with an offset, or a date for the end of that day in UTC. Everything is resolved as it was at that time, with
   * today's permissions
   * @param ifNoneMatch The ETag of the template that the caller has
   */
  @Get()
  @Operation({
    permission: 'prompt:resolve',
    anyKey: true,
    audit: RESOLUTION_AUDIT.read,
    failures: [404, 422],
    headers: ['ETag'],
    serves: true,
  })
  @Response(304, 'Not Modified')
  async template(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Query() version?: string,
    @Query() environment?: string,
    @Query() language?: string,
    @Query() strict?: boolean,
    @Query() asOf?: string,
    @Header('If-None-Match') ifNoneMatch?: string,
  ): Promise<CompiledPromptDto | undefined> {
    const time = pastTimeOf('?asOf', asOf, this.clock);
    const fetched = await this.fetchTemplate.execute({
      actor: actorOf(request),
      project: projectId,
      prompt: promptId,
      version: version ?? null,
      environment: environment ?? null,
      language: language ?? null,
      strict: strict ?? false,
      pointer: '?',
      asOf: time,
      isKnown: (etag) => namesTag(ifNoneMatch, etag),
    });
    this.setHeader('ETag', fetched.etag);
    if (!fetched.isKnown) return compiledDto(fetched, promptId, time);
    this.setStatus(304);
    return undefined;
  }
}
