import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { IN_ENVIRONMENTS, MEMBER, READERS, RELEASERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetActivation } from '../asset/application/asset-activation';
import { AssetPointers } from '../asset/application/asset-pointers.port';
import { AssetVersionRepository } from '../asset/application/asset-version-repository.port';
import { PointerHistory } from '../pointer-history/application/pointer-history.port';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { PromptLookup } from '../prompt/application/prompt-lookup';
import { ServedTexts } from '../prompt/application/served-texts.port';
import { VersionActivation } from '../prompt/application/version-activation';
import { VersionPointers } from '../prompt/application/version-pointers.port';
import { VersionRepository } from '../prompt/application/version-repository.port';
import { ReferenceIndex } from '../reference-index/application/reference-index.port';
import { FindUnresolvable } from '../reference/application/find-unresolvable';
import { References } from '../reference/application/references.port';
import { ReleaseGate } from '../release-rules/application/release-gate';
import { PointersController } from './adapters/http/pointers.controller';
import { AssetPointerTable } from './adapters/persistence/asset-pointer.table';
import { PointerTable } from './adapters/persistence/pointer.table';
import { TypeOrmAssetPointerRepository } from './adapters/persistence/typeorm-asset-pointer-repository';
import { TypeOrmPointerRepository } from './adapters/persistence/typeorm-pointer-repository';
import { AssetPointerRepository } from './application/asset-pointer-repository.port';
import { JudgedTexts } from './application/judged-texts';
import { MovePointer } from './application/move-pointer';
import { AssetPointerMoves, PointerMoves } from './application/pointer-moves';
import { PointerRepository } from './application/pointer-repository.port';
import { ReadPointerHistory } from './application/read-pointer-history';
import { ReadPointers } from './application/read-pointers';
import { ReleaseChecks } from './application/release-checks';
import { RemovePointer } from './application/remove-pointer';
import { AssetLocaleGate } from '../asset/application/asset-text-use-cases';
import { LocaleGate } from '../prompt/application/prompt-text-use-cases';

export const pointerModule: AggregateModule = {
  tables: [PointerTable, AssetPointerTable],
  permissions: {
    'pointer:read': { ...MEMBER, ...READERS, ...IN_ENVIRONMENTS },
    'pointer:move': { ...MEMBER, ...RELEASERS, ...IN_ENVIRONMENTS },
  },
  bind: (bind) => {
    bindSingleton(bind, PointerRepository, TypeOrmPointerRepository, [PersistenceSession]);
    bind(VersionPointers).toService(PointerRepository);
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
    bind(AssetPointers).toService(AssetPointerRepository);
    bindSingleton(bind, AssetPointerMoves, AssetPointerMoves, [
      AssetVersionRepository,
      AssetActivation,
      AssetPointerRepository,
      PointerHistory,
      AssetLocaleGate,
      Outbox,
      Ids,
      Clock,
    ]);
    bindSingleton(bind, ReleaseChecks, ReleaseChecks, [FindUnresolvable, ReferenceIndex, ProjectCatalog, UnitOfWork]);
    bindSingleton(bind, ServedTexts, JudgedTexts, [References, ReleaseChecks]);
    bindUseCase(bind, MovePointer, [
      PromptLookup,
      ProjectCatalog,
      VersionRepository,
      PointerMoves,
      ReleaseGate,
      ReleaseChecks,
      Outbox,
      UnitOfWork,
    ]);
    bindUseCase(bind, RemovePointer, [
      PromptLookup,
      ProjectCatalog,
      PointerRepository,
      PointerMoves,
      ReleaseGate,
      ReleaseChecks,
      Outbox,
      UnitOfWork,
    ]);
    bindSingleton(bind, ReadPointers, ReadPointers, [ProjectCatalog, PromptLookup, PointerRepository]);
    bindSingleton(bind, ReadPointerHistory, ReadPointerHistory, [ProjectCatalog, PointerHistory]);
    bindController(bind, PointersController, [MovePointer, RemovePointer, ReadPointers, ReadPointerHistory]);
  },
};
