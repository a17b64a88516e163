import type { AuditMessage } from '../domain/audit-message';

/** The topic that carries the log. */
export abstract class AuditTopic {
  /** Creates the topic if it is missing. Throws TopicMisconfigured when it has another number of partitions than configured. */
  abstract prepare(): Promise<void>;
  /** Returns when all in-sync replicas have the messages; throws otherwise, and then some may have arrived. */
  abstract send(messages: readonly AuditMessage[]): Promise<void>;
}
