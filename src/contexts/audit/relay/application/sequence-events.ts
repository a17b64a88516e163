import { BYTES_PER_TURN, TurnBudget } from '#shared/event-loop';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { signCheckpoint } from '../../log/domain/checkpoint';
import { recordOf, type LogRecord } from '../../log/domain/log-record';
import { CompactRange } from '../../log/domain/merkle';
import type { NoteSigner } from '../../log/domain/signed-note';
import type { PendingEvent, SequencerHead, SequencerStore } from '../../log/application/sequencer-store.port';

/** A source of random bytes for the commitments of personal data. */
export abstract class SaltSource {
  /** Returns 16 new random bytes. */
  abstract next(): Buffer;
}

export interface SequencedBatch {
  readonly count: number;
  /** The signed checkpoint of the head after the batch. */
  readonly checkpointNote: string;
}

/** Another relay has taken the lease. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** The head of the log differs from the last written one, so nothing must be signed on top of it. */
export class DamagedHead extends Error {
  override readonly name = 'DamagedHead';
}

/**
 * Moves events from the outbox into the log, as its only writer. A batch is one transaction, in which the fence
 * comes first. Positions have no gaps, and the log has a batch as a whole or not at all.
 */
export class SequenceEvents {
  constructor(
    private readonly store: SequencerStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly signer: NoteSigner,
    private readonly salts: SaltSource,
  ) {}

  /** Returns null when there was nothing to do. Throws Fenced when `epoch` is past, and DamagedHead, before any write, when the head was changed. */
  async execute({ epoch, batchSize }: { readonly epoch: number; readonly batchSize: number }): Promise<SequencedBatch | null> {
    if (!(await this.store.hasPending())) return null;
    return this.unitOfWork.maintain(async () => {
      const head = await this.store.fence(epoch);
      if (!head) throw new Fenced(`epoch ${epoch} is over`);
      const pending = await this.store.pending(batchSize);
      if (pending.length === 0) return null;
      const sizes = await this.store.tenantSizes([...new Set(pending.map((each) => each.envelope.tenantId))]);
      const records = await this.#place(pending, head.size, sizes);
      const tree = treeOf(head);
      for (const record of records) tree.append(record.leafHash);
      const root = tree.root();
      const checkpointNote = signCheckpoint({ size: tree.size, root }, this.signer);
      await this.store.append(records);
      await this.store.setTenantSizes(sizes);
      await this.store.remove(pending.map((each) => each.outboxId));
      await this.store.moveHead({ size: tree.size, root, frontier: tree.serialize(), checkpointNote });
      return { count: records.length, checkpointNote };
    });
  }

  async #place(pending: readonly PendingEvent[], size: number, sizes: Map<string, number>): Promise<LogRecord[]> {
    const turns = new TurnBudget(BYTES_PER_TURN);
    const records: LogRecord[] = [];
    for (const { envelope } of pending) {
      const tenantSeq = (sizes.get(envelope.tenantId) ?? 0) + 1;
      sizes.set(envelope.tenantId, tenantSeq);
      const record = recordOf(envelope, { seq: size + records.length + 1, tenantSeq }, () => this.salts.next());
      records.push(record);
      await turns.spend(record.canonical.length);
    }
    return records;
  }
}

/** Throws DamagedHead when size, root and frontier do not fit together. */
function treeOf({ size, root, frontier }: SequencerHead): CompactRange {
  let tree: CompactRange;
  try {
    tree = CompactRange.restore(size, frontier);
  } catch (error) {
    throw new DamagedHead(`the head of the log was changed: ${(error as RangeError).message}`, { cause: error });
  }
  if (!tree.root().equals(root)) throw new DamagedHead('the head of the log was changed: its frontier does not give its root');
  return tree;
}
