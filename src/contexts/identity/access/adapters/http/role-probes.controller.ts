import type { Request as HttpRequest } from 'express';
import { Controller, Get, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import type { ProbeRole } from '../../application/probe-role';
import { PROBE_AUDIT } from '../../domain/probe-audit';

export interface RoleProbeDto {
  /** @example "You are signed in" */
  message: string;
}

/** Routes that tell a client which role its user has. */
@Route('api')
@Tags('Role probes')
export class RoleProbesController extends Controller {
  constructor(private readonly probeRole: ProbeRole) {
    super();
  }

  /** Succeeds for an `admin`. */
  @Get('admin-check')
  @Operation({ permission: 'probe:admin', audit: PROBE_AUDIT.check })
  async checkAdmin(@Request() request: HttpRequest): Promise<RoleProbeDto> {
    await this.probeRole.execute({ actor: actorOf(request), permission: 'probe:admin' });
    return { message: 'You are an admin' };
  }

  /** Succeeds for a `tenant_admin`. */
  @Get('tenant-admin-check')
  @Operation({ permission: 'probe:tenant-admin', audit: PROBE_AUDIT.check })
  async checkTenantAdmin(@Request() request: HttpRequest): Promise<RoleProbeDto> {
    await this.probeRole.execute({ actor: actorOf(request), permission: 'probe:tenant-admin' });
    return { message: 'You are a tenant admin' };
  }

  /** Succeeds for a `user`. */
  @Get('user-check')
  @Operation({ permission: 'probe:user', audit: PROBE_AUDIT.check })
  async checkUser(@Request() request: HttpRequest): Promise<RoleProbeDto> {
    await this.probeRole.execute({ actor: actorOf(request), permission: 'probe:user' });
    return { message: 'You are a user' };
  }

  /** Succeeds for every signed-in caller. */
  @Get('any-authenticated-check')
  @Operation({ permission: 'probe:any', audit: PROBE_AUDIT.check })
  async checkAny(@Request() request: HttpRequest): Promise<RoleProbeDto> {
    await this.probeRole.execute({ actor: actorOf(request), permission: 'probe:any' });
    return { message: 'You are signed in' };
  }
}
