import type { Request as HttpRequest } from 'express';
import { Controller, Get, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { listQueryOf, pageResponse } from '#platform/http/paging';
import { MARKETPLACE_AUDIT } from '../../../marketplace/domain/marketplace-audit';
import { PENDING_LIST } from '../../../text/application/text-listings.port';
import type { ReadMarketCounts } from '../../application/read-market-counts';
import type { ReadPublicationRequests } from '../../application/read-publication-requests';
import { publicationRequestDto, type MarketCountsDto, type PublicationRequestDto } from './market.dto';

@Route('api/marketplace')
@Tags('Marketplace')
export class MarketController extends Controller {
  constructor(
    private readonly requests: ReadPublicationRequests,
    private readonly counts: ReadMarketCounts,
  ) {
    super();
  }

  /**
   * Lists the requests of publications that wait in the projects in which the caller reviews them, oldest request first: in all projects
   * for administrators of the tenant, for others in those of which they are a member with the role `approver` or `admin`.
   */
  @Get('requests')
  @Operation({ permission: 'marketplace:review', audit: MARKETPLACE_AUDIT.requests, list: PENDING_LIST })
  async listRequests(@Request() request: HttpRequest): Promise<PublicationRequestDto[]> {
    const page = await this.requests.execute(actorOf(request), listQueryOf(request));
    return pageResponse(this, request, page, publicationRequestDto);
  }

  /** Counts the published versions, the requests and the copies of the tenant. */
  @Get('counts')
  @Operation({ permission: 'marketplace:read', audit: MARKETPLACE_AUDIT.counts })
  count(@Request() request: HttpRequest): Promise<MarketCountsDto> {
    return this.counts.execute(actorOf(request));
  }
}
