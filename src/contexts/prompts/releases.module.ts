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
import { AssetPointers } from './asset/application/asset-pointers.port';
import { AssetRepository } from './asset/application/asset-repository.port';
import { AssetLocaleGate } from './asset/application/asset-locale-gate';
import { AssetTranslationRepository } from './asset/application/asset-translation-repository.port';
import { AssetVersionRepository } from './asset/application/asset-version-repository.port';
import { CatalogModelDirectory } from './deployment/adapters/catalog/catalog-model-directory';
import { DeploymentPreviewController } from './deployment/adapters/http/deployment-preview.controller';
import { DeploymentsController } from './deployment/adapters/http/deployments.controller';
import { DirectoryColleagues } from './deployment/adapters/identity/directory-colleagues';
import { DeploymentItemTable, DeploymentTable } from './deployment/adapters/persistence/deployment.table';
import { TypeOrmDeploymentRepository } from './deployment/adapters/persistence/typeorm-deployment-repository';
import { ApproveDeployment } from './deployment/application/approve-deployment';
import { AssetChanges } from './deployment/application/asset-changes';
import { CloseDeployment } from './deployment/application/close-deployment';
import { Colleagues } from './deployment/application/colleagues.port';
import { DeployDeployment } from './deployment/application/deploy-deployment';
import { DeploymentLookup } from './deployment/application/deployment-lookup';
import { DeploymentRepository } from './deployment/application/deployment-repository.port';
import { ModelDirectory } from './deployment/application/model-directory.port';
import { PreviewDeployment } from './deployment/application/preview-deployment';
import { PromptChanges } from './deployment/application/prompt-changes';
import { ReadDeployments } from './deployment/application/read-deployments';
import { Releasables } from './deployment/application/releasables';
import { ReleaseForecast } from './deployment/application/release-forecast';
import { ReleasedAssets } from './deployment/application/released-assets';
import { ReleasedPrompts } from './deployment/application/released-prompts';
import { RequestDeployment } from './deployment/application/request-deployment';
import { RollbackDeployment } from './deployment/application/rollback-deployment';
import { AssetPointerTable } from './pointer/adapters/persistence/asset-pointer.table';
import { TypeOrmAssetPointerRepository } from './pointer/adapters/persistence/typeorm-asset-pointer-repository';
import { AssetPointerMoves } from './pointer/application/asset-pointer-moves';
import { AssetPointerRepository } from './pointer/application/asset-pointer-repository.port';
import { ReleaseRulesController } from './release-rules/adapters/http/release-rules.controller';
import { ReleaseRulesTable } from './release-rules/adapters/persistence/release-rules.table';
import { TypeOrmReleaseRulesRepository } from './release-rules/adapters/persistence/typeorm-release-rules-repository';
import { EstablishedApprovers } from './release-rules/application/established-approvers';
import { ReadReleaseRules } from './release-rules/application/read-release-rules';
import { ReleaseGate } from './release-rules/application/release-gate';
import { ReleaseRulesRepository } from './release-rules/application/release-rules-repository.port';
import { RulesUnderChange } from './release-rules/application/rules-under-change';
import { ConfirmPendingRules } from './release-rules/application/confirm-pending-rules';
import { DiscardPendingRules } from './release-rules/application/discard-pending-rules';
import { ReplaceReleaseRules } from './release-rules/application/replace-release-rules';
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
import { ReleaseChecks } from './pointer/application/release-checks';
import { JudgedTexts } from './pointer/application/judged-texts';
import { ReadPointers } from './pointer/application/read-pointers';
import { RemovePointer } from './pointer/application/remove-pointer';
import { LocaleGate } from './prompt/application/locale-gate';
import { FindUnresolvable } from './reference/application/find-unresolvable';
import { ReferenceIndex } from './reference/application/reference-index.port';
import { References } from './reference/application/references.port';
import { ReadDependents } from './reference/application/read-dependents';
import { RetainedTextTable } from './prompt/adapters/persistence/retained-text.table';
import { ProjectCatalogue } from './prompt/application/project-catalogue.port';
import { PromptLookup } from './prompt/application/prompt-lookup';
import { PromptRepository } from './prompt/application/prompt-repository.port';
import { ServedTexts } from './prompt/application/served-texts.port';
import { VersionActivation } from './prompt/application/version-activation';
import { VersionRepository } from './prompt/application/version-repository.port';

/** The part of the prompts context that releases are: pointers and deployments; the rest is in prompts.module.ts. */
export const releasesModule: ContextModule = {
  name: 'releases',
  tables: [
    PointerTable,
    PointerHistoryTable,
    EnvironmentMoveTable,
    DeploymentTable,
    DeploymentItemTable,
    AssetPointerTable,
    ReleaseRulesTable,
    RetainedTextTable,
  ],
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
    bindSingleton(bind, AssetPointerRepository, TypeOrmAssetPointerRepository, [PersistenceSession]);
    bindSingleton(bind, AssetPointers, TypeOrmAssetPointerRepository, [PersistenceSession]);
    bindSingleton(bind, AssetPointerMoves, AssetPointerMoves, [
      AssetVersionRepository,
      AssetPointerRepository,
      PointerHistory,
      AssetLocaleGate,
      Outbox,
      Ids,
      Clock,
    ]);
    bindSingleton(bind, ReleaseRulesRepository, TypeOrmReleaseRulesRepository, [PersistenceSession]);
    bindSingleton(bind, EstablishedApprovers, EstablishedApprovers, [Colleagues]);
    bindSingleton(bind, ReleaseGate, ReleaseGate, [ReleaseRulesRepository, PointerHistory, EstablishedApprovers, Clock]);
    bindSingleton(bind, ReadReleaseRules, ReadReleaseRules, [ProjectCatalogue, ReleaseRulesRepository]);
    bindSingleton(bind, RulesUnderChange, RulesUnderChange, [
      ProjectCatalogue,
      ReleaseRulesRepository,
      PointerHistory,
      Colleagues,
      Outbox,
      Clock,
    ]);
    bindUseCase(bind, ReplaceReleaseRules, [RulesUnderChange, ReleaseRulesRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, ConfirmPendingRules, [RulesUnderChange, EstablishedApprovers, UnitOfWork]);
    bindUseCase(bind, DiscardPendingRules, [RulesUnderChange, UnitOfWork]);
    bindController(bind, ReleaseRulesController, [ReplaceReleaseRules, ConfirmPendingRules, DiscardPendingRules, ReadReleaseRules]);
    bindSingleton(bind, ReleaseChecks, ReleaseChecks, [FindUnresolvable, ReferenceIndex, ProjectCatalogue, UnitOfWork]);
    bindSingleton(bind, ServedTexts, JudgedTexts, [References, ReleaseChecks]);
    bindUseCase(bind, MovePointer, [
      PromptLookup,
      ProjectCatalogue,
      VersionRepository,
      PointerMoves,
      ReleaseGate,
      ReleaseChecks,
      Outbox,
      UnitOfWork,
    ]);
    bindUseCase(bind, RemovePointer, [
      PromptLookup,
      ProjectCatalogue,
      PointerRepository,
      PointerMoves,
      ReleaseGate,
      ReleaseChecks,
      Outbox,
      UnitOfWork,
    ]);
    bindSingleton(bind, ReadPointers, ReadPointers, [ProjectCatalogue, PromptLookup, PointerRepository]);
    bindSingleton(bind, ReadPointerHistory, ReadPointerHistory, [ProjectCatalogue, PointerHistory]);
    bindController(bind, PointersController, [MovePointer, RemovePointer, ReadPointers, ReadPointerHistory]);

    bindSingleton(bind, DeploymentRepository, TypeOrmDeploymentRepository, [PersistenceSession]);
    bindSingleton(bind, ModelDirectory, CatalogModelDirectory, [AiModelDirectory]);
    bindSingleton(bind, Colleagues, DirectoryColleagues, [PeopleDirectory]);
    bindSingleton(bind, ReleasedPrompts, ReleasedPrompts, [PromptRepository, VersionRepository]);
    bindSingleton(bind, ReleasedAssets, ReleasedAssets, [PromptRepository, AssetRepository, AssetVersionRepository]);
    bindSingleton(bind, Releasables, Releasables, [ReleasedPrompts, ReleasedAssets, ModelDirectory, PointerMoves, AssetPointerMoves]);
    bindSingleton(bind, DeploymentLookup, DeploymentLookup, [ProjectCatalogue, DeploymentRepository]);
    bindUseCase(bind, RequestDeployment, [ProjectCatalogue, DeploymentRepository, Releasables, Outbox, UnitOfWork, Ids, Clock]);
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
      PointerRepository,
      VersionActivation,
      LocaleGate,
    ]);
    bindSingleton(bind, AssetChanges, AssetChanges, [
      ReleasedAssets,
      AssetVersionRepository,
      AssetTranslationRepository,
      AssetPointerRepository,
      AssetLocaleGate,
    ]);
    bindSingleton(bind, ReleaseForecast, ReleaseForecast, [PointerRepository, ReleaseChecks]);
    bindUseCase(bind, PreviewDeployment, [
      DeploymentLookup,
      ProjectCatalogue,
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
      ProjectCatalogue,
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
  }),
};
