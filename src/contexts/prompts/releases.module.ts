import { ContainerModule } from 'inversify';
import { AiModelDirectory } from '#contexts/catalog/index';
import { PeopleDirectory } from '#contexts/identity/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { ContextModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { CatalogModelDirectory } from './deployment/adapters/catalog/catalog-model-directory';
import { DeploymentsController } from './deployment/adapters/http/deployments.controller';
import { DirectoryColleagues } from './deployment/adapters/identity/directory-colleagues';
import { DeploymentItemTable, DeploymentTable } from './deployment/adapters/persistence/deployment.table';
import { TypeOrmDeploymentRepository } from './deployment/adapters/persistence/typeorm-deployment-repository';
import { ApproveDeployment } from './deployment/application/approve-deployment';
import { Colleagues } from './deployment/application/colleagues.port';
import { DeployDeployment } from './deployment/application/deploy-deployment';
import { DeploymentLookup } from './deployment/application/deployment-lookup';
import { DeploymentRepository } from './deployment/application/deployment-repository.port';
import { ModelDirectory } from './deployment/application/model-directory.port';
import { ReadDeployments } from './deployment/application/read-deployments';
import { Releasables } from './deployment/application/releasables';
import { ReleasedPrompts } from './deployment/application/released-prompts';
import { RequestDeployment } from './deployment/application/request-deployment';
import { RollbackDeployment } from './deployment/application/rollback-deployment';
import { PointersController } from './pointer/adapters/http/pointers.controller';
import { EnvironmentMoveTable, PointerHistoryTable } from './pointer/adapters/persistence/pointer-history.table';
import { PointerTable } from './pointer/adapters/persistence/pointer.table';
import { TypeOrmPointerHistory } from './pointer/adapters/persistence/typeorm-pointer-history';
import { TypeOrmPointerRepository } from './pointer/adapters/persistence/typeorm-pointer-repository';
import { MovePointer } from './pointer/application/move-pointer';
import { PointerHistory } from './pointer/application/pointer-history.port';
import { PointerMoves } from './pointer/application/pointer-moves';
import { PointerRepository } from './pointer/application/pointer-repository.port';
import { ReadPointerHistory } from './pointer/application/read-pointer-history';
import { ReadPointers } from './pointer/application/read-pointers';
import { RemovePointer } from './pointer/application/remove-pointer';
import { LocaleGate } from './prompt/application/locale-gate';
import { ProjectCatalogue } from './prompt/application/project-catalogue.port';
import { PromptLookup } from './prompt/application/prompt-lookup';
import { PromptRepository } from './prompt/application/prompt-repository.port';
import { VersionActivation } from './prompt/application/version-activation';
import { VersionRepository } from './prompt/application/version-repository.port';

/** The part of the prompts context that releases are: pointers and deployments; the rest is in prompts.module.ts. */
export const releasesModule: ContextModule = {
  name: 'releases',
  tables: [PointerTable, PointerHistoryTable, EnvironmentMoveTable, DeploymentTable, DeploymentItemTable],
  bindings: new ContainerModule(({ bind }) => {
    bindSingleton(bind, PointerRepository, TypeOrmPointerRepository, [PersistenceSession]);
    bindSingleton(bind, PointerHistory, TypeOrmPointerHistory, [PersistenceSession]);
    bindSingleton(bind, PointerMoves, PointerMoves, [
      VersionRepository,
      VersionActivation,
      PointerRepository,
      PointerHistory,
      LocaleGate,
      Outbox,
      Ids,
      Clock,
    ]);
    bindUseCase(bind, MovePointer, [PromptLookup, ProjectCatalogue, VersionRepository, PointerMoves, UnitOfWork]);
    bindUseCase(bind, RemovePointer, [PromptLookup, ProjectCatalogue, PointerRepository, PointerMoves, UnitOfWork]);
    bindSingleton(bind, ReadPointers, ReadPointers, [ProjectCatalogue, PointerRepository]);
    bindSingleton(bind, ReadPointerHistory, ReadPointerHistory, [ProjectCatalogue, PointerHistory]);
    bindController(bind, PointersController, [MovePointer, RemovePointer, ReadPointers, ReadPointerHistory]);

    bindSingleton(bind, DeploymentRepository, TypeOrmDeploymentRepository, [PersistenceSession]);
    bindSingleton(bind, ModelDirectory, CatalogModelDirectory, [AiModelDirectory]);
    bindSingleton(bind, Colleagues, DirectoryColleagues, [PeopleDirectory]);
    bindSingleton(bind, ReleasedPrompts, ReleasedPrompts, [PromptRepository, VersionRepository]);
    bindSingleton(bind, Releasables, Releasables, [ReleasedPrompts, ModelDirectory]);
    bindSingleton(bind, DeploymentLookup, DeploymentLookup, [ProjectCatalogue, DeploymentRepository]);
    bindUseCase(bind, RequestDeployment, [ProjectCatalogue, DeploymentRepository, Releasables, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, ApproveDeployment, [DeploymentLookup, DeploymentRepository, Releasables, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeployDeployment, [
      DeploymentLookup,
      DeploymentRepository,
      ReleasedPrompts,
      ModelDirectory,
      PointerMoves,
      Outbox,
      UnitOfWork,
      Clock,
    ]);
    bindUseCase(bind, RollbackDeployment, [
      DeploymentLookup,
      DeploymentRepository,
      ReleasedPrompts,
      PointerRepository,
      PointerHistory,
      PointerMoves,
      Outbox,
      UnitOfWork,
    ]);
    bindSingleton(bind, ReadDeployments, ReadDeployments, [ProjectCatalogue, DeploymentLookup, DeploymentRepository, Colleagues]);
    bindController(bind, DeploymentsController, [
      RequestDeployment,
      ApproveDeployment,
      DeployDeployment,
      RollbackDeployment,
      ReadDeployments,
    ]);
  }),
};
