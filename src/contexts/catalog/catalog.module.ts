import { ContainerModule } from 'inversify';
import { IdentityUsage, PeopleDirectory } from '#contexts/identity/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { ContextModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { EnvironmentsController } from './environment/adapters/http/environments.controller';
import { EnvironmentTable } from './environment/adapters/persistence/environment.table';
import { TypeOrmEnvironmentRepository } from './environment/adapters/persistence/typeorm-environment-repository';
import { CreateEnvironment } from './environment/application/create-environment';
import { DeleteEnvironment } from './environment/application/delete-environment';
import { EnvironmentDirectory } from './environment/application/environment-directory';
import { EnvironmentRepository } from './environment/application/environment-repository.port';
import { ReadEnvironments } from './environment/application/read-environments';
import { UpdateEnvironment } from './environment/application/update-environment';
import { ProjectsController } from './project/adapters/http/projects.controller';
import { CatalogIdentityUsage } from './project/adapters/persistence/catalog-identity-usage';
import { ProjectTable } from './project/adapters/persistence/project.table';
import { TypeOrmProjectDirectory } from './project/adapters/persistence/typeorm-project-directory';
import { TypeOrmProjectRepository } from './project/adapters/persistence/typeorm-project-repository';
import { CatalogUsage } from './project/application/catalog-usage.port';
import { CreateProject } from './project/application/create-project';
import { DeleteProject } from './project/application/delete-project';
import { ProjectDirectory } from './project/application/project-directory.port';
import { ProjectRepository } from './project/application/project-repository.port';
import { ReadProjects } from './project/application/read-projects';
import { UpdateProject } from './project/application/update-project';

export const catalogModule: ContextModule = {
  name: 'catalog',
  tables: [ProjectTable, EnvironmentTable],
  bindings: new ContainerModule(({ bind }) => {
    bindSingleton(bind, ProjectRepository, TypeOrmProjectRepository, [PersistenceSession]);
    bindSingleton(bind, ProjectDirectory, TypeOrmProjectDirectory, [PersistenceSession]);
    bindSingleton(bind, IdentityUsage, CatalogIdentityUsage, [PersistenceSession, CatalogUsage]);
    bindUseCase(bind, CreateProject, [ProjectRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateProject, [ProjectRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteProject, [ProjectRepository, CatalogUsage, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadProjects, ReadProjects, [ProjectRepository, EnvironmentRepository]);
    bindController(bind, ProjectsController, [CreateProject, UpdateProject, DeleteProject, ReadProjects, PeopleDirectory]);

    bindSingleton(bind, EnvironmentRepository, TypeOrmEnvironmentRepository, [PersistenceSession]);
    bindSingleton(bind, EnvironmentDirectory, EnvironmentDirectory, [EnvironmentRepository]);
    bindUseCase(bind, CreateEnvironment, [ProjectDirectory, EnvironmentRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateEnvironment, [ProjectDirectory, EnvironmentRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteEnvironment, [ProjectDirectory, EnvironmentRepository, CatalogUsage, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadEnvironments, ReadEnvironments, [ProjectDirectory, EnvironmentRepository]);
    bindController(bind, EnvironmentsController, [CreateEnvironment, UpdateEnvironment, DeleteEnvironment, ReadEnvironments]);
  }),
};
