import type { Request as HttpRequest } from 'express';
import { Body, Controller, Get, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf, authenticate } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { requestOrigin } from '#platform/observability/request-context';
import type { Actor } from '#shared/actor';
import { DomainError } from '#shared/errors';
import type { RegisterUser } from '../../../user/application/register-user';
import { USER_AUDIT } from '../../../user/domain/user-audit';
import type { CheckSetup } from '../../application/check-setup';
import type { Login } from '../../application/login';
import type { ReadProfile } from '../../application/read-profile';
import type { RefreshSession } from '../../application/refresh-session';
import { SESSION_AUDIT } from '../../../session/domain/session-audit';
import {
  profileDto,
  tokensDto,
  type LoginDto,
  type ProfileDto,
  type RefreshDto,
  type RegisterDto,
  type SetupCheckDto,
  type TokensDto,
} from './auth.dto';

/** How people sign in, with a password or through an OpenID provider, and learn who they are. */
@Route('api/auth')
@Tags('Auth')
export class AuthController extends Controller {
  constructor(
    private readonly loginUser: Login,
    private readonly refreshSession: RefreshSession,
    private readonly registerUser: RegisterUser,
    private readonly readProfile: ReadProfile,
    private readonly checkSetup: CheckSetup,
  ) {
    super();
  }

  /**
   * Signs in with e-mail and password. After five failures of one account from one address, that pair has to wait: the response is a 429 with
   * `Retry-After`, from a second up to a quarter of an hour. After twenty failures of one account from networks that it has not
   * signed in from, all of these networks have to wait, up to half a minute.
   */
  @Post('login')
  @Operation({ permission: null, audit: SESSION_AUDIT.login, failures: [401], counted: 'guesses' })
  @SuccessResponse(200, 'Signed in')
  async login(@Body() body: LoginDto): Promise<TokensDto> {
    const { ip, userAgent } = requestOrigin();
    const credentials = { email: textOrNull(body.email), password: textOrNull(body.password) };
    return tokensDto(await this.loginUser.execute({ ...credentials, origin: { ip, userAgent } }));
  }

  /**
   * Exchanges a refresh token for a new pair of tokens. A refresh token works once: its second use ends the session, because two
   * parties have it.
   */
  @Post('refresh')
  @Operation({ permission: null, audit: SESSION_AUDIT.refresh, failures: [401], counted: 'guesses' })
  @SuccessResponse(200, 'Refreshed')
  async refresh(@Body() body: RefreshDto): Promise<TokensDto> {
    return tokensDto(await this.refreshSession.execute(body.refresh_token));
  }

  /** Creates an account with the role `user` in the platform tenant. Unless the configuration allows it, the response is a 403. */
  @Post('register')
  @Operation({ permission: null, audit: USER_AUDIT.register, failures: [403, 409], counted: 'guesses' })
  @SuccessResponse(201, 'Created')
  async register(@Body() body: RegisterDto): Promise<ProfileDto> {
    const { email, password, name } = body;
    const user = await this.registerUser.execute({ email, password, name });
    this.setStatus(201);
    return profileDto(user);
  }

  /** Returns the caller as a user; for an API key, its owner. */
  @Get('profile')
  @Operation({ permission: 'profile:read', anyKey: true, audit: SESSION_AUDIT.profile })
  async profile(@Request() request: HttpRequest): Promise<ProfileDto> {
    return profileDto(await this.readProfile.execute(actorOf(request)));
  }

  /** Tells whether the first administrator still has to choose an e-mail address. With a bearer token, the response also has their id. */
  @Get('initial_setup_check')
  @Operation({ permission: null, audit: SESSION_AUDIT.setup_check })
  async initialSetupCheck(@Request() request: HttpRequest): Promise<SetupCheckDto> {
    return this.checkSetup.execute(await callerOf(request));
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The caller of a public route, where invalid credentials count as none. */
async function callerOf(request: HttpRequest): Promise<Actor | null> {
  if (request.get('authorization') === undefined) return null;
  try {
    return await authenticate(request, null);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
