export { AuditSettings } from './audit-settings';
export { AuditConsumer, type ConsumedEvent } from './relay/application/audit-consumer.port';
