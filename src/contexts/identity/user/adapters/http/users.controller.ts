import type { Request as HttpRequest } from 'express';
import {
  Body,
  Controller,
  Delete,
  Extension,
  Get,
  Patch,
  Path,
  Post,
  Query,
  Request,
  Route,
  Security,
  SuccessResponse,
  Tags,
} from '@tsoa/runtime';
import { Audit } from '#platform/http/audit';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { answerPage, listQueryOf } from '#platform/http/paging';
import type { CreateUser } from '../../application/create-user';
import type { DeleteUser } from '../../application/delete-user';
import type { IssuePasswordReset } from '../../application/issue-password-reset';
import type { ReadUsers } from '../../application/read-users';
import type { UpdateUser } from '../../application/update-user';
import { USER_LIST } from '../../application/user-repository.port';
import { USER_AUDIT } from '../../domain/user-audit';
import {
  userDto,
  type ChangeCredentialsDto,
  type CreateUserDto,
  type PasswordResetDto,
  type UpdateUserDto,
  type UserDto,
} from './users.dto';

@Route('api/users')
@Tags('Users')
export class UsersController extends Controller {
  constructor(
    private readonly createUser: CreateUser,
    private readonly updateUser: UpdateUser,
    private readonly deleteUser: DeleteUser,
    private readonly users: ReadUsers,
    private readonly issueReset: IssuePasswordReset,
  ) {
    super();
  }

  /** Creates a user. */
  @Post()
  @Security('bearer', ['user:write'])
  @Security('api_key', ['user:write'])
  @Audit(USER_AUDIT.create)
  @SuccessResponse(201, 'Created')
  @Extension('x-failures', [404])
  async create(@Request() request: HttpRequest, @Body() body: CreateUserDto): Promise<UserDto> {
    const { email, password, name, role, tenantId } = body;
    const user = await this.createUser.execute({
      actor: actorOf(request),
      email,
      password,
      name: name ?? '',
      role: role ?? 'user',
      tenantId: tenantId ?? null,
    });
    this.setStatus(201);
    return revised(request, user, userDto(user));
  }

  /**
   * Lists the users of a tenant, oldest first.
   * @param tenantId Of which tenant; the caller's own when it is not given
   */
  @Get()
  @Security('bearer', ['user:read'])
  @Security('api_key', ['user:read'])
  @Audit(USER_AUDIT.list)
  @Extension('x-list', USER_LIST)
  @Extension('x-failures', [404])
  async list(@Request() request: HttpRequest, @Query() tenantId?: string): Promise<UserDto[]> {
    const page = await this.users.list(actorOf(request), tenantId ?? null, listQueryOf(request, USER_LIST));
    return answerPage(this, request, page, userDto);
  }

  /**
   * Reads one user.
   * @param userId Id of the user
   */
  @Get('{id}')
  @Security('bearer', ['user:read'])
  @Security('api_key', ['user:read'])
  @Audit(USER_AUDIT.read)
  async read(@Request() request: HttpRequest, @Path('id') userId: string): Promise<UserDto> {
    const user = await this.users.byId(actorOf(request), userId);
    return revised(request, user, userDto(user));
  }

  /**
   * Changes the fields that are given. Another address or password ends the sessions of the user, and so does disabling.
   * Nobody changes their own role; the last enabled administrator of a tenant stays one (409).
   * @param userId Id of the user
   */
  @Patch('{id}')
  @Security('bearer', ['user:write'])
  @Security('api_key', ['user:write'])
  @Audit(USER_AUDIT.update)
  async update(@Request() request: HttpRequest, @Path('id') userId: string, @Body() body: UpdateUserDto): Promise<UserDto> {
    const { email, password, name, role, disabled, tenantId } = body;
    const user = await this.updateUser.execute({
      actor: actorOf(request),
      userId,
      as: 'update',
      expectedRevision: expectedRevisionOf(request),
      email: email ?? undefined,
      password: password ?? undefined,
      name: name === null ? '' : name,
      role: role ?? undefined,
      disabled: disabled ?? undefined,
      tenantId: tenantId ?? undefined,
    });
    return revised(request, user, userDto(user));
  }

  /**
   * Replaces address or password and ends the sessions of the user.
   * @param userId Id of the user
   */
  @Patch('{id}/credentials')
  @Security('bearer', ['user:credentials'])
  @Security('api_key', ['user:credentials'])
  @Audit(USER_AUDIT.credentials)
  async changeCredentials(
    @Request() request: HttpRequest,
    @Path('id') userId: string,
    @Body() body: ChangeCredentialsDto,
  ): Promise<UserDto> {
    const { email, password } = body;
    const user = await this.updateUser.execute({
      actor: actorOf(request),
      userId,
      as: 'credentials',
      expectedRevision: expectedRevisionOf(request),
      email: email ?? undefined,
      password: password ?? undefined,
    });
    return revised(request, user, userDto(user));
  }

  /**
   * Makes a token with which the user chooses a new password at POST /api/auth/password-reset, once, within an hour. It is shown
   * here only; an earlier one is void.
   * @param userId Id of the user
   */
  @Post('{id}/password-reset')
  @Security('bearer', ['user:reset'])
  @Audit(USER_AUDIT.issue_reset)
  @SuccessResponse(201, 'Created')
  @Extension('x-secrets', ['token'])
  @Extension('x-unconditional', true)
  async resetPassword(@Request() request: HttpRequest, @Path('id') userId: string): Promise<PasswordResetDto> {
    const { token, expiresAt } = await this.issueReset.execute({ actor: actorOf(request), userId });
    this.setStatus(201);
    return { token, expiresAt };
  }

  /**
   * Deletes a user with their API keys and answers the user as it was.
   * @param userId Id of the user
   */
  @Delete('{id}')
  @Security('bearer', ['user:write'])
  @Security('api_key', ['user:write'])
  @Audit(USER_AUDIT.delete)
  async delete(@Request() request: HttpRequest, @Path('id') userId: string): Promise<UserDto> {
    const command = { actor: actorOf(request), userId, expectedRevision: expectedRevisionOf(request) };
    return userDto(await this.deleteUser.execute(command));
  }
}
