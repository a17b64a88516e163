import { IdentityUsage, KeyProjects, PeopleDirectory } from '#contexts/identity/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { ProjectGate } from '#platform/http/project-gate';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { ADMINS, IN_ENVIRONMENTS, MEMBER, PROJECT_ADMIN, READERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { ProjectsController } from './adapters/http/projects.controller';
import { CatalogIdentityUsage } from './adapters/persistence/catalog-identity-usage';
import { ProjectTable } from './adapters/persistence/project.table';
import { TypeOrmKeyProjects } from './adapters/persistence/typeorm-key-projects';
import { TypeOrmProjectDirectory } from './adapters/persistence/typeorm-project-directory';
import { TypeOrmProjectNames } from './adapters/persistence/typeorm-project-names';
import { TypeOrmProjectRepository } from './adapters/persistence/typeorm-project-repository';
import { CatalogReferences } from './application/catalog-references.port';
import { CatalogUsage } from './application/catalog-usage.port';
import { CreateProject } from './application/create-project';
import { DeleteProject } from './application/delete-project';
import { ProjectDirectory } from './application/project-directory.port';
import { ProjectEnvironments } from './application/project-environments.port';
import { ProjectMemberships } from './application/project-memberships.port';
import { ProjectNames } from './application/project-names.port';
import { ProjectRepository } from './application/project-repository.port';
import { ReadProjects } from './application/read-projects';
import { UpdateProject } from './application/update-project';

export const projectModule: AggregateModule = {
  tables: [ProjectTable],
  permissions: {
    'project:create': ADMINS,
    'project:read': { ...MEMBER, ...READERS, ...IN_ENVIRONMENTS },
    'project:edit': { ...MEMBER, ...PROJECT_ADMIN, ownerOnly: true },
  },
  bind: (bind) => {
    bindSingleton(bind, ProjectRepository, TypeOrmProjectRepository, [PersistenceSession]);
    bindSingleton(bind, ProjectDirectory, TypeOrmProjectDirectory, [PersistenceSession, AccessPolicy]);
    bindSingleton(bind, ProjectNames, TypeOrmProjectNames, [PersistenceSession]);
    bind<ProjectGate>(ProjectGate).toService(ProjectDirectory);
    bindSingleton(bind, KeyProjects, TypeOrmKeyProjects, [PersistenceSession, ProjectDirectory]);
    bindSingleton(bind, IdentityUsage, CatalogIdentityUsage, [PersistenceSession, CatalogUsage, ProjectMemberships, ProjectRepository]);
    bindUseCase(bind, CreateProject, [ProjectRepository, Outbox, UnitOfWork, Ids, Clock, AccessPolicy]);
    bindUseCase(bind, UpdateProject, [ProjectDirectory, ProjectRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteProject, [ProjectDirectory, ProjectRepository, CatalogUsage, CatalogReferences, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadProjects, ReadProjects, [ProjectDirectory, ProjectRepository, ProjectEnvironments, AccessPolicy]);
    bindController(bind, ProjectsController, [CreateProject, UpdateProject, DeleteProject, ReadProjects, PeopleDirectory]);
  },
};
