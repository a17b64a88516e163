import type { Request as HttpRequest } from 'express';
import { Controller, Get, Path, Query, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { offsetCursor, offsetOf } from '#platform/http/offset-cursor';
import { Operation } from '#platform/http/operation';
import { cursorOf, nextLink } from '#platform/http/paging';
import type { DependentsPage, ReadDependents } from '../../application/read-dependents';
import { DEPENDENTS_AUDIT } from '../../domain/reference-audit';
import { dependentsDto, type DependentsDto } from './dependents.dto';

/** Which texts refer to a prompt or an asset, and would change with it. */
@Route('api/projects/{projectId}/prompts/{promptId}')
@Tags('Dependents')
export class DependentsController extends Controller {
  constructor(private readonly readDependents: ReadDependents) {
    super();
  }

  /**
   * Lists the versions of other prompts that show a text of this prompt when they are resolved, directly or over up to five levels, with
   * the way and the environments that point at them. A reference without a tag reaches the version that is served and those that
   * environments point at. Archived versions are left out. The `Link` header has the next page.
   * @param versionTag Lists only what reaches this version
   * @param limit The number of entries on a page
   * @param cursor From the `Link` header of the previous page
   * @isInt limit
   * @minimum limit 1
   * @maximum limit 500
   */
  @Get('dependents')
  @Operation({ permission: 'prompt:read', audit: DEPENDENTS_AUDIT.read, failures: [404], headers: ['Link'] })
  async ofPrompt(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Query() versionTag?: string,
    @Query() limit = 100,
    @Query() cursor?: string,
  ): Promise<DependentsDto> {
    const offset = offsetOf(cursorOf(request, cursor));
    const query = { actor: actorOf(request), project: projectId, prompt: promptId, versionTag: versionTag ?? null, limit, offset };
    return this.#answer(request, await this.readDependents.ofPrompt(query), offset + limit);
  }

  /**
   * Lists the versions that show an asset when they are resolved: versions of its own prompt that name it, and what reaches those. The
   * `Link` header has the next page.
   * @param versionTag Lists only what reaches this version of the asset
   * @param limit The number of entries on a page
   * @param cursor From the `Link` header of the previous page
   * @isInt limit
   * @minimum limit 1
   * @maximum limit 500
   */
  @Get('assets/{assetKey}/dependents')
  @Operation({ permission: 'asset:read', audit: DEPENDENTS_AUDIT.read, failures: [404], headers: ['Link'] })
  async ofAsset(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() assetKey: string,
    @Query() versionTag?: string,
    @Query() limit = 100,
    @Query() cursor?: string,
  ): Promise<DependentsDto> {
    const offset = offsetOf(cursorOf(request, cursor));
    const address = { project: projectId, prompt: promptId, assetKey, versionTag: versionTag ?? null };
    const page = await this.readDependents.ofAsset({ actor: actorOf(request), ...address, limit, offset });
    return this.#answer(request, page, offset + limit);
  }

  #answer(request: HttpRequest, page: DependentsPage, next: number): DependentsDto {
    if (next < page.total) this.setHeader('Link', nextLink(request, offsetCursor(next)));
    return dependentsDto(page);
  }
}
