import type { Request as HttpRequest } from 'express';
import { Controller, Delete, Extension, Get, Path, Request, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import { Audit } from '#platform/http/audit';
import { actorOf } from '#platform/http/authentication';
import { answerPage, listQueryOf } from '#platform/http/paging';
import { OIDC_LINK_LIST, type ReadOidcLinks } from '../../application/read-oidc-links';
import type { RemoveOidcLink } from '../../application/remove-oidc-link';
import { OIDC_LINK_AUDIT } from '../../domain/oidc-audit';
import { oidcLinkDto, type OidcLinkDto } from './oidc-links.dto';

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
  @Security('bearer', ['session:own'])
  @Audit(OIDC_LINK_AUDIT.list)
  @Extension('x-list', OIDC_LINK_LIST)
  async list(@Request() request: HttpRequest): Promise<OidcLinkDto[]> {
    const page = await this.links.own(actorOf(request), listQueryOf(request, OIDC_LINK_LIST));
    return answerPage(this, request, page, oidcLinkDto);
  }

  /**
   * Removes one of the caller's links; their other sessions end. When they sign in at that provider again, it can be made anew.
   * @param linkId Id of the link
   */
  @Delete('auth/oidc-links/{linkId}')
  @Security('bearer', ['session:own'])
  @Audit(OIDC_LINK_AUDIT.remove)
  @SuccessResponse(204, 'Removed')
  async remove(@Request() request: HttpRequest, @Path() linkId: string): Promise<void> {
    await this.removeLink.execute({ actor: actorOf(request), userId: null, linkId });
  }

  /**
   * Lists the OpenID providers through which a user signs in.
   * @param userId Id of the user
   */
  @Get('users/{id}/oidc-links')
  @Security('bearer', ['user:read'])
  @Audit(OIDC_LINK_AUDIT.list)
  @Extension('x-list', OIDC_LINK_LIST)
  async listOfUser(@Request() request: HttpRequest, @Path('id') userId: string): Promise<OidcLinkDto[]> {
    const page = await this.links.ofUser(actorOf(request), userId, listQueryOf(request, OIDC_LINK_LIST));
    return answerPage(this, request, page, oidcLinkDto);
  }

  /**
   * Removes a link of a user; their sessions end. When they sign in at that provider again, it can be made anew.
   * @param userId Id of the user
   * @param linkId Id of the link
   */
  @Delete('users/{id}/oidc-links/{linkId}')
  @Security('bearer', ['user:write'])
  @Audit(OIDC_LINK_AUDIT.remove)
  @SuccessResponse(204, 'Removed')
  async removeOfUser(@Request() request: HttpRequest, @Path('id') userId: string, @Path() linkId: string): Promise<void> {
    await this.removeLink.execute({ actor: actorOf(request), userId, linkId });
  }
}
