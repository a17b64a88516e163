import type { Request as HttpRequest } from 'express';
import { Controller, Get, Query, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { nextPageLink } from '#platform/http/paging';
import { MARKETPLACE_AUDIT } from '../../../marketplace/domain/marketplace-audit';
import { marketQuery } from '../../../marketplace/domain/market-query';
import type { ReadPublishedPrompts } from '../../application/read-published-prompts';
import { marketplaceVersionDto, type MarketplaceVersionDto } from './marketplace-prompts.dto';

/**
 * Versions of prompts and assets that are published to the whole tenant. Publishing shows a text beyond its project: every member of the
 * tenant reads it and copies it, also from projects that are closed to them.
 */
@Route('api/marketplace/prompts')
@Tags('Marketplace')
export class MarketplacePromptsController extends Controller {
  constructor(private readonly published: ReadPublishedPrompts) {
    super();
  }

  /**
   * Lists the versions of prompts that are published in the tenant, of all its projects. When there are more, the header `Link` leads to the
   * next page.
   * @param search A text in the name or the description of the prompt, as it is written and in any case
   * @param page The number of the page, from 1
   * @param limit The maximum number of entries in a page
   * @param sortBy `createdAt` of the version, or the `name` of the prompt
   * @param sortOrder `ASC` or `DESC`, in any case
   * @param languageCode The language of the version or of one of its translations, in any case
   * @isInt page
   * @minimum page 1
   * @isInt limit
   * @minimum limit 1
   * @maximum limit 100
   */
  @Get()
  @Operation({ permission: 'marketplace:read', audit: MARKETPLACE_AUDIT.list, headers: ['Link'] })
  async list(
    @Request() request: HttpRequest,
    @Query() search?: string,
    @Query() page = 1,
    @Query() limit = 10,
    @Query() sortBy: 'createdAt' | 'name' = 'createdAt',
    @Query() sortOrder = 'DESC',
    @Query() languageCode?: string,
  ): Promise<MarketplaceVersionDto[]> {
    const query = marketQuery({ search, page, limit, sortBy, sortOrder, languageCode });
    const { items, hasMore } = await this.published.execute(actorOf(request), query);
    if (hasMore) this.setHeader('Link', nextPageLink(request, page));
    return items.map(marketplaceVersionDto);
  }
}
