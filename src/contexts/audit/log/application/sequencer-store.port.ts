import type { AuditEnvelope } from '#shared/audit-envelope';
import type { LogRecord } from '../domain/log-record';

export interface SequencerHead {
  readonly size: number;
  readonly root: Buffer;
  readonly frontier: Buffer;
}

export interface PendingEvent {
  readonly outboxId: number;
  readonly envelope: AuditEnvelope;
}

export interface NewHead {
  readonly size: number;
  readonly root: Buffer;
  readonly frontier: Buffer;
  readonly checkpointNote: string;
}

/** The outbox and the end of the log, as the sequencer needs them. All methods but the first run in its transaction. */
export abstract class SequencerStore {
  /** Whether the outbox has events. It needs no transaction, so that an idle relay costs one small read. */
  abstract hasPending(): Promise<boolean>;
  /** Locks the head for this transaction; null when `epoch` is not the current one any more. */
  abstract fence(epoch: number): Promise<SequencerHead | null>;
  /** The oldest events of the outbox by id. They may be fewer than `limit` when they are large. */
  abstract pending(limit: number): Promise<PendingEvent[]>;
  abstract tenantSizes(tenantIds: readonly string[]): Promise<Map<string, number>>;
  abstract append(records: readonly LogRecord[]): Promise<void>;
  abstract setTenantSizes(sizes: ReadonlyMap<string, number>): Promise<void>;
  abstract remove(outboxIds: readonly number[]): Promise<void>;
  abstract moveHead(head: NewHead): Promise<void>;
}
