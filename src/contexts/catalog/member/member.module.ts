import { PeopleDirectory } from '#contexts/identity/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { MEMBER, PROJECT_ADMIN, READERS } from '#shared/grants';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { ProjectDirectory } from '../project/application/project-directory.port';
import { ProjectMemberships } from '../project/application/project-memberships.port';
import { ProjectRepository } from '../project/application/project-repository.port';
import { MembersController } from './adapters/http/members.controller';
import { DirectoryTenantPeople } from './adapters/identity/directory-tenant-people';
import { MemberTable } from './adapters/persistence/member.table';
import { TypeOrmMemberRepository } from './adapters/persistence/typeorm-member-repository';
import { GrantMembership } from './application/grant-membership';
import { MemberRepository } from './application/member-repository.port';
import { ReadMembers } from './application/read-members';
import { RevokeMembership } from './application/revoke-membership';
import { TenantPeople } from './application/tenant-people.port';

export const memberModule: AggregateModule = {
  tables: [MemberTable],
  permissions: {
    'member:read': { ...MEMBER, ...READERS },
    'member:write': { ...MEMBER, ...PROJECT_ADMIN, ownerOnly: true },
  },
  bind: (bind) => {
    bindSingleton(bind, MemberRepository, TypeOrmMemberRepository, [PersistenceSession]);
    bind(ProjectMemberships).toService(MemberRepository);
    bindSingleton(bind, TenantPeople, DirectoryTenantPeople, [PeopleDirectory]);
    bindUseCase(bind, GrantMembership, [ProjectDirectory, MemberRepository, TenantPeople, Outbox, UnitOfWork, Clock, AccessPolicy]);
    bindUseCase(bind, RevokeMembership, [
      ProjectDirectory,
      ProjectRepository,
      MemberRepository,
      TenantPeople,
      Outbox,
      UnitOfWork,
      AccessPolicy,
    ]);
    bindSingleton(bind, ReadMembers, ReadMembers, [ProjectDirectory, MemberRepository, TenantPeople]);
    bindController(bind, MembersController, [GrantMembership, RevokeMembership, ReadMembers]);
  },
};
