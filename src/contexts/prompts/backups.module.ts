import { ContainerModule } from 'inversify';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { ContextModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetRepository } from './asset/application/asset-repository.port';
import { ReadAssetVersions } from './asset/application/read-asset-versions';
import { BackupsController } from './backup/adapters/http/backups.controller';
import { BackupTable } from './backup/adapters/persistence/backup.table';
import { TypeOrmBackupRepository } from './backup/adapters/persistence/typeorm-backup-repository';
import { BackUpPrompt } from './backup/application/back-up-prompt';
import { BackupRepository } from './backup/application/backup-repository.port';
import { ExportPrompt } from './backup/application/export-prompt';
import { ReadBackups } from './backup/application/read-backups';
import { ProjectCatalogue } from './prompt/application/project-catalogue.port';
import { PromptLookup } from './prompt/application/prompt-lookup';
import { ReadPrompts } from './prompt/application/read-prompts';

/** The part of the prompts context that backups are; the rest is in prompts.module.ts. */
export const backupsModule: ContextModule = {
  name: 'backups',
  tables: [BackupTable],
  bindings: new ContainerModule(({ bind }) => {
    bindSingleton(bind, BackupRepository, TypeOrmBackupRepository, [PersistenceSession]);
    bindSingleton(bind, ExportPrompt, ExportPrompt, [ReadPrompts, AssetRepository, ReadAssetVersions]);
    bindUseCase(bind, BackUpPrompt, [PromptLookup, ExportPrompt, BackupRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindSingleton(bind, ReadBackups, ReadBackups, [ProjectCatalogue, BackupRepository, Outbox, UnitOfWork]);
    bindController(bind, BackupsController, [BackUpPrompt, ReadBackups]);
  }),
};
