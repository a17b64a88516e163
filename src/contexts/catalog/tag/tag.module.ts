import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { MEMBER, PROJECT_ADMIN, READERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { CatalogReferences } from '../project/application/catalog-references.port';
import { ProjectDirectory } from '../project/application/project-directory.port';
import { TagsController } from './adapters/http/tags.controller';
import { TagTable } from './adapters/persistence/tag.table';
import { TypeOrmTagRepository } from './adapters/persistence/typeorm-tag-repository';
import { CreateTag } from './application/create-tag';
import { DeleteTag } from './application/delete-tag';
import { EnsureTags } from './application/ensure-tags';
import { ReadTags } from './application/read-tags';
import { TagDirectory } from './application/tag-directory';
import { TagRepository } from './application/tag-repository.port';
import { UpdateTag } from './application/update-tag';

export const tagModule: AggregateModule = {
  tables: [TagTable],
  permissions: {
    'tag:read': { ...MEMBER, ...READERS },
    'tag:write': { ...MEMBER, ...PROJECT_ADMIN },
  },
  bind: (bind) => {
    bindSingleton(bind, TagRepository, TypeOrmTagRepository, [PersistenceSession]);
    bindSingleton(bind, TagDirectory, TagDirectory, [TagRepository]);
    bindUseCase(bind, CreateTag, [ProjectDirectory, TagRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindSingleton(bind, EnsureTags, EnsureTags, [TagRepository, CreateTag]);
    bindUseCase(bind, UpdateTag, [ProjectDirectory, TagRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteTag, [ProjectDirectory, TagRepository, CatalogReferences, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadTags, ReadTags, [ProjectDirectory, TagRepository]);
    bindController(bind, TagsController, [CreateTag, UpdateTag, DeleteTag, ReadTags]);
  },
};
