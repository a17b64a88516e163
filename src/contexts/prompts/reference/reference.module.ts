import { bindController, bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AssetLookup } from '../asset/application/asset-lookup';
import { AssetRepository } from '../asset/application/asset-repository.port';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { PromptLookup } from '../prompt/application/prompt-lookup';
import { VersionRepository } from '../prompt/application/version-repository.port';
import { ReferenceIndex } from '../reference-index/application/reference-index.port';
import { DependentsController } from './adapters/http/dependents.controller';
import { SqlReferences } from './adapters/persistence/sql-references';
import { SqlReferrers } from './adapters/persistence/sql-referrers';
import { DependentsGuard } from './application/dependents-guard';
import { FindDependents } from './application/find-dependents';
import { FindUnresolvable } from './application/find-unresolvable';
import { ReadDependents } from './application/read-dependents';
import { References } from './application/references.port';
import { Referrers } from './application/referrers.port';
import { RemovalGuard } from '../text/application/removal-guard.port';

export const referenceModule: AggregateModule = {
  tables: [],
  bind: (bind) => {
    bindSingleton(bind, Referrers, SqlReferrers, [PersistenceSession]);
    bindSingleton(bind, References, SqlReferences, [PersistenceSession]);
    bindSingleton(bind, FindUnresolvable, FindUnresolvable, [References, Referrers, AssetRepository, VersionRepository]);
    bindSingleton(bind, FindDependents, FindDependents, [Referrers]);
    bindSingleton(bind, DependentsGuard, DependentsGuard, [ReferenceIndex, FindDependents, ProjectCatalog]);
    bind(RemovalGuard).toService(DependentsGuard);
    bindSingleton(bind, ReadDependents, ReadDependents, [PromptLookup, AssetLookup, VersionRepository, ProjectCatalog, FindDependents]);
    bindController(bind, DependentsController, [ReadDependents]);
  },
};
