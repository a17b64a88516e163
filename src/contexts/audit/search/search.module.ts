import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { AUDITORS } from '#shared/grants';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { LogCatchUp } from '../log/application/log-catch-up.port';
import { AuditConsumer } from '../relay/application/audit-consumer.port';
import { AuditEventsController } from './adapters/http/audit-events.controller';
import { AuditTermTable } from './adapters/persistence/audit-term.table';
import { TypeOrmTermIndex } from './adapters/persistence/typeorm-term-index';
import { AuditEventQuery } from '../log/application/audit-event-query.port';
import { IndexEvents } from './application/index-events';
import { ReadEvent } from './application/read-event';
import { ResourceAuditLog } from './application/resource-audit-log';
import { SearchEvents } from './application/search-events';
import { TermIndex } from './application/term-index.port';

export const searchModule: AggregateModule = {
  tables: [AuditTermTable],
  permissions: {
    'audit:read': AUDITORS,
  },
  bind: (bind) => {
    bindSingleton(bind, TermIndex, TypeOrmTermIndex, [PersistenceSession]);
    bindSingleton(bind, AuditConsumer, IndexEvents, [TermIndex, UnitOfWork]);
    bindSingleton(bind, ResourceAuditLog, ResourceAuditLog, [AuditEventQuery, LogCatchUp]);
    bindUseCase(bind, SearchEvents, [AuditEventQuery, LogCatchUp, Outbox, UnitOfWork, AccessPolicy]);
    bindUseCase(bind, ReadEvent, [AuditEventQuery, LogCatchUp, Outbox, UnitOfWork, AccessPolicy]);
    bindController(bind, AuditEventsController, [SearchEvents, ReadEvent]);
  },
};
