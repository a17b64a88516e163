export { AuditSettings } from './audit-settings';
export { LogIdentity, LogSigner } from './log/application/log-identity';
export { ResourceAuditLog } from './search/application/resource-audit-log';
export type { AuditEventView } from './log/domain/audit-event-view';
