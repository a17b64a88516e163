import { AuditTopic } from '#contexts/audit/relay/application/audit-topic.port';
import { ConsumerPositions } from '#contexts/audit/relay/application/consumer-positions.port';
import { LogReader, type LogEntry } from '#contexts/audit/log/application/log-reader.port';
import { PublicationStore } from '#contexts/audit/log/application/publication-store.port';
import { SequencerStore, type NewHead, type PendingEvent, type SequencerHead } from '#contexts/audit/log/application/sequencer-store.port';
import type { AuditMessage } from '#contexts/audit/relay/domain/audit-message';
import type { LogRecord } from '#contexts/audit/log/domain/log-record';
import { EMPTY_ROOT } from '#contexts/audit/log/domain/merkle';
import type { AuditEnvelope } from '#shared/audit-envelope';
import type { Transactional } from '../unit-of-work';

/** What the audit tables hold. */
export class InMemoryAuditLog implements Transactional {
  outbox: PendingEvent[] = [];
  log: LogRecord[] = [];
  tenants = new Map<string, number>();
  head: NewHead = { size: 0, root: EMPTY_ROOT, frontier: Buffer.alloc(0), checkpointNote: '' };
  epoch = 1;
  published = 0;
  positions = new Map<string, number>();
  #lastId = 0;

  put(...events: AuditEnvelope[]): void {
    for (const envelope of events) this.outbox.push({ outboxId: (this.#lastId += 1), envelope });
  }

  snapshot(): () => void {
    const { outbox, log, tenants, head, published, positions } = this;
    [this.outbox, this.log, this.tenants, this.positions] = [[...outbox], [...log], new Map(tenants), new Map(positions)];
    return () => {
      Object.assign(this, { outbox, log, tenants, head, published, positions });
    };
  }
}

export class InMemorySequencerStore extends SequencerStore {
  /** The step that fails, once. */
  failing: 'append' | 'setTenantSizes' | 'remove' | 'moveHead' | null = null;

  constructor(private readonly state: InMemoryAuditLog) {
    super();
  }

  hasPending(): Promise<boolean> {
    return Promise.resolve(this.state.outbox.length > 0);
  }

  fence(epoch: number): Promise<SequencerHead | null> {
    return Promise.resolve(epoch === this.state.epoch ? this.state.head : null);
  }

  pending(limit: number): Promise<PendingEvent[]> {
    return Promise.resolve(this.state.outbox.toSorted((a, b) => a.outboxId - b.outboxId).slice(0, limit));
  }

  tenantSizes(tenantIds: readonly string[]): Promise<Map<string, number>> {
    return Promise.resolve(new Map([...this.state.tenants].filter(([id]) => tenantIds.includes(id))));
  }

  async append(records: readonly LogRecord[]): Promise<void> {
    this.state.log.push(...records);
    await this.#fail('append');
  }

  async setTenantSizes(sizes: ReadonlyMap<string, number>): Promise<void> {
    for (const [id, size] of sizes) this.state.tenants.set(id, size);
    await this.#fail('setTenantSizes');
  }

  async remove(outboxIds: readonly number[]): Promise<void> {
    this.state.outbox = this.state.outbox.filter((each) => !outboxIds.includes(each.outboxId));
    await this.#fail('remove');
  }

  async moveHead(head: NewHead): Promise<void> {
    this.state.head = head;
    await this.#fail('moveHead');
  }

  #fail(step: typeof this.failing): Promise<void> {
    if (this.failing !== step) return Promise.resolve();
    this.failing = null;
    return Promise.reject(new Error(`${String(step)} failed`));
  }
}

export class InMemoryLogReader extends LogReader {
  constructor(private readonly state: InMemoryAuditLog) {
    super();
  }

  after(after: number, limit: number): Promise<LogEntry[]> {
    return Promise.resolve(this.state.log.filter((each) => each.seq > after).slice(0, limit));
  }

  withIds(eventIds: readonly string[]): Promise<LogEntry[]> {
    return Promise.resolve(this.state.log.filter((each) => eventIds.includes(each.columns.eventId)));
  }

  size(): Promise<number> {
    return Promise.resolve(this.state.head.size);
  }
}

export class InMemoryPublicationStore extends PublicationStore {
  constructor(private readonly state: InMemoryAuditLog) {
    super();
  }

  publishedSeq(): Promise<number> {
    return Promise.resolve(this.state.published);
  }

  advance(epoch: number, seq: number): Promise<boolean> {
    if (epoch !== this.state.epoch) return Promise.resolve(false);
    this.state.published = seq;
    return Promise.resolve(true);
  }
}

export class InMemoryConsumerPositions extends ConsumerPositions {
  constructor(private readonly state: InMemoryAuditLog) {
    super();
  }

  read(name: string): Promise<number> {
    return Promise.resolve(this.state.positions.get(name) ?? 0);
  }

  move(name: string, position: number): Promise<void> {
    this.state.positions.set(name, position);
    return Promise.resolve();
  }
}

/** Keeps what it was sent; `before` may refuse a batch, or look at the world while a send is in flight. */
export class RecordingTopic extends AuditTopic {
  readonly sent: AuditMessage[] = [];
  before: (messages: readonly AuditMessage[]) => void = () => undefined;

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  async send(messages: readonly AuditMessage[]): Promise<void> {
    this.sent.push(...messages);
    await Promise.resolve();
    this.before(messages);
  }
}
