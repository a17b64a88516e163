import { ContainerModule } from 'inversify';
import { bindController, bindSingleton } from '#platform/container/bind';
import type { ContextModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AssetRepository } from './asset/application/asset-repository.port';
import { AssetLookup } from './asset/application/asset-lookup';
import { ProjectCatalogue } from './prompt/application/project-catalogue.port';
import { PromptLookup } from './prompt/application/prompt-lookup';
import { VersionRepository } from './prompt/application/version-repository.port';
import { DependentsController } from './reference/adapters/http/dependents.controller';
import { ReferenceGateTable, ReferenceTable } from './reference/adapters/persistence/reference.table';
import { SqlReferences } from './reference/adapters/persistence/sql-references';
import { SqlReferrers } from './reference/adapters/persistence/sql-referrers';
import { TypeOrmReferenceIndex } from './reference/adapters/persistence/typeorm-reference-index';
import { DependentsGuard } from './reference/application/dependents-guard';
import { FindDependents } from './reference/application/find-dependents';
import { FindUnresolvable } from './reference/application/find-unresolvable';
import { ReadDependents } from './reference/application/read-dependents';
import { ReferenceIndex } from './reference/application/reference-index.port';
import { References } from './reference/application/references.port';
import { Referrers } from './reference/application/referrers.port';

/** The part of the prompts context that knows which text refers to what; the rest is in prompts.module.ts. */
export const referencesModule: ContextModule = {
  name: 'references',
  tables: [ReferenceTable, ReferenceGateTable],
  bindings: new ContainerModule(({ bind }) => {
    bindSingleton(bind, ReferenceIndex, TypeOrmReferenceIndex, [PersistenceSession]);
    bindSingleton(bind, Referrers, SqlReferrers, [PersistenceSession]);
    bindSingleton(bind, References, SqlReferences, [PersistenceSession]);
    bindSingleton(bind, FindUnresolvable, FindUnresolvable, [References, Referrers, AssetRepository, VersionRepository]);
    bindSingleton(bind, FindDependents, FindDependents, [Referrers]);
    bindSingleton(bind, DependentsGuard, DependentsGuard, [ReferenceIndex, FindDependents, ProjectCatalogue]);
    bindSingleton(bind, ReadDependents, ReadDependents, [PromptLookup, AssetLookup, VersionRepository, ProjectCatalogue, FindDependents]);
    bindController(bind, DependentsController, [ReadDependents]);
  }),
};
