import type { CookieOptions, Request as HttpRequest } from 'express';
import { Controller, Get, Path, Query, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { Operation } from '#platform/http/operation';
import { requestOrigin } from '#platform/observability/request-context';
import { SESSION_AUDIT } from '../../../session/domain/session-audit';
import type { CompleteOidcSignIn } from '../../application/complete-oidc-sign-in';
import type { StartOidcSignIn } from '../../application/start-oidc-sign-in';
import { OIDC_SIGN_IN_AUDIT } from '../../domain/oidc-audit';
import { oidcTokensDto, type OidcTokensDto } from './oidc.dto';

const COOKIE = 'japm_oidc';

@Route('api/auth/oidc')
@Tags('Auth')
export class OidcController extends Controller {
  constructor(
    private readonly startSignIn: StartOidcSignIn,
    private readonly completeSignIn: CompleteOidcSignIn,
  ) {
    super();
  }

  /**
   * Redirects the browser to an OpenID provider (authorization code flow with PKCE). The response sets a cookie that the callback
   * needs and that expires after some minutes.
   * @param provider The id of a configured provider.
   * @example provider "acme"
   */
  @Get('{provider}/start')
  @Operation({ permission: null, audit: OIDC_SIGN_IN_AUDIT.start, failures: [404], counted: 'guesses' })
  @SuccessResponse(302, 'To the provider')
  async start(@Request() request: HttpRequest, @Path() provider: string): Promise<void> {
    const { location, sealed, lifetimeSeconds, secure } = await this.startSignIn.execute(provider);
    request.res?.cookie(COOKIE, sealed, { ...cookieOf(provider), secure, maxAge: lifetimeSeconds * 1000 });
    this.setStatus(302);
    this.setHeader('Location', location);
    this.setHeader('Cache-Control', 'no-store');
  }

  /**
   * The address to which the provider redirects the browser. The response is the one of POST /api/auth/login. Users are recognised by the provider's
   * subject, and the first time by their verified address, which must be in a domain of this provider.
   * @param provider The id of a configured provider.
   * @example provider "acme"
   * @param _code The authorization code of the provider. It works once.
   * @param state The state of the start in the same browser.
   * @param _error The error of a provider that refuses, instead of a code (RFC 6749, section 4.1.2.1).
   */
  @Get('{provider}/callback')
  @Operation({ permission: null, audit: SESSION_AUDIT.login, failures: [401, 403, 404, 409], anyQuery: true, counted: 'guesses' })
  @SuccessResponse(200, 'Signed in')
  async callback(
    @Request() request: HttpRequest,
    @Path() provider: string,
    // These parameters are for the document; the protocol reads the query as it came.
    @Query('code') _code?: string,
    @Query() state?: string,
    @Query('error') _error?: string,
  ): Promise<OidcTokensDto> {
    const sealed = cookieIn(request);
    // Each start allows one attempt, whatever its result.
    request.res?.clearCookie(COOKIE, cookieOf(provider));
    const { ip, userAgent } = requestOrigin();
    const { url } = request;
    const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
    const tokens = await this.completeSignIn.execute({
      providerId: provider,
      query,
      state: state ?? null,
      sealed,
      origin: { ip, userAgent },
    });
    this.setHeader('Cache-Control', 'no-store');
    return oidcTokensDto(tokens);
  }
}

// SameSite is Lax, because the provider's redirect is a navigation from another site and must send the cookie.
const cookieOf = (provider: string): CookieOptions => ({
  path: `/api/auth/oidc/${encodeURIComponent(provider)}`,
  httpOnly: true,
  sameSite: 'lax',
});

function cookieIn(request: HttpRequest): string | null {
  const cookies = (request.get('cookie') ?? '').split(';').map((each) => each.trim());
  return cookies.find((each) => each.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? null;
}
