import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { AccessPolicy } from '#shared/access-policy.port';
import { ADMIN, ANY } from '#shared/grants';
import { NodeRandomSource } from './adapters/crypto/node-random-source';
import { RoleProbesController } from './adapters/http/role-probes.controller';
import { ProbeRole } from './application/probe-role';
import { RandomSource } from './application/random-source.port';
import { RoleAccessPolicy } from './application/role-access-policy';
import { Permissions } from './domain/permissions';

export const accessModule: AggregateModule = {
  tables: [],
  permissions: {
    'probe:admin': ADMIN,
    'probe:tenant-admin': { roles: ['tenant_admin'] },
    'probe:user': { roles: ['user'] },
    'probe:any': ANY,
  },
  bind: (bind) => {
    bindSingleton(bind, AccessPolicy, RoleAccessPolicy, [Permissions]);
    bindSingleton(bind, RandomSource, NodeRandomSource, []);
    bindUseCase(bind, ProbeRole, [AccessPolicy]);
    bindController(bind, RoleProbesController, [ProbeRole]);
  },
};
