export { AuditSettings } from './audit-settings';
