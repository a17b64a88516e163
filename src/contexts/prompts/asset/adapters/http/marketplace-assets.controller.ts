import type { Request as HttpRequest } from 'express';
import { Controller, Get, Query, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { nextPageLink } from '#platform/http/paging';
import { MARKETPLACE_AUDIT } from '../../../marketplace/domain/marketplace-audit';
import { marketQuery } from '../../../marketplace/domain/market-query';
import type { ReadPublishedAssets } from '../../application/read-published-assets';
import { marketplaceAssetVersionDto, type MarketplaceAssetVersionDto } from './marketplace-assets.dto';

@Route('api/marketplace/assets')
@Tags('Marketplace')
export class MarketplaceAssetsController extends Controller {
  constructor(private readonly published: ReadPublishedAssets) {
    super();
  }

  /**
   * Lists the versions of assets that are published in the tenant, of all its projects, with their translations. When there are more, the
   * header `Link` leads to the next page.
   * @param search A text in the key or the name of the asset, as it is written and in any case
   * @param page The number of the page, from 1
   * @param limit The maximum number of entries in a page
   * @param sortBy `createdAt` of the version, or `name`: the key of the asset
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
  ): Promise<MarketplaceAssetVersionDto[]> {
    const query = marketQuery({ search, page, limit, sortBy, sortOrder, languageCode });
    const { items, hasMore } = await this.published.execute(actorOf(request), query);
    if (hasMore) this.setHeader('Link', nextPageLink(request, page));
    return items.map(marketplaceAssetVersionDto);
  }
}
