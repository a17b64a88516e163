import { ContainerModule } from 'inversify';
import { IdentityUsage, KeyProjects, PeopleDirectory } from '#contexts/identity/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { ContextModule } from '#platform/container/context-module';
import { ProjectGate } from '#platform/http/project-gate';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AiModelsController } from './ai-model/adapters/http/ai-models.controller';
import { AiModelTable } from './ai-model/adapters/persistence/ai-model.table';
import { TypeOrmAiModelRepository } from './ai-model/adapters/persistence/typeorm-ai-model-repository';
import { AiModelDirectory } from './ai-model/application/ai-model-directory';
import { AiModelRepository } from './ai-model/application/ai-model-repository.port';
import { CreateAiModel } from './ai-model/application/create-ai-model';
import { DeleteAiModel } from './ai-model/application/delete-ai-model';
import { ReadAiModels } from './ai-model/application/read-ai-models';
import { UpdateAiModel } from './ai-model/application/update-ai-model';
import { UsableAiModels } from './ai-model/application/usable-ai-models';
import { ChangeRouter } from './change-set/adapters/http/change-router';
import { CatalogChangeRoutes, ChangeRoutes } from './change-set/adapters/http/change-routes';
import { ChangesController } from './change-set/adapters/http/changes.controller';
import { ApplyChanges } from './change-set/application/apply-changes';
import { CulturalDataController } from './cultural-data/adapters/http/cultural-data.controller';
import { CulturalDataTable } from './cultural-data/adapters/persistence/cultural-data.table';
import { TypeOrmCulturalDataRepository } from './cultural-data/adapters/persistence/typeorm-cultural-data-repository';
import { CreateCulturalData } from './cultural-data/application/create-cultural-data';
import { CulturalDataRepository } from './cultural-data/application/cultural-data-repository.port';
import { DeleteCulturalData } from './cultural-data/application/delete-cultural-data';
import { ReadCulturalData } from './cultural-data/application/read-cultural-data';
import { UpdateCulturalData } from './cultural-data/application/update-cultural-data';
import { EnvironmentsController } from './environment/adapters/http/environments.controller';
import { EnvironmentTable } from './environment/adapters/persistence/environment.table';
import { TypeOrmEnvironmentRepository } from './environment/adapters/persistence/typeorm-environment-repository';
import { CreateEnvironment } from './environment/application/create-environment';
import { DeleteEnvironment } from './environment/application/delete-environment';
import { EnvironmentDirectory } from './environment/application/environment-directory';
import { EnvironmentNames } from './environment/application/environment-names';
import { EnvironmentRepository } from './environment/application/environment-repository.port';
import { ReadEnvironments } from './environment/application/read-environments';
import { UpdateEnvironment } from './environment/application/update-environment';
import { MembersController } from './member/adapters/http/members.controller';
import { DirectoryTenantPeople } from './member/adapters/identity/directory-tenant-people';
import { MemberTable } from './member/adapters/persistence/member.table';
import { TypeOrmMemberRepository } from './member/adapters/persistence/typeorm-member-repository';
import { GrantMembership } from './member/application/grant-membership';
import { MemberRepository } from './member/application/member-repository.port';
import { ReadMembers } from './member/application/read-members';
import { RevokeMembership } from './member/application/revoke-membership';
import { TenantPeople } from './member/application/tenant-people.port';
import { ProjectsController } from './project/adapters/http/projects.controller';
import { CatalogIdentityUsage } from './project/adapters/persistence/catalog-identity-usage';
import { ProjectTable } from './project/adapters/persistence/project.table';
import { TypeOrmKeyProjects } from './project/adapters/persistence/typeorm-key-projects';
import { TypeOrmProjectDirectory } from './project/adapters/persistence/typeorm-project-directory';
import { TypeOrmProjectRepository } from './project/adapters/persistence/typeorm-project-repository';
import { CatalogReferences } from './project/application/catalog-references.port';
import { CatalogUsage } from './project/application/catalog-usage.port';
import { CreateProject } from './project/application/create-project';
import { DeleteProject } from './project/application/delete-project';
import { ProjectDirectory } from './project/application/project-directory.port';
import { ProjectLanguages } from './project/application/project-languages';
import { ProjectRepository } from './project/application/project-repository.port';
import { ReadProjects } from './project/application/read-projects';
import { UpdateProject } from './project/application/update-project';
import { RagDocumentsController } from './rag-document/adapters/http/rag-documents.controller';
import { RagDocumentTable } from './rag-document/adapters/persistence/rag-document.table';
import { TypeOrmRagDocumentRepository } from './rag-document/adapters/persistence/typeorm-rag-document-repository';
import { CreateRagDocument } from './rag-document/application/create-rag-document';
import { DeleteRagDocument } from './rag-document/application/delete-rag-document';
import { RagDocumentRepository } from './rag-document/application/rag-document-repository.port';
import { ReadRagDocuments } from './rag-document/application/read-rag-documents';
import { UpdateRagDocument } from './rag-document/application/update-rag-document';
import { RegionsController } from './region/adapters/http/regions.controller';
import { RegionTable } from './region/adapters/persistence/region.table';
import { TypeOrmRegionRepository } from './region/adapters/persistence/typeorm-region-repository';
import { CreateRegion } from './region/application/create-region';
import { DeleteRegion } from './region/application/delete-region';
import { ReadRegions } from './region/application/read-regions';
import { RegionRepository } from './region/application/region-repository.port';
import { RegionViews } from './region/application/region-views';
import { UpdateRegion } from './region/application/update-region';
import { TagsController } from './tag/adapters/http/tags.controller';
import { TagTable } from './tag/adapters/persistence/tag.table';
import { TypeOrmTagRepository } from './tag/adapters/persistence/typeorm-tag-repository';
import { CreateTag } from './tag/application/create-tag';
import { DeleteTag } from './tag/application/delete-tag';
import { EnsureTags } from './tag/application/ensure-tags';
import { ReadTags } from './tag/application/read-tags';
import { TagDirectory } from './tag/application/tag-directory';
import { TagRepository } from './tag/application/tag-repository.port';
import { UpdateTag } from './tag/application/update-tag';

export const catalogModule: ContextModule = {
  name: 'catalog',
  tables: [ProjectTable, MemberTable, EnvironmentTable, TagTable, AiModelTable, RegionTable, CulturalDataTable, RagDocumentTable],
  bindings: new ContainerModule(({ bind }) => {
    bindSingleton(bind, ProjectRepository, TypeOrmProjectRepository, [PersistenceSession]);
    bindSingleton(bind, ProjectDirectory, TypeOrmProjectDirectory, [PersistenceSession, AccessPolicy]);
    bind<ProjectGate>(ProjectGate).toService(ProjectDirectory);
    bindSingleton(bind, KeyProjects, TypeOrmKeyProjects, [PersistenceSession, ProjectDirectory]);
    bindSingleton(bind, IdentityUsage, CatalogIdentityUsage, [PersistenceSession, CatalogUsage, MemberRepository, ProjectRepository]);
    bindUseCase(bind, CreateProject, [ProjectRepository, Outbox, UnitOfWork, Ids, Clock, AccessPolicy]);
    bindUseCase(bind, UpdateProject, [ProjectDirectory, ProjectRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteProject, [ProjectDirectory, ProjectRepository, CatalogUsage, CatalogReferences, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadProjects, ReadProjects, [ProjectDirectory, ProjectRepository, EnvironmentRepository, AccessPolicy]);
    bindController(bind, ProjectsController, [CreateProject, UpdateProject, DeleteProject, ReadProjects, PeopleDirectory]);

    bindSingleton(bind, MemberRepository, TypeOrmMemberRepository, [PersistenceSession]);
    bindSingleton(bind, TenantPeople, DirectoryTenantPeople, [PeopleDirectory]);
    bindUseCase(bind, GrantMembership, [ProjectDirectory, MemberRepository, TenantPeople, Outbox, UnitOfWork, Clock, AccessPolicy]);
    bindUseCase(bind, RevokeMembership, [
      ProjectDirectory,
      ProjectRepository,
      MemberRepository,
      TenantPeople,
      Outbox,
      UnitOfWork,
      AccessPolicy,
    ]);
    bindSingleton(bind, ReadMembers, ReadMembers, [ProjectDirectory, MemberRepository, TenantPeople]);
    bindController(bind, MembersController, [GrantMembership, RevokeMembership, ReadMembers]);

    bindSingleton(bind, EnvironmentRepository, TypeOrmEnvironmentRepository, [PersistenceSession]);
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

    bindSingleton(bind, TagRepository, TypeOrmTagRepository, [PersistenceSession]);
    bindSingleton(bind, TagDirectory, TagDirectory, [TagRepository]);
    bindUseCase(bind, CreateTag, [ProjectDirectory, TagRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindSingleton(bind, EnsureTags, EnsureTags, [TagRepository, CreateTag]);
    bindUseCase(bind, UpdateTag, [ProjectDirectory, TagRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteTag, [ProjectDirectory, TagRepository, CatalogReferences, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadTags, ReadTags, [ProjectDirectory, TagRepository]);
    bindController(bind, TagsController, [CreateTag, UpdateTag, DeleteTag, ReadTags]);

    bindSingleton(bind, AiModelRepository, TypeOrmAiModelRepository, [PersistenceSession]);
    bindSingleton(bind, UsableAiModels, UsableAiModels, [AiModelRepository]);
    bindSingleton(bind, AiModelDirectory, AiModelDirectory, [AiModelRepository]);
    bindUseCase(bind, CreateAiModel, [ProjectDirectory, AiModelRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateAiModel, [ProjectDirectory, AiModelRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteAiModel, [ProjectDirectory, AiModelRepository, CatalogReferences, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadAiModels, ReadAiModels, [ProjectDirectory, AiModelRepository]);
    bindController(bind, AiModelsController, [CreateAiModel, UpdateAiModel, DeleteAiModel, ReadAiModels]);

    bindSingleton(bind, ChangeRoutes, CatalogChangeRoutes, []);
    bindSingleton(bind, ChangeRouter, ChangeRouter, [{ serviceIdentifier: ChangeRoutes, isMultiple: true }]);
    bindUseCase(bind, ApplyChanges, [ProjectDirectory, Outbox, UnitOfWork]);
    bindController(bind, ChangesController, [ApplyChanges, ChangeRouter]);

    bindSingleton(bind, RegionRepository, TypeOrmRegionRepository, [PersistenceSession]);
    bindSingleton(bind, CulturalDataRepository, TypeOrmCulturalDataRepository, [PersistenceSession]);
    bindSingleton(bind, RagDocumentRepository, TypeOrmRagDocumentRepository, [PersistenceSession]);
    bindSingleton(bind, ProjectLanguages, ProjectLanguages, [ProjectRepository, RegionRepository]);
    bindSingleton(bind, RegionViews, RegionViews, [RegionRepository, CulturalDataRepository]);
    bindUseCase(bind, CreateRegion, [ProjectDirectory, RegionRepository, RegionViews, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateRegion, [ProjectDirectory, RegionRepository, RegionViews, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteRegion, [
      ProjectDirectory,
      RegionRepository,
      CulturalDataRepository,
      RagDocumentRepository,
      Outbox,
      UnitOfWork,
      Clock,
    ]);
    bindSingleton(bind, ReadRegions, ReadRegions, [ProjectDirectory, RegionRepository, RegionViews]);
    bindController(bind, RegionsController, [CreateRegion, UpdateRegion, DeleteRegion, ReadRegions]);

    bindUseCase(bind, CreateCulturalData, [ProjectDirectory, CulturalDataRepository, RegionRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateCulturalData, [ProjectDirectory, CulturalDataRepository, RegionRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteCulturalData, [ProjectDirectory, CulturalDataRepository, RegionRepository, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadCulturalData, ReadCulturalData, [ProjectDirectory, CulturalDataRepository, RegionRepository]);
    bindController(bind, CulturalDataController, [CreateCulturalData, UpdateCulturalData, DeleteCulturalData, ReadCulturalData]);

    bindUseCase(bind, CreateRagDocument, [ProjectDirectory, RagDocumentRepository, RegionRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateRagDocument, [ProjectDirectory, RagDocumentRepository, RegionRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteRagDocument, [ProjectDirectory, RagDocumentRepository, RegionRepository, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadRagDocuments, ReadRagDocuments, [ProjectDirectory, RagDocumentRepository, RegionRepository]);
    bindController(bind, RagDocumentsController, [CreateRagDocument, UpdateRagDocument, DeleteRagDocument, ReadRagDocuments]);
  }),
};
