import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
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
import { CulturalDataTable } from './adapters/persistence/cultural-data.table';
import { RagDocumentTable } from './adapters/persistence/rag-document.table';
import { RegionTable } from './adapters/persistence/region.table';
import { TypeOrmCulturalDataRepository } from './adapters/persistence/typeorm-cultural-data-repository';
import { TypeOrmRagDocumentRepository } from './adapters/persistence/typeorm-rag-document-repository';
import { TypeOrmRegionRepository } from './adapters/persistence/typeorm-region-repository';
import { CreateCulturalData } from './application/create-cultural-data';
import { CreateRagDocument } from './application/create-rag-document';
import { CreateRegion } from './application/create-region';
import { CulturalDataRepository } from './application/cultural-data-repository.port';
import { DeleteCulturalData } from './application/delete-cultural-data';
import { DeleteRagDocument } from './application/delete-rag-document';
import { DeleteRegion } from './application/delete-region';
import { ProjectLanguages } from './application/project-languages';
import { RagDocumentRepository } from './application/rag-document-repository.port';
import { ReadCulturalData } from './application/read-cultural-data';
import { ReadRagDocuments } from './application/read-rag-documents';
import { ReadRegions } from './application/read-regions';
import { RegionRepository } from './application/region-repository.port';
import { RegionViews } from './application/region-views';
import { UpdateCulturalData } from './application/update-cultural-data';
import { UpdateRagDocument } from './application/update-rag-document';
import { UpdateRegion } from './application/update-region';

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
  },
};
