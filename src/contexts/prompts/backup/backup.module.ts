import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { ADMINS, PROJECT_ADMIN } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetRepository } from '../asset/application/asset-repository.port';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { PromptLookup } from '../prompt/application/prompt-lookup';
import { ReadPrompts } from '../prompt/application/read-prompts';
import { BackupsController } from './adapters/http/backups.controller';
import { BackupTable } from './adapters/persistence/backup.table';
import { TypeOrmBackupRepository } from './adapters/persistence/typeorm-backup-repository';
import { BackUpPrompt } from './application/back-up-prompt';
import { BackupRepository } from './application/backup-repository.port';
import { ExportPrompt } from './application/export-prompt';
import { ReadBackups } from './application/read-backups';
import { UsageReader } from '../usage/application/usage-reader.port';
import { ReadAssetVersions } from '../asset/application/asset-text-use-cases';

export const backupModule: AggregateModule = {
  tables: [BackupTable],
  permissions: {
    'prompt:export': { ...ADMINS, ...PROJECT_ADMIN },
  },
  bind: (bind) => {
    bindSingleton(bind, BackupRepository, TypeOrmBackupRepository, [PersistenceSession]);
    bindSingleton(bind, ExportPrompt, ExportPrompt, [ReadPrompts, AssetRepository, ReadAssetVersions, UsageReader]);
    bindUseCase(bind, BackUpPrompt, [PromptLookup, ExportPrompt, BackupRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindSingleton(bind, ReadBackups, ReadBackups, [ProjectCatalog, BackupRepository, Outbox, UnitOfWork]);
    bindController(bind, BackupsController, [BackUpPrompt, ReadBackups]);
  },
};
