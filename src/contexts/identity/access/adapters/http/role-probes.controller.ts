import { Controller, Get, Route, Security, Tags } from 'tsoa';
import { Audit } from '#platform/http/audit';
import { PROBE_AUDIT } from '../../domain/probe-audit';

export interface RoleProbeDto {
  /** @example "You are signed in" */
  message: string;
}

/** Lets a client ask what its user may do. */
@Route('api')
@Tags('Role probes')
export class RoleProbesController extends Controller {
  /** Answers an `admin`. */
  @Get('admin-check')
  @Security('bearer', ['probe:admin'])
  @Audit(PROBE_AUDIT.check)
  checkAdmin(): Promise<RoleProbeDto> {
    return Promise.resolve({ message: 'You are an admin' });
  }

  /** Answers a `tenant_admin`. */
  @Get('tenant-admin-check')
  @Security('bearer', ['probe:tenant-admin'])
  @Audit(PROBE_AUDIT.check)
  checkTenantAdmin(): Promise<RoleProbeDto> {
    return Promise.resolve({ message: 'You are a tenant admin' });
  }

  /** Answers a `user`. */
  @Get('user-check')
  @Security('bearer', ['probe:user'])
  @Audit(PROBE_AUDIT.check)
  checkUser(): Promise<RoleProbeDto> {
    return Promise.resolve({ message: 'You are a user' });
  }

  /** Answers everybody who is signed in. */
  @Get('any-authenticated-check')
  @Security('bearer', ['probe:any'])
  @Audit(PROBE_AUDIT.check)
  checkAny(): Promise<RoleProbeDto> {
    return Promise.resolve({ message: 'You are signed in' });
  }
}
