import { bindController, bindSingleton, bindUseCase, type Bind } from '#platform/container/bind';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { TypeOrmAuditEventQuery } from '../log/adapters/persistence/typeorm-audit-event-query';
import { LogCatchUp } from '../log/application/log-catch-up.port';
import { AuditConsumer } from '../relay/application/audit-consumer.port';
import { AuditEventsController } from './adapters/http/audit-events.controller';
import { TypeOrmTermIndex } from './adapters/persistence/typeorm-term-index';
import { AuditEventQuery } from './application/audit-event-query.port';
import { IndexEvents } from './application/index-events';
import { ReadEvent } from './application/read-event';
import { ResourceTrail } from './application/resource-trail';
import { SearchEvents } from './application/search-events';
import { TermIndex } from './application/term-index.port';

/** The search of the audit log: part of the context's module. */
export function bindSearch(bind: Bind): void {
  bindSingleton(bind, TermIndex, TypeOrmTermIndex, [PersistenceSession]);
  bindSingleton(bind, AuditConsumer, IndexEvents, [TermIndex, UnitOfWork]);
  bindSingleton(bind, AuditEventQuery, TypeOrmAuditEventQuery, [PersistenceSession]);
  bindSingleton(bind, ResourceTrail, ResourceTrail, [AuditEventQuery, LogCatchUp]);
  bindUseCase(bind, SearchEvents, [AuditEventQuery, LogCatchUp, Outbox, UnitOfWork, AccessPolicy]);
  bindUseCase(bind, ReadEvent, [AuditEventQuery, LogCatchUp, Outbox, UnitOfWork, AccessPolicy]);
  bindController(bind, AuditEventsController, [SearchEvents, ReadEvent]);
}
