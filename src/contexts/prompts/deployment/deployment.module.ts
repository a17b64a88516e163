import { AiModelDirectory } from '#contexts/catalog/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { ADMINS, MEMBER, READERS, RELEASING_MEMBERS, REQUESTING_MEMBERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetActivation } from '../asset/application/asset-activation';
import { AssetRepository } from '../asset/application/asset-repository.port';
import { AssetTranslationRepository } from '../asset/application/asset-translation-repository.port';
import { AssetVersionRepository } from '../asset/application/asset-version-repository.port';
import { PointerHistory } from '../pointer-history/application/pointer-history.port';
import { AssetPointerRepository } from '../pointer/application/asset-pointer-repository.port';
import { AssetPointerMoves, PointerMoves } from '../pointer/application/pointer-moves';
import { PointerRepository } from '../pointer/application/pointer-repository.port';
import { ReleaseChecks } from '../pointer/application/release-checks';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { PromptRepository } from '../prompt/application/prompt-repository.port';
import { TranslationRepository } from '../prompt/application/translation-repository.port';
import { VersionActivation } from '../prompt/application/version-activation';
import { VersionRepository } from '../prompt/application/version-repository.port';
import { ReadDependents } from '../reference/application/read-dependents';
import { Colleagues } from '../release-rules/application/colleagues.port';
import { EstablishedApprovers } from '../release-rules/application/established-approvers';
import { ReleaseGate } from '../release-rules/application/release-gate';
import { ReleaseRulesRepository } from '../release-rules/application/release-rules-repository.port';
import { CatalogModelDirectory } from './adapters/catalog/catalog-model-directory';
import { DeploymentPreviewController } from './adapters/http/deployment-preview.controller';
import { DeploymentsController } from './adapters/http/deployments.controller';
import { DeploymentItemTable, DeploymentTable } from './adapters/persistence/deployment.table';
import { TypeOrmDeploymentRepository } from './adapters/persistence/typeorm-deployment-repository';
import { ApproveDeployment } from './application/approve-deployment';
import { CloseDeployment } from './application/close-deployment';
import { DeployDeployment } from './application/deploy-deployment';
import { DeploymentLookup } from './application/deployment-lookup';
import { DeploymentRepository } from './application/deployment-repository.port';
import { ModelDirectory } from './application/model-directory.port';
import { PreviewDeployment } from './application/preview-deployment';
import { AssetChanges, PromptChanges } from './application/text-changes';
import { ReadDeployments } from './application/read-deployments';
import { Releasables } from './application/releasables';
import { ReleaseForecast } from './application/release-forecast';
import { ReleasedAssets, ReleasedPrompts } from './application/released-texts';
import { RequestDeployment } from './application/request-deployment';
import { RollbackDeployment } from './application/rollback-deployment';
import { AssetLocaleGate } from '../asset/application/asset-text-use-cases';
import { LocaleGate } from '../prompt/application/prompt-text-use-cases';

export const deploymentModule: AggregateModule = {
  tables: [DeploymentTable, DeploymentItemTable],
  permissions: {
    'deployment:read': { ...MEMBER, ...READERS },
    'deployment:request': { ...ADMINS, ...REQUESTING_MEMBERS },
    'deployment:approve': { ...ADMINS, ...RELEASING_MEMBERS },
    'deployment:deploy': { ...ADMINS, ...RELEASING_MEMBERS },
    'deployment:rollback': { ...ADMINS, ...RELEASING_MEMBERS },
  },
  bind: (bind) => {
    bindSingleton(bind, DeploymentRepository, TypeOrmDeploymentRepository, [PersistenceSession]);
    bindSingleton(bind, ModelDirectory, CatalogModelDirectory, [AiModelDirectory]);
    bindSingleton(bind, ReleasedPrompts, ReleasedPrompts, [PromptRepository, VersionRepository]);
    bindSingleton(bind, ReleasedAssets, ReleasedAssets, [PromptRepository, AssetRepository, AssetVersionRepository]);
    bindSingleton(bind, Releasables, Releasables, [ReleasedPrompts, ReleasedAssets, ModelDirectory, PointerMoves, AssetPointerMoves]);
    bindSingleton(bind, DeploymentLookup, DeploymentLookup, [ProjectCatalog, DeploymentRepository]);
    bindUseCase(bind, RequestDeployment, [ProjectCatalog, DeploymentRepository, Releasables, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, ApproveDeployment, [
      DeploymentLookup,
      DeploymentRepository,
      Releasables,
      ReleaseRulesRepository,
      EstablishedApprovers,
      Outbox,
      UnitOfWork,
      Clock,
    ]);
    bindUseCase(bind, DeployDeployment, [
      DeploymentLookup,
      DeploymentRepository,
      Releasables,
      ReleaseGate,
      PointerMoves,
      ReleaseChecks,
      Outbox,
      UnitOfWork,
      Clock,
    ]);
    bindUseCase(bind, RollbackDeployment, [
      DeploymentLookup,
      DeploymentRepository,
      Releasables,
      PointerRepository,
      AssetPointerRepository,
      PointerHistory,
      PointerMoves,
      AssetPointerMoves,
      ReleaseChecks,
      Outbox,
      UnitOfWork,
    ]);
    bindSingleton(bind, PromptChanges, PromptChanges, [
      ReleasedPrompts,
      VersionRepository,
      TranslationRepository,
      PointerRepository,
      VersionActivation,
      LocaleGate,
    ]);
    bindSingleton(bind, AssetChanges, AssetChanges, [
      ReleasedAssets,
      AssetVersionRepository,
      AssetTranslationRepository,
      AssetPointerRepository,
      AssetActivation,
      AssetLocaleGate,
    ]);
    bindSingleton(bind, ReleaseForecast, ReleaseForecast, [PointerRepository, ReleaseChecks]);
    bindUseCase(bind, PreviewDeployment, [
      DeploymentLookup,
      ProjectCatalog,
      Releasables,
      PromptChanges,
      AssetChanges,
      ReadDependents,
      ReleaseRulesRepository,
      EstablishedApprovers,
      ReleaseGate,
      ReleaseForecast,
    ]);
    bindController(bind, DeploymentPreviewController, [PreviewDeployment]);
    bindUseCase(bind, CloseDeployment, [DeploymentLookup, DeploymentRepository, Outbox, UnitOfWork, Clock]);
    bindSingleton(bind, ReadDeployments, ReadDeployments, [
      ProjectCatalog,
      DeploymentLookup,
      DeploymentRepository,
      Colleagues,
      ModelDirectory,
    ]);
    bindController(bind, DeploymentsController, [
      RequestDeployment,
      ApproveDeployment,
      DeployDeployment,
      RollbackDeployment,
      CloseDeployment,
      ReadDeployments,
    ]);
  },
};
