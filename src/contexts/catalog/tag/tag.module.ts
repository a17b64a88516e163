import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import { bindResources } from '#platform/container/bind-resources';
import type { AggregateModule } from '#platform/container/context-module';
import { Clock } from '#shared/clock.port';
import { MEMBER, PROJECT_ADMIN, READERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { CatalogReferences } from '../project/application/catalog-references.port';
import { ProjectDirectory } from '../project/application/project-directory.port';
import { TagsController } from './adapters/http/tags.controller';
import { TAG_STORE, TagTable } from './adapters/persistence/tag.table';
import { CreateTag } from './application/create-tag';
import { DeleteTag } from './application/delete-tag';
import { EnsureTags } from './application/ensure-tags';
import { ReadTags } from './application/read-tags';
import { TagDirectory } from './application/tag-directory';
import { UpdateTag } from './application/update-tag';
import { Tag } from './domain/tag';

export const tagModule: AggregateModule = {
  tables: [TagTable],
  permissions: {
    'tag:read': { ...MEMBER, ...READERS },
    'tag:write': { ...MEMBER, ...PROJECT_ADMIN },
  },
  bind: (bind) => {
    const tags = bindResources(bind, Tag, TAG_STORE);
    bindSingleton(bind, TagDirectory, TagDirectory, [tags]);
    bindUseCase(bind, CreateTag, [ProjectDirectory, tags, Outbox, UnitOfWork, Ids, Clock]);
    bindSingleton(bind, EnsureTags, EnsureTags, [tags, CreateTag]);
    bindUseCase(bind, UpdateTag, [ProjectDirectory, tags, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteTag, [ProjectDirectory, tags, CatalogReferences, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadTags, ReadTags, [ProjectDirectory, tags]);
    bindController(bind, TagsController, [CreateTag, UpdateTag, DeleteTag, ReadTags]);
  },
};
