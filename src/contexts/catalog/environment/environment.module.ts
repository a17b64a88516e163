import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { IN_ENVIRONMENTS, MEMBER, PROJECT_ADMIN, READERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { CatalogReferences } from '../project/application/catalog-references.port';
import { CatalogUsage } from '../project/application/catalog-usage.port';
import { ProjectDirectory } from '../project/application/project-directory.port';
import { ProjectEnvironments } from '../project/application/project-environments.port';
import { EnvironmentsController } from './adapters/http/environments.controller';
import { EnvironmentTable } from './adapters/persistence/environment.table';
import { PastEnvironmentTable } from './adapters/persistence/past-environment.table';
import { TypeOrmEnvironmentRepository } from './adapters/persistence/typeorm-environment-repository';
import { CreateEnvironment } from './application/create-environment';
import { DeleteEnvironment } from './application/delete-environment';
import { EnvironmentDirectory } from './application/environment-directory';
import { EnvironmentNames } from './application/environment-names';
import { EnvironmentRepository } from './application/environment-repository.port';
import { ReachableEnvironments } from './application/reachable-environments';
import { ReadEnvironments } from './application/read-environments';
import { UpdateEnvironment } from './application/update-environment';

export const environmentModule: AggregateModule = {
  tables: [EnvironmentTable, PastEnvironmentTable],
  permissions: {
    'environment:read': { ...MEMBER, ...READERS, ...IN_ENVIRONMENTS },
    'environment:write': { ...MEMBER, ...PROJECT_ADMIN },
  },
  bind: (bind) => {
    bindSingleton(bind, EnvironmentRepository, TypeOrmEnvironmentRepository, [PersistenceSession, Clock]);
    bindSingleton(bind, ProjectEnvironments, ReachableEnvironments, [EnvironmentRepository]);
    bindSingleton(bind, EnvironmentDirectory, EnvironmentDirectory, [EnvironmentRepository]);
    bindSingleton(bind, EnvironmentNames, EnvironmentNames, [ProjectDirectory, CatalogReferences]);
    bindUseCase(bind, CreateEnvironment, [ProjectDirectory, EnvironmentRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateEnvironment, [ProjectDirectory, EnvironmentRepository, EnvironmentNames, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteEnvironment, [
      ProjectDirectory,
      EnvironmentRepository,
      EnvironmentNames,
      CatalogUsage,
      CatalogReferences,
      Outbox,
      UnitOfWork,
    ]);
    bindSingleton(bind, ReadEnvironments, ReadEnvironments, [ProjectDirectory, EnvironmentRepository]);
    bindController(bind, EnvironmentsController, [CreateEnvironment, UpdateEnvironment, DeleteEnvironment, ReadEnvironments]);
  },
};
