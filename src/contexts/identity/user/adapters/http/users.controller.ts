import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Query, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
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

/** The people of a tenant, their roles and their passwords. */
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
  @Operation({
    permission: 'user:write',
    anyKey: true,
    audit: USER_AUDIT.create,
    idempotent: true,
    conditional: 'create',
    failures: [404, 409],
  })
  @SuccessResponse(201, 'Created')
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
   * @param tenantId Id of the tenant; by default the caller's own
   */
  @Get()
  @Operation({ permission: 'user:read', anyKey: true, audit: USER_AUDIT.list, failures: [404], list: USER_LIST })
  async list(@Request() request: HttpRequest, @Query() tenantId?: string): Promise<UserDto[]> {
    const page = await this.users.list(actorOf(request), tenantId ?? null, listQueryOf(request));
    return pageResponse(this, request, page, userDto);
  }

  /**
   * Reads one user.
   * @param userId Id of the user
   */
  @Get('{id}')
  @Operation({ permission: 'user:read', anyKey: true, audit: USER_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path('id') userId: string): Promise<UserDto> {
    const user = await this.users.byId(actorOf(request), userId);
    return revised(request, user, userDto(user));
  }

  /**
   * Changes the given fields. A new address or password ends the sessions of the user, and so does disabling.
   * Nobody can change their own role. The last enabled administrator of a tenant stays one (409).
   * @param userId Id of the user
   */
  @Patch('{id}')
  @Operation({ permission: 'user:write', anyKey: true, audit: USER_AUDIT.update, conditional: 'change', failures: [404, 409] })
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
  @Operation({ permission: 'user:credentials', anyKey: true, audit: USER_AUDIT.credentials, conditional: 'change', failures: [404, 409] })
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
   * Issues a token with which the user chooses a new password at POST /api/auth/password-reset, once, within an hour. Only this response has
   * it. It voids an earlier token.
   * @param userId Id of the user
   */
  @Post('{id}/password-reset')
  @Operation({ permission: 'user:reset', audit: USER_AUDIT.issue_reset, idempotent: true, secrets: ['token'], failures: [404, 409] })
  @SuccessResponse(201, 'Created')
  async resetPassword(@Request() request: HttpRequest, @Path('id') userId: string): Promise<PasswordResetDto> {
    const { token, expiresAt } = await this.issueReset.execute({ actor: actorOf(request), userId });
    this.setStatus(201);
    return { token, expiresAt };
  }

  /**
   * Deletes a user with their API keys and returns the user as it was.
   * @param userId Id of the user
   */
  @Delete('{id}')
  @Operation({ permission: 'user:write', anyKey: true, audit: USER_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(@Request() request: HttpRequest, @Path('id') userId: string): Promise<UserDto> {
    const command = { actor: actorOf(request), userId, expectedRevision: expectedRevisionOf(request) };
    return userDto(await this.deleteUser.execute(command));
  }
}
