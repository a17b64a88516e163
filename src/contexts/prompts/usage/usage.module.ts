import { bindProcess, bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { LoggerToken } from '#platform/observability/logger-token';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { TypeOrmUsageStore } from './adapters/persistence/typeorm-usage-store';
import { UsageTable, UsageWriterTable, VersionUseTable } from './adapters/persistence/usage.table';
import { UsageFlushProcess } from './adapters/usage-flush-process';
import { UsageRetentionProcess } from './adapters/usage-retention-process';
import { AccessBuffer } from './application/access-buffer';
import { AccessMeter } from './application/access-meter';
import { AccessRecorder } from './application/access-recorder.port';
import { FlushUsage } from './application/flush-usage';
import { RetainUsage } from './application/retain-usage';
import { UsageSettings } from './application/usage-settings';
import { UsageStore } from './application/usage-store.port';

export const usageModule: AggregateModule = {
  tables: [UsageTable, VersionUseTable, UsageWriterTable],
  bind: (bind) => {
    bindSingleton(bind, AccessBuffer, AccessBuffer, [Clock, UsageSettings]);
    bind(AccessRecorder).toService(AccessBuffer);
    bindSingleton(bind, AccessMeter, AccessMeter, [AccessRecorder]);
    bindSingleton(bind, UsageStore, TypeOrmUsageStore, [PersistenceSession]);
    bindSingleton(bind, FlushUsage, FlushUsage, [AccessBuffer, UsageStore, UnitOfWork, Clock, Ids]);
    bindProcess(bind, 'api', UsageFlushProcess, [AccessBuffer, FlushUsage, UsageSettings, LoggerToken]);
    bindSingleton(bind, RetainUsage, RetainUsage, [UsageStore, UnitOfWork, Clock, UsageSettings]);
    bindProcess(bind, 'worker', UsageRetentionProcess, [RetainUsage, LoggerToken]);
  },
};
