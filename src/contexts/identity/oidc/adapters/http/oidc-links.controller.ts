import type { Request as HttpRequest } from 'express';
import { Controller, Delete, Get, Path, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import { OIDC_LINK_LIST, type ReadOidcLinks } from '../../application/read-oidc-links';
import type { RemoveOidcLink } from '../../application/remove-oidc-link';
import { OIDC_LINK_AUDIT } from '../../domain/oidc-audit';
import { oidcLinkDto, type OidcLinkDto } from './oidc-links.dto';

/** Which accounts of OpenID providers sign in as which user. */
@Route('api')
@Tags('OIDC links')
export class OidcLinksController extends Controller {
  constructor(
    private readonly links: ReadOidcLinks,
    private readonly removeLink: RemoveOidcLink,
  ) {
    super();
  }

  /** Lists the OpenID providers through which the caller signs in. */
  @Get('auth/oidc-links')
  @Operation({ permission: 'session:own', audit: OIDC_LINK_AUDIT.list, list: OIDC_LINK_LIST })
  async list(@Request() request: HttpRequest): Promise<OidcLinkDto[]> {
    const page = await this.links.own(actorOf(request), listQueryOf(request));
    return pageResponse(this, request, page, oidcLinkDto);
  }

  /**
   * Removes one of the caller's links and ends their other sessions. The next sign-in at that provider can create the link again.
   * @param linkId Id of the link
   */
  @Delete('auth/oidc-links/{linkId}')
  @Operation({ permission: 'session:own', audit: OIDC_LINK_AUDIT.remove, failures: [404, 409] })
  @SuccessResponse(204, 'Removed')
  async remove(@Request() request: HttpRequest, @Path() linkId: string): Promise<void> {
    await this.removeLink.execute({ actor: actorOf(request), userId: null, linkId });
  }

  /**
   * Lists the OpenID providers through which a user signs in.
   * @param userId Id of the user
   */
  @Get('users/{id}/oidc-links')
  @Operation({ permission: 'user:read', audit: OIDC_LINK_AUDIT.list, failures: [404], list: OIDC_LINK_LIST })
  async listOfUser(@Request() request: HttpRequest, @Path('id') userId: string): Promise<OidcLinkDto[]> {
    const page = await this.links.ofUser(actorOf(request), userId, listQueryOf(request));
    return pageResponse(this, request, page, oidcLinkDto);
  }

  /**
   * Removes a link of a user and ends their sessions. The next sign-in at that provider can create the link again.
   * @param userId Id of the user
   * @param linkId Id of the link
   */
  @Delete('users/{id}/oidc-links/{linkId}')
  @Operation({ permission: 'user:write', audit: OIDC_LINK_AUDIT.remove, failures: [404, 409] })
  @SuccessResponse(204, 'Removed')
  async removeOfUser(@Request() request: HttpRequest, @Path('id') userId: string, @Path() linkId: string): Promise<void> {
    await this.removeLink.execute({ actor: actorOf(request), userId, linkId });
  }
}
