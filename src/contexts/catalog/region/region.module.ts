import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import { bindResources } from '#platform/container/bind-resources';
import type { AggregateModule } from '#platform/container/context-module';
import { Clock } from '#shared/clock.port';
import { MEMBER, PROJECT_ADMIN, READERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { ProjectDirectory } from '../project/application/project-directory.port';
import { ProjectRepository } from '../project/application/project-repository.port';
import { CulturalDataController } from './adapters/http/cultural-data.controller';
import { RagDocumentsController } from './adapters/http/rag-documents.controller';
import { RegionsController } from './adapters/http/regions.controller';
import { CULTURAL_DATA_STORE, CulturalDataTable } from './adapters/persistence/cultural-data.table';
import { RAG_DOCUMENT_STORE, RagDocumentTable } from './adapters/persistence/rag-document.table';
import { REGION_STORE, RegionTable } from './adapters/persistence/region.table';
import { CreateCulturalData } from './application/create-cultural-data';
import { CreateRagDocument } from './application/create-rag-document';
import { CreateRegion } from './application/create-region';
import { DeleteCulturalData } from './application/delete-cultural-data';
import { DeleteRagDocument } from './application/delete-rag-document';
import { DeleteRegion } from './application/delete-region';
import { ProjectLanguages } from './application/project-languages';
import { ReadCulturalData } from './application/read-cultural-data';
import { ReadRagDocuments } from './application/read-rag-documents';
import { ReadRegions } from './application/read-regions';
import { RegionViews } from './application/region-views';
import { UpdateCulturalData } from './application/update-cultural-data';
import { UpdateRagDocument } from './application/update-rag-document';
import { UpdateRegion } from './application/update-region';
import { CulturalData } from './domain/cultural-data';
import { RagDocument } from './domain/rag-document';
import { Region } from './domain/region';

export const regionModule: AggregateModule = {
  tables: [RegionTable, CulturalDataTable, RagDocumentTable],
  permissions: {
    'region:read': { ...MEMBER, ...READERS },
    'region:write': { ...MEMBER, ...PROJECT_ADMIN },
    'cultural-data:read': { ...MEMBER, ...READERS },
    'cultural-data:write': { ...MEMBER, ...PROJECT_ADMIN },
    'rag-document:read': { ...MEMBER, ...READERS },
    'rag-document:write': { ...MEMBER, ...PROJECT_ADMIN },
  },
  bind: (bind) => {
    const regions = bindResources(bind, Region, REGION_STORE);
    const culturalData = bindResources(bind, CulturalData, CULTURAL_DATA_STORE);
    const documents = bindResources(bind, RagDocument, RAG_DOCUMENT_STORE);
    bindSingleton(bind, ProjectLanguages, ProjectLanguages, [ProjectRepository, regions]);
    bindSingleton(bind, RegionViews, RegionViews, [regions, culturalData]);
    bindUseCase(bind, CreateRegion, [ProjectDirectory, regions, RegionViews, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateRegion, [ProjectDirectory, regions, RegionViews, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteRegion, [ProjectDirectory, regions, culturalData, documents, Outbox, UnitOfWork, Clock]);
    bindSingleton(bind, ReadRegions, ReadRegions, [ProjectDirectory, regions, RegionViews]);
    bindController(bind, RegionsController, [CreateRegion, UpdateRegion, DeleteRegion, ReadRegions]);
    bindUseCase(bind, CreateCulturalData, [ProjectDirectory, culturalData, regions, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateCulturalData, [ProjectDirectory, culturalData, regions, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteCulturalData, [ProjectDirectory, culturalData, regions, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadCulturalData, ReadCulturalData, [ProjectDirectory, culturalData, regions]);
    bindController(bind, CulturalDataController, [CreateCulturalData, UpdateCulturalData, DeleteCulturalData, ReadCulturalData]);
    bindUseCase(bind, CreateRagDocument, [ProjectDirectory, documents, regions, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateRagDocument, [ProjectDirectory, documents, regions, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteRagDocument, [ProjectDirectory, documents, regions, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadRagDocuments, ReadRagDocuments, [ProjectDirectory, documents, regions]);
    bindController(bind, RagDocumentsController, [CreateRagDocument, UpdateRagDocument, DeleteRagDocument, ReadRagDocuments]);
  },
};
