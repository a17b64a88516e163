import type { Request as HttpRequest } from 'express';
import { Controller, Get, Request, Route, Security, Tags } from '@tsoa/runtime';
import { Audit } from '#platform/http/audit';
import { actorOf } from '#platform/http/authentication';
import type { ProbeRole } from '../../application/probe-role';
import { PROBE_AUDIT } from '../../domain/probe-audit';

export interface RoleProbeDto {
  /** @example "You are signed in" */
  message: string;
}

/** Lets a client ask what its user may do. */
@Route('api')
@Tags('Role probes')
export class RoleProbesController extends Controller {
  constructor(private readonly probeRole: ProbeRole) {
    super();
  }

  /** Answers an `admin`. */
  @Get('admin-check')
  @Security('bearer', ['probe:admin'])
  @Audit(PROBE_AUDIT.check)
  async checkAdmin(@Request() request: HttpRequest): Promise<RoleProbeDto> {
    await this.probeRole.execute({ actor: actorOf(request), permission: 'probe:admin' });
    return { message: 'You are an admin' };
  }

  /** Answers a `tenant_admin`. */
  @Get('tenant-admin-check')
  @Security('bearer', ['probe:tenant-admin'])
  @Audit(PROBE_AUDIT.check)
  async checkTenantAdmin(@Request() request: HttpRequest): Promise<RoleProbeDto> {
    await this.probeRole.execute({ actor: actorOf(request), permission: 'probe:tenant-admin' });
    return { message: 'You are a tenant admin' };
  }

  /** Answers a `user`. */
  @Get('user-check')
  @Security('bearer', ['probe:user'])
  @Audit(PROBE_AUDIT.check)
  async checkUser(@Request() request: HttpRequest): Promise<RoleProbeDto> {
    await this.probeRole.execute({ actor: actorOf(request), permission: 'probe:user' });
    return { message: 'You are a user' };
  }

  /** Answers everybody who is signed in. */
  @Get('any-authenticated-check')
  @Security('bearer', ['probe:any'])
  @Audit(PROBE_AUDIT.check)
  async checkAny(@Request() request: HttpRequest): Promise<RoleProbeDto> {
    await this.probeRole.execute({ actor: actorOf(request), permission: 'probe:any' });
    return { message: 'You are signed in' };
  }
}
