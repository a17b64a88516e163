import { ProjectDirectory } from '#contexts/catalog/index';
import { bindController, bindProcess, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { LoggerToken } from '#platform/observability/logger-token';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { ADMINS, MEMBER, READERS } from '#shared/grants';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AuditSettings } from '../audit-settings';
import { AuditEventQuery } from '../log/application/audit-event-query.port';
import { LogCatchUp } from '../log/application/log-catch-up.port';
import { AuditConsumer } from '../relay/application/audit-consumer.port';
import { ConsumableLog } from '../relay/application/consumable-log.port';
import { DirectoryReaderProjects } from './adapters/catalog/directory-reader-projects';
import { DashboardController } from './adapters/http/dashboard.controller';
import {
  DashboardActivityTable,
  DashboardPersonTable,
  DashboardProjectTable,
  DashboardPromptTable,
  DashboardTable,
} from './adapters/persistence/dashboard.table';
import { TypeOrmDashboardQuery } from './adapters/persistence/typeorm-dashboard-query';
import { TypeOrmDashboardStore } from './adapters/persistence/typeorm-dashboard-store';
import { RebuildProcess } from './adapters/rebuild-process';
import { AdvanceDashboard } from './application/advance-dashboard';
import { ContinueRebuild } from './application/continue-rebuild';
import { DashboardQuery } from './application/dashboard-query.port';
import { DashboardStore } from './application/dashboard-store.port';
import { DashboardView } from './application/dashboard-view';
import { ProjectEvents } from './application/project-events';
import { ReadActivity } from './application/read-activity';
import { ReadStats } from './application/read-stats';
import { ReaderProjects } from './application/reader-projects.port';
import { ReadRebuild, RebuildDashboard } from './application/rebuild-dashboard';

export const dashboardModule: AggregateModule = {
  tables: [DashboardTable, DashboardProjectTable, DashboardPromptTable, DashboardPersonTable, DashboardActivityTable],
  permissions: {
    'dashboard:read': { ...MEMBER, ...READERS },
    // One dashboard has the rows of all tenants.
    'dashboard:rebuild': { ...ADMINS, platform: true },
  },
  bind: (bind) => {
    bindSingleton(bind, DashboardStore, TypeOrmDashboardStore, [PersistenceSession]);
    bindSingleton(bind, DashboardQuery, TypeOrmDashboardQuery, [PersistenceSession]);
    bindSingleton(bind, ReaderProjects, DirectoryReaderProjects, [ProjectDirectory, AccessPolicy]);
    bindSingleton(bind, AdvanceDashboard, AdvanceDashboard, [DashboardStore, ConsumableLog, UnitOfWork]);
    bindSingleton(bind, AuditConsumer, ProjectEvents, [AdvanceDashboard]);
    bindSingleton(bind, ContinueRebuild, ContinueRebuild, [DashboardStore, AdvanceDashboard, UnitOfWork, Clock]);
    bind(DashboardView)
      .toResolvedValue(
        (
          store: DashboardStore,
          query: DashboardQuery,
          log: ConsumableLog,
          catchUp: LogCatchUp,
          projects: ReaderProjects,
          policy: AccessPolicy,
          { values }: AuditSettings,
        ) => new DashboardView(store, query, log, catchUp, projects, policy, values.catchUpTimeoutMs),
        [DashboardStore, DashboardQuery, ConsumableLog, LogCatchUp, ReaderProjects, AccessPolicy, AuditSettings],
      )
      .inSingletonScope();
    bindUseCase(bind, ReadStats, [DashboardView, DashboardQuery, Clock]);
    bindUseCase(bind, ReadActivity, [DashboardView, DashboardQuery, AuditEventQuery, ReaderProjects]);
    bindUseCase(bind, RebuildDashboard, [DashboardStore, ConsumableLog, Outbox, UnitOfWork, Clock, AccessPolicy]);
    bindUseCase(bind, ReadRebuild, [DashboardStore, ConsumableLog, AccessPolicy]);
    bindController(bind, DashboardController, [ReadStats, ReadActivity, RebuildDashboard, ReadRebuild]);
    bindProcess(bind, 'worker', RebuildProcess, [ContinueRebuild, LoggerToken]);
  },
};
