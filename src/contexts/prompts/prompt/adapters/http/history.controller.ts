import type { Request as HttpRequest } from 'express';
import { Controller, Get, Path, Query, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { cursorOf, nextLink } from '#platform/http/paging';
import type { ReadHistory } from '../../application/read-history';
import { PROMPT_AUDIT } from '../../domain/prompt-audit';
import { historyEntryDto, type HistoryEntryDto } from './history.dto';

@Route('api/projects/{projectId}/prompts/{promptId}/history')
@Tags('Prompts')
export class HistoryController extends Controller {
  constructor(private readonly readHistory: ReadHistory) {
    super();
  }

  /**
   * Lists the changes of a prompt from the audit log with their actors, newest first: its versions, activations, translations, assets, and
   * every move of a pointer to it, including deployments and rollbacks. The list contains every write whose response was sent before. If
   * the log is behind by more than two seconds, a `Warning` header says how many events are missing. The `Link` header has the next page.
   * @param limit The number of entries on a page
   * @param cursor From the `Link` header of the previous page
   * @isInt limit
   * @minimum limit 1
   * @maximum limit 500
   */
  @Get()
  @Operation({ permission: 'version:read', audit: PROMPT_AUDIT.read, failures: [404], headers: ['Link', 'Warning'] })
  async history(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Query() limit = 100,
    @Query() cursor?: string,
  ): Promise<HistoryEntryDto[]> {
    const query = { actor: actorOf(request), project: projectId, prompt: promptId, limit, cursor: cursorOf(request, cursor) ?? null };
    const { items, next, pending } = await this.readHistory.execute(query);
    if (pending > 0) this.setHeader('Warning', `199 - "${pending} events are not in the log yet"`);
    if (next !== null) this.setHeader('Link', nextLink(request, next));
    return items.map(historyEntryDto);
  }
}
