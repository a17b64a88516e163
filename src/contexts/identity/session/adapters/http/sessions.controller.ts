import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import type { EndAllSessions } from '../../application/end-all-sessions';
import type { EndSession } from '../../application/end-session';
import type { ListSessions } from '../../application/list-sessions';
import type { TokenSigner } from '../../application/token-signer.port';
import { SESSION_LIST } from '../../application/session-repository.port';
import { SESSION_AUDIT } from '../../domain/session-audit';
import { publicKeyDto, sessionDto, type KeySetDto, type LogoutDto, type SessionDto } from './sessions.dto';

/** Where the caller is signed in, and how a session is refreshed or ended. */
@Route('api/auth')
@Tags('Sessions')
export class SessionsController extends Controller {
  constructor(
    private readonly listSessions: ListSessions,
    private readonly endSession: EndSession,
    private readonly endAllSessions: EndAllSessions,
    private readonly tokens: TokenSigner,
  ) {
    super();
  }

  /** Lists the caller's live sessions, newest first, at most 200. */
  @Get('sessions')
  @Operation({ permission: 'session:own', audit: SESSION_AUDIT.list, list: SESSION_LIST })
  async list(@Request() request: HttpRequest): Promise<SessionDto[]> {
    const actor = actorOf(request);
    const page = await this.listSessions.execute(actor, listQueryOf(request));
    return pageResponse(this, request, page, (each) => sessionDto(each, actor.sessionId));
  }

  /** Ends one of the caller's sessions; its tokens stop working. */
  @Delete('sessions/{sessionId}')
  @Operation({ permission: 'session:own', audit: SESSION_AUDIT.end, failures: [404, 409] })
  @SuccessResponse(204, 'Ended')
  async end(@Request() request: HttpRequest, @Path() sessionId: string): Promise<void> {
    await this.endSession.execute({ actor: actorOf(request), sessionId, as: 'end' });
  }

  /** Ends the session of this token, or with `everywhere` all sessions of the caller. */
  @Post('logout')
  @Operation({ permission: 'session:own', audit: SESSION_AUDIT.logout, failures: [409] })
  @SuccessResponse(204, 'Logged out')
  async logout(@Request() request: HttpRequest, @Body() body: LogoutDto): Promise<void> {
    const actor = actorOf(request);
    if (body.everywhere || actor.sessionId === undefined) await this.endAllSessions.execute(actor);
    else await this.endSession.execute({ actor, sessionId: actor.sessionId, as: 'logout' });
  }

  /** Ends all sessions of the caller, this one included. */
  @Post('logout-everywhere')
  @Operation({ permission: 'session:own', audit: SESSION_AUDIT.logout_everywhere, failures: [409] })
  @SuccessResponse(204, 'Logged out')
  async logoutEverywhere(@Request() request: HttpRequest): Promise<void> {
    await this.endAllSessions.execute(actorOf(request));
  }

  /** The public keys for verifying access tokens. */
  @Get('jwks')
  @Operation({ permission: null, audit: SESSION_AUDIT.keys })
  keySet(): Promise<KeySetDto> {
    return Promise.resolve({ keys: this.tokens.publicKeys.map(publicKeyDto) });
  }
}
