import type { Request as HttpRequest } from 'express';
import { Body, Controller, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import { requestOrigin } from '#platform/observability/request-context';
import type { ChangePassword } from '../../application/change-password';
import type { ResetPassword } from '../../application/reset-password';
import { USER_AUDIT } from '../../domain/user-audit';
import type { ChangePasswordDto, ResetPasswordDto } from './passwords.dto';

// Routes by which users choose a new password.
@Route('api/auth')
@Tags('Auth')
export class PasswordsController extends Controller {
  constructor(
    private readonly changePassword: ChangePassword,
    private readonly resetPassword: ResetPassword,
  ) {
    super();
  }

  /** Replaces the caller's own password and ends their other sessions. A wrong current password is a 403. */
  @Post('password')
  @Operation({ permission: 'session:own', audit: USER_AUDIT.password, failures: [409], counted: 'guesses' })
  @SuccessResponse(204, 'Changed')
  async change(@Request() request: HttpRequest, @Body() body: ChangePasswordDto): Promise<void> {
    await this.changePassword.execute({ actor: actorOf(request), ...body, address: requestOrigin().ip });
  }

  /** Chooses a new password with the one-time token of an administrator; all sessions of the user end. */
  @Post('password-reset')
  @Operation({ permission: null, audit: USER_AUDIT.reset_password, counted: 'guesses' })
  @SuccessResponse(204, 'Changed')
  async reset(@Body() body: ResetPasswordDto): Promise<void> {
    await this.resetPassword.execute(body);
  }
}
