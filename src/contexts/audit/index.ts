export { AuditSettings } from './audit-settings';
export { ResourceTrail } from './search/application/resource-trail';
export type { AuditEventView } from './log/domain/audit-event-view';
