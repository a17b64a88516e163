export { AuditSettings } from './audit-settings';
export { LogIdentity, LogSigner } from './log/application/log-identity';
export { ResourceTrail } from './search/application/resource-trail';
export type { AuditEventView } from './log/domain/audit-event-view';
