import { TypeOrmPublicationStore } from '#contexts/audit/log/adapters/persistence/typeorm-publication-store';
import { TypeOrmSequencerStore } from '#contexts/audit/log/adapters/persistence/typeorm-sequencer-store';
import type { PublicationStore } from '#contexts/audit/log/application/publication-store.port';
import { SaltSource, SequenceEvents } from '#contexts/audit/relay/application/sequence-events';
import type { SequencerHead } from '#contexts/audit/log/application/sequencer-store.port';
import { UnitOfWork, type Settling } from '#shared/unit-of-work.port';
import { countingSalt } from '../contexts/audit/envelopes';
import { LOG_KEY } from '../contexts/audit/log/domain/keys';
import { relayLease } from '../contract/relay-lease';
import type { ContractDatabase } from '../contract/sqlite-database';

/** Where a relay holds the lock on the head of the log. */
export const POINTS = [
  'after the fence',
  'before the commit of a batch',
  'before the commit of the cursor',
  'before the commit of the lease',
] as const;
export type Point = (typeof POINTS)[number];
export const HOLDER = 'the relay that freezes';

class CountingSalts extends SaltSource {
  readonly next = countingSalt();
}

/** Pauses before each commit. */
class PausingUnitOfWork extends UnitOfWork {
  constructor(
    private readonly inner: UnitOfWork,
    private readonly pause: () => Promise<void>,
  ) {
    super();
  }

  get eventCount(): number {
    return this.inner.eventCount;
  }

  beforeCommit<T extends Settling>(key: object, make: () => T): T {
    return this.inner.beforeCommit(key, make);
  }

  readonly run = <T>(work: () => Promise<T>): Promise<T> => this.inner.run(work);
  readonly enclose = <T>(work: () => Promise<T>): Promise<T> => this.inner.enclose(work);
  readonly maintain = <T>(work: () => Promise<T>): Promise<T> =>
    this.inner.maintain(async () => {
      const result = await work();
      await this.pause();
      return result;
    });
}

class PausingSequencerStore extends TypeOrmSequencerStore {
  constructor(
    { session }: ContractDatabase,
    private readonly pause: () => Promise<void>,
  ) {
    super(session);
  }

  override async fence(epoch: number): Promise<SequencerHead | null> {
    const head = await super.fence(epoch);
    await this.pause();
    return head;
  }
}

/** Becomes the active relay and works until `pause` is called at that point, inside of its transaction. */
export async function workUntil(point: Point, database: ContractDatabase, leaseMs: number, pause: () => Promise<void>): Promise<void> {
  const epoch = (await relayLease(database, { leaseMs }).acquire(HOLDER)) ?? 0;
  const pausing = new PausingUnitOfWork(database.unitOfWork, pause);
  const sequence = (store: TypeOrmSequencerStore, unitOfWork: UnitOfWork): Promise<unknown> =>
    new SequenceEvents(store, unitOfWork, LOG_KEY, new CountingSalts()).execute({ epoch, batchSize: 10 });
  const publication: PublicationStore = new TypeOrmPublicationStore(database.session);
  if (point === 'after the fence') await sequence(new PausingSequencerStore(database, pause), database.unitOfWork);
  else if (point === 'before the commit of a batch') await sequence(new TypeOrmSequencerStore(database.session), pausing);
  else if (point === 'before the commit of the cursor') await pausing.maintain(() => publication.advance(epoch, 77));
  else await relayLease(database, { leaseMs: 8 * leaseMs, unitOfWork: pausing }).acquire(HOLDER);
}
