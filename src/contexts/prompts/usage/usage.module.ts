import { KeyDirectory, PeopleDirectory } from '#contexts/identity/index';
import { bindController, bindProcess, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { LoggerToken } from '#platform/observability/logger-token';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { MEMBER, READERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { PromptLookup } from '../prompt/application/prompt-lookup';
import { Referrers } from '../reference/application/referrers.port';
import { UsageController } from './adapters/http/usage.controller';
import { DirectoryCallers } from './adapters/identity/directory-callers';
import { SqlUsageReader } from './adapters/persistence/sql-usage-reader';
import { TypeOrmUsageStore } from './adapters/persistence/typeorm-usage-store';
import { UsageTable, UsageWriterTable, VersionUseTable } from './adapters/persistence/usage.table';
import { UsageFlushProcess } from './adapters/usage-flush-process';
import { UsageRetentionProcess } from './adapters/usage-retention-process';
import { AccessBuffer } from './application/access-buffer';
import { AccessMeter } from './application/access-meter';
import { AccessRecorder } from './application/access-recorder.port';
import { Callers } from './application/callers.port';
import { FlushUsage } from './application/flush-usage';
import { ReadUnusedVersions } from './application/read-unused-versions';
import { ReadUsage } from './application/read-usage';
import { RetainUsage } from './application/retain-usage';
import { UsageReader } from './application/usage-reader.port';
import { UsageSettings } from './application/usage-settings';
import { UsageStore } from './application/usage-store.port';

export const usageModule: AggregateModule = {
  tables: [UsageTable, VersionUseTable, UsageWriterTable],
  permissions: { 'usage:read': { ...MEMBER, ...READERS } },
  bind: (bind) => {
    bindSingleton(bind, AccessBuffer, AccessBuffer, [Clock, UsageSettings]);
    bind(AccessRecorder).toService(AccessBuffer);
    bindSingleton(bind, AccessMeter, AccessMeter, [AccessRecorder]);
    bindSingleton(bind, UsageStore, TypeOrmUsageStore, [PersistenceSession]);
    bindSingleton(bind, FlushUsage, FlushUsage, [AccessBuffer, UsageStore, UnitOfWork, Clock, Ids]);
    bindProcess(bind, 'api', UsageFlushProcess, [AccessBuffer, FlushUsage, UsageSettings, LoggerToken]);
    bindSingleton(bind, RetainUsage, RetainUsage, [UsageStore, UnitOfWork, Clock, UsageSettings]);
    bindProcess(bind, 'worker', UsageRetentionProcess, [RetainUsage, LoggerToken]);
    bindSingleton(bind, UsageReader, SqlUsageReader, [PersistenceSession]);
    bindSingleton(bind, Callers, DirectoryCallers, [KeyDirectory, PeopleDirectory, AccessPolicy]);
    bindUseCase(bind, ReadUsage, [PromptLookup, ProjectCatalog, UsageReader, Callers, Clock]);
    bindUseCase(bind, ReadUnusedVersions, [ProjectCatalog, UsageReader, Referrers, Clock]);
    bindController(bind, UsageController, [ReadUsage, ReadUnusedVersions]);
  },
};
