import type { AuditMessage } from '../domain/audit-message';

/** The topic that carries the log. */
export abstract class AuditTopic {
  /** Creates a missing topic. Throws TopicMisconfigured when the topic has another number of partitions than configured. */
  abstract prepare(): Promise<void>;
  /** Resolves when all in-sync replicas have the messages. When it throws, some messages may have arrived. */
  abstract send(messages: readonly AuditMessage[]): Promise<void>;
}
