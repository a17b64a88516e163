import type { Request as HttpRequest } from 'express';
import { Body, Controller, Path, Post, Query, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { isTrue } from '#platform/http/query-flag';
import type { ServePrompt, ServePromptCommand } from '../../application/serve-prompt';
import { RESOLUTION_AUDIT } from '../../domain/resolution-audit';
import { variableValues } from '../../../template/domain/variable-values';
import { servedDto, type ServedPromptDto, type ServePromptDto } from './serve-prompt.dto';

/** The parameter in the path of the route. */
const LANGUAGE_POINTER = '{languageCode}';

@Route('api/serve-prompt/execute/{projectId}/{promptName}/{versionTag}')
@Tags('Serving')
export class ServePromptController extends Controller {
  constructor(private readonly servePrompt: ServePrompt) {
    super();
  }

  /**
   * Serves the text of a prompt. Placeholders that cannot be resolved stay in the text and are listed.
   * @param promptName The slug of the prompt
   * @param versionTag A tag, or `latest` for the version at which the environment points or, without one, the newest active version
   * @param processed `false`: the raw text
   * @param includeAssets `true`: the response also has the assets of the prompt
   * @param environmentName The name of the environment that `latest` refers to
   * @param languageCode The same as in the route with `lang`
   * @param strict `true`: 404 if a text does not exist in the language, instead of its own text
   */
  @Post('base')
  @Operation({ permission: 'prompt:serve', anyKey: true, audit: RESOLUTION_AUDIT.serve, failures: [404, 422], serves: true })
  @SuccessResponse(201, 'Served')
  base(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptName: string,
    @Path() versionTag: string,
    @Body() body: ServePromptDto,
    @Query() processed?: string,
    @Query() includeAssets?: string,
    @Query() environmentName?: string,
    @Query() languageCode?: string,
    @Query() strict?: boolean,
  ): Promise<ServedPromptDto> {
    const address = {
      project: projectId,
      prompt: promptName,
      versionTag,
      environmentName: environmentName ?? null,
      languageCode: languageCode ?? null,
    };
    return this.#serve(request, address, body, { processed, includeAssets, strict });
  }

  /**
   * Serves the text of a prompt in a language. Without a translation it serves the version's own text, with `fallback: true`.
   * @param promptName The slug of the prompt
   * @param versionTag A tag, or `latest` for the version at which the environment points or, without one, the newest active version
   * @param languageCode A code such as `fr` or `fr-FR`
   * @param processed `false`: the raw text
   * @param includeAssets `true`: the response also has the assets of the prompt
   * @param environmentName The name of the environment that `latest` refers to
   * @param strict `true`: 404 if a text does not exist in the language, instead of its own text
   */
  @Post('lang/{languageCode}')
  @Operation({ permission: 'prompt:serve', anyKey: true, audit: RESOLUTION_AUDIT.serve, failures: [404, 422], serves: true })
  @SuccessResponse(201, 'Served')
  inLanguage(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptName: string,
    @Path() versionTag: string,
    @Path() languageCode: string,
    @Body() body: ServePromptDto,
    @Query() processed?: string,
    @Query() includeAssets?: string,
    @Query() environmentName?: string,
    @Query() strict?: boolean,
  ): Promise<ServedPromptDto> {
    const address = {
      project: projectId,
      prompt: promptName,
      versionTag,
      environmentName: environmentName ?? null,
      languageCode,
      languagePointer: LANGUAGE_POINTER,
    };
    return this.#serve(request, address, body, { processed, includeAssets, strict });
  }

  async #serve(
    request: HttpRequest,
    address: Pick<ServePromptCommand, 'project' | 'prompt' | 'versionTag' | 'environmentName' | 'languageCode' | 'languagePointer'>,
    body: ServePromptDto,
    { processed = 'true', includeAssets = 'false', strict = false }: Switches,
  ): Promise<ServedPromptDto> {
    const variables = variableValues(body.variables, '/variables');
    const served = await this.servePrompt.execute({
      ...address,
      actor: actorOf(request),
      variables,
      processed: isTrue(processed),
      includeAssets: isTrue(includeAssets),
      strict,
    });
    this.setStatus(201);
    return servedDto(served);
  }
}

interface Switches {
  readonly processed?: string | undefined;
  readonly includeAssets?: string | undefined;
  readonly strict?: boolean | undefined;
}
