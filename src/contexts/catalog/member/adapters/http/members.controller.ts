import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Path, Put, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import type { GrantMembership } from '../../application/grant-membership';
import type { RevokeMembership } from '../../application/revoke-membership';
import { MEMBER_LIST, type ReadMembers } from '../../application/read-members';
import { MEMBER_AUDIT } from '../../domain/member-audit';
import { memberDto, type GrantMembershipDto, type MemberDto } from './members.dto';

/** The roles of people in a project. A project with members is closed to the rest of its tenant except administrators. */
@Route('api/projects/{projectId}/members')
@Tags('Project members')
export class MembersController extends Controller {
  constructor(
    private readonly grantMembership: GrantMembership,
    private readonly revokeMembership: RevokeMembership,
    private readonly members: ReadMembers,
  ) {
    super();
  }

  /** Lists the project's members, oldest first. A project without members is open to the tenant. */
  @Get()
  @Operation({ permission: 'member:read', audit: MEMBER_AUDIT.list, failures: [404], list: MEMBER_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string): Promise<MemberDto[]> {
    const page = await this.members.list(actorOf(request), projectId, listQueryOf(request));
    return pageResponse(this, request, page, memberDto);
  }

  /** Reads the role of one member. */
  @Get('{userId}')
  @Operation({ permission: 'member:read', audit: MEMBER_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() userId: string): Promise<MemberDto> {
    const found = await this.members.one(actorOf(request), projectId, userId);
    return revised(request, found.member, memberDto(found));
  }

  /** Makes a user a member or changes their role; the first member closes the project to the others. */
  @Put('{userId}')
  @Operation({ permission: 'member:write', audit: MEMBER_AUDIT.grant, conditional: 'change', failures: [404, 409] })
  async grant(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() userId: string,
    @Body() body: GrantMembershipDto,
  ): Promise<MemberDto> {
    const { role } = body;
    const command = { actor: actorOf(request), project: projectId, userId, role, expectedRevision: expectedRevisionOf(request) };
    const granted = await this.grantMembership.execute(command);
    return revised(request, granted.member, memberDto(granted));
  }

  /** Ends a membership and returns it as it was. Without its last member the project is open to the tenant again. */
  @Delete('{userId}')
  @Operation({ permission: 'member:write', audit: MEMBER_AUDIT.revoke, conditional: 'change', failures: [404, 409] })
  async revoke(@Request() request: HttpRequest, @Path() projectId: string, @Path() userId: string): Promise<MemberDto> {
    const command = { actor: actorOf(request), project: projectId, userId, expectedRevision: expectedRevisionOf(request) };
    return memberDto(await this.revokeMembership.execute(command));
  }
}
