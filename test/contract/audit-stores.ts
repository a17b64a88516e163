import { AuditLogTable, AuditSequencerTable } from '#contexts/audit/log/adapters/persistence/audit-log.table';
import { TypeOrmStoredLog } from '#contexts/audit/log/adapters/persistence/typeorm-stored-log';
import type { StoredLog } from '#contexts/audit/log/application/stored-log.port';
import { readCanonical } from '#contexts/audit/log/domain/canonical-event';
import type { StoredRow } from '#contexts/audit/log/domain/row-check';
import { CompactRange } from '#contexts/audit/log/domain/merkle';
import { recordOf, type LogRecord } from '#contexts/audit/log/domain/log-record';
import { OutboxBacklog } from '#contexts/audit/relay/adapters/persistence/outbox-backlog';
import { TypeOrmConsumerPositions } from '#contexts/audit/relay/adapters/persistence/typeorm-consumer-positions';
import { TypeOrmLogReader } from '#contexts/audit/log/adapters/persistence/typeorm-log-reader';
import { TypeOrmPublicationStore } from '#contexts/audit/log/adapters/persistence/typeorm-publication-store';
import type { TypeOrmRelayLease } from '#contexts/audit/log/adapters/persistence/typeorm-relay-lease';
import { TypeOrmSequencerStore } from '#contexts/audit/log/adapters/persistence/typeorm-sequencer-store';
import type { ConsumerPositions } from '#contexts/audit/relay/application/consumer-positions.port';
import type { LogReader } from '#contexts/audit/log/application/log-reader.port';
import type { PublicationStore } from '#contexts/audit/log/application/publication-store.port';
import { Fenced, SaltSource, SequenceEvents } from '#contexts/audit/relay/application/sequence-events';
import type { SequencerStore } from '#contexts/audit/log/application/sequencer-store.port';
import { TypeOrmAuditEventQuery } from '#contexts/audit/log/adapters/persistence/typeorm-audit-event-query';
import { TypeOrmTermIndex } from '#contexts/audit/search/adapters/persistence/typeorm-term-index';
import type { AuditEventFilter } from '#contexts/audit/log/application/audit-event-query.port';
import { writeOutbox } from '#platform/messaging/outbox-writer';
import type { AuditEnvelope } from '#shared/audit-envelope';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { countingSalt, envelope, jobEnvelope, OTHER_TENANT, TENANT, TRACE_ID } from '../contexts/audit/envelopes';
import { LOG_KEY } from '../contexts/audit/log/domain/keys';
import { relayLease } from './relay-lease';
import type { ContractDatabase } from './sqlite-database';

type Open = () => Promise<ContractDatabase>;

class CountingSalts extends SaltSource {
  readonly next = countingSalt();
}

/** The stores around the outbox and the log, of one technology. */
export interface AuditStores {
  readonly sequencer: SequencerStore;
  readonly publication: PublicationStore;
  readonly reader: LogReader;
  readonly positions: ConsumerPositions;
  readonly unitOfWork: UnitOfWork;
  /** Commits events to the outbox. */
  put(...events: AuditEnvelope[]): Promise<void>;
  /** Another relay takes over. */
  nextEpoch(): Promise<number>;
  close(): Promise<void>;
}

async function typeOrmStores(open: Open): Promise<AuditStores> {
  const database = await open();
  const { session, unitOfWork } = database;
  const lease = relayLease(database);
  let relays = 0;
  return {
    sequencer: new TypeOrmSequencerStore(session),
    publication: new TypeOrmPublicationStore(session),
    reader: new TypeOrmLogReader(session),
    positions: new TypeOrmConsumerPositions(session),
    unitOfWork,
    put: (...events) => unitOfWork.maintain(() => writeOutbox(session.writer, events)),
    nextEpoch: async () => {
      await lease.release(`relay ${relays}`);
      return (await lease.acquire(`relay ${(relays += 1)}`)) ?? 0;
    },
    close: () => database.close(),
  };
}

const placed = (...events: AuditEnvelope[]): LogRecord[] => {
  const sizes = new Map<string, number>();
  const salt = countingSalt();
  return events.map((event, index) => {
    const tenantSeq = (sizes.get(event.tenantId) ?? 0) + 1;
    sizes.set(event.tenantId, tenantSeq);
    return recordOf(event, { seq: index + 1, tenantSeq }, salt);
  });
};

/** SequencerStore, LogReader, PublicationStore and ConsumerPositions on the same log. */
export function relayStoresContract(name: string, open: () => Promise<AuditStores>): void {
  describe(`the relay's stores on ${name}`, () => {
    let stores: AuditStores;
    let epoch: number;
    const sequence = (batchSize = 200, as = epoch) =>
      new SequenceEvents(stores.sequencer, stores.unitOfWork, LOG_KEY, new CountingSalts()).execute({ epoch: as, batchSize });
    const seqs = async (): Promise<number[]> => {
      const found: number[] = [];
      for (let more = true; more;) {
        const page = await stores.reader.after(found.at(-1) ?? 0, 1000);
        found.push(...page.map((each) => each.seq));
        more = page.length > 0;
      }
      return found;
    };

    beforeEach(async () => {
      stores = await open();
      epoch = await stores.nextEpoch();
    });
    afterEach(() => stores.close());

    it('move events from the outbox to the log, in order and batches', async () => {
      expect(await stores.sequencer.hasPending()).toBe(false);
      expect(await sequence()).toBeNull();
      await stores.put(envelope(1), jobEnvelope(2));
      await stores.put(envelope(3, { tenantId: OTHER_TENANT }));
      expect(await stores.sequencer.hasPending()).toBe(true);
      expect((await sequence(2))?.count).toBe(2);
      expect((await sequence(2))?.count).toBe(1);
      expect(await stores.sequencer.hasPending()).toBe(false);
      const entries = await stores.reader.after(0, 10);
      const expected = placed(envelope(1), jobEnvelope(2), envelope(3, { tenantId: OTHER_TENANT }));
      expect(entries.map((each) => each.canonical.length)).toEqual(expected.map((each) => each.canonical.length));
      expect(entries[0]?.canonical).toEqual(expected[0]?.canonical);
      const byId = await stores.reader.withIds([envelope(1).id, envelope(3).id, envelope(99).id]);
      expect(byId.toSorted((a, b) => a.seq - b.seq)).toEqual([entries[0], entries[2]]);
      expect(await stores.reader.withIds([envelope(99).id])).toEqual([]);
      expect(entries.map((each) => each.personal.map(({ value }) => value).toSorted())).toEqual([
        ['203.0.113.7', 'Ada Lovelace', 'ada@example.com', 'curl/8.5.0'],
        [],
        ['203.0.113.7', 'Ada Lovelace', 'ada@example.com', 'curl/8.5.0'],
      ]);
      expect(await stores.reader.size()).toBe(3);
      expect((await stores.reader.after(1, 1)).map((each) => each.seq)).toEqual([2]);
    });

    it('take more in one batch than one statement holds', async () => {
      await stores.put(...Array.from({ length: 700 }, (_, n) => envelope(n + 1)));
      // SQLite takes at most 200 of them in a batch.
      for (let left = 700; left > 0; left -= (await sequence(700))?.count ?? 0);
      expect(await seqs()).toEqual(Array.from({ length: 700 }, (_, n) => n + 1));
    });

    it('change nothing for a relay whose epoch is past', async () => {
      await stores.put(envelope(1));
      const later = await stores.nextEpoch();
      expect(later).toBeGreaterThan(epoch);
      await expect(sequence(10, epoch)).rejects.toThrow(Fenced);
      expect(await seqs()).toEqual([]);
      expect(await stores.sequencer.hasPending()).toBe(true);
      expect(await stores.unitOfWork.maintain(() => stores.publication.advance(epoch, 1))).toBe(false);
      expect(await stores.publication.publishedSeq()).toBe(0);
      expect((await sequence(10, later))?.count).toBe(1);
    });

    it('keep a batch as a whole or not at all', async () => {
      await stores.put(envelope(1), envelope(2));
      await sequence(1);
      const { sequencer } = stores;
      const moveHead = jest.spyOn(sequencer, 'moveHead').mockRejectedValueOnce(new Error('half way'));
      await expect(sequence()).rejects.toThrow('half way');
      moveHead.mockRestore();
      expect(await seqs()).toEqual([1]);
      expect(await sequencer.hasPending()).toBe(true);
      await stores.put(envelope(3));
      await sequence();
      expect(await seqs()).toEqual([1, 2, 3]);
      expect(await stores.unitOfWork.maintain(() => sequencer.tenantSizes([TENANT, OTHER_TENANT]))).toEqual(new Map([[TENANT, 3]]));
    });

    it('remember how far was published, and how far each consumer came', async () => {
      expect(await stores.publication.publishedSeq()).toBe(0);
      expect(await stores.unitOfWork.maintain(() => stores.publication.advance(epoch, 7))).toBe(true);
      expect(await stores.publication.publishedSeq()).toBe(7);
      expect(await stores.positions.read('search')).toBe(0);
      for (const position of [3, 5]) await stores.unitOfWork.maintain(() => stores.positions.move('search', position));
      expect([await stores.positions.read('search'), await stores.positions.read('other')]).toEqual([5, 0]);
    });
  });
}

/** Only where transactions are real. */
function concurrentSequencingContract(name: string, open: Open): void {
  describe(`sequencing on ${name}`, () => {
    it('gives each event one place when several turns run at the same time', async () => {
      const stores = await typeOrmStores(open);
      const epoch = await stores.nextEpoch();
      const sequence = () =>
        new SequenceEvents(stores.sequencer, stores.unitOfWork, LOG_KEY, new CountingSalts()).execute({ epoch, batchSize: 7 });
      await stores.put(...Array.from({ length: 20 }, (_, n) => envelope(n + 1)));
      await Promise.all([sequence(), sequence(), sequence()]);
      await sequence();
      const entries = await stores.reader.after(0, 100);
      expect(entries.map((each) => each.seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
      expect(new Set(entries.map(({ canonical }) => readCanonical(canonical).id)).size).toBe(20);
      await stores.close();
    });
  });
}

function relayLeaseContract(name: string, open: Open): void {
  describe(`the relay's lease on ${name}`, () => {
    let database: ContractDatabase;
    let lease: TypeOrmRelayLease;
    const expire = (): Promise<unknown> =>
      database.unitOfWork.maintain(() => database.session.writer.getRepository(AuditSequencerTable).update({ id: 1 }, { leaseUntilUs: 1 }));

    beforeEach(async () => {
      database = await open();
      lease = relayLease(database);
    });
    afterEach(() => database.close());

    it('has one holder, who renews it under the same epoch', async () => {
      const epoch = await lease.acquire('a');
      expect(epoch).toBeGreaterThan(0);
      expect(await lease.acquire('b')).toBeNull();
      expect(await lease.acquire('a')).toBe(epoch);
    });

    it('goes to another relay under a new epoch when it ran out', async () => {
      const first = (await lease.acquire('a')) ?? 0;
      await expire();
      expect(await lease.acquire('b')).toBe(first + 1);
      expect(await lease.acquire('a')).toBeNull();
    });

    it('is fenced anew even for the relay that let it run out', async () => {
      const first = (await lease.acquire('a')) ?? 0;
      await expire();
      expect(await lease.acquire('a')).toBe(first + 1);
    });

    it('is free at once when it was given back, and only by its holder', async () => {
      await lease.acquire('a');
      await lease.release('b');
      expect(await lease.acquire('b')).toBeNull();
      await lease.release('a');
      expect(await lease.acquire('b')).not.toBeNull();
    });

    it('lasts for the configured time of the database', async () => {
      await relayLease(database, { leaseMs: 5000 }).acquire('a');
      const { leaseUntilUs } = await database.session.reader.getRepository(AuditSequencerTable).findOneByOrFail({ id: 1 });
      expect(Math.abs(leaseUntilUs / 1000 - Date.now() - 5000)).toBeLessThan(3000);
    });

    it('elects one of many that ask at the same time', async () => {
      const answers = await Promise.all(['a', 'b', 'c', 'd'].map((holder) => lease.acquire(holder)));
      expect(answers.filter((each) => each !== null)).toHaveLength(1);
    });
  });
}

function auditSearchContract(name: string, open: Open): void {
  describe(`the audit search on ${name}`, () => {
    let database: ContractDatabase;
    let query: TypeOrmAuditEventQuery;
    let index: TypeOrmTermIndex;
    let events: AuditEnvelope[];
    const search = async (filter: AuditEventFilter, before: number | null = null, limit = 10): Promise<number[]> =>
      (await query.search(TENANT, filter, before, limit)).map((each) => each.seq);

    beforeEach(async () => {
      database = await open();
      query = new TypeOrmAuditEventQuery(database.session);
      index = new TypeOrmTermIndex(database.session);
      events = [
        envelope(1),
        envelope(2, { action: 'environment.delete', risk: 'high', outcome: 'denied', traceparent: null }),
        envelope(3, { tenantId: OTHER_TENANT }),
        jobEnvelope(4),
        envelope(5, { resource: { type: 'prompt', id: 'shop/mail', revision: 1, projectId: 'shop' } }),
      ];
      await database.unitOfWork.maintain(() => new TypeOrmSequencerStore(database.session).append(placed(...events)));
    });
    afterEach(() => database.close());

    it("gives a tenant's own events, newest first, page by page", async () => {
      expect(await search({})).toEqual([4, 3, 2, 1]);
      expect(await search({}, null, 2)).toEqual([4, 3]);
      expect(await search({}, 3, 2)).toEqual([2, 1]);
      expect(await search({}, 1)).toEqual([]);
      expect(await query.search(OTHER_TENANT, {}, null, 10)).toHaveLength(1);
      expect(await query.search('nobody', {}, null, 10)).toEqual([]);
    });

    it.each<[AuditEventFilter, number[]]>([
      [{ actorId: 'bootstrap' }, [3]],
      [{ action: 'environment.delete' }, [2]],
      [{ risk: 'high' }, [2]],
      [{ outcome: 'success' }, [4, 3, 1]],
      [{ resourceType: 'prompt', resourceId: 'shop/mail' }, [4]],
      [{ projectId: 'shop' }, [4]],
      [{ traceId: TRACE_ID }, [4, 1]],
      [{ fromUs: envelope(2).timeUs, toUs: envelope(5).timeUs }, [3, 2]],
      [{ fromSeq: 3 }, [4, 3]],
      [{ outcome: 'success', resourceType: 'environment' }, [3, 1]],
      [{ resources: [{ type: 'prompt', path: 'shop/mail', reach: 'itself' }] }, [4]],
      [{ resources: [{ type: 'prompt', path: 'shop', reach: 'below' }] }, [4]],
      [{ resources: [{ type: 'prompt', path: 'sho', reach: 'below' }] }, []],
      [{ resources: [{ type: 'prompt', path: 'shop/mail', reach: 'below' }] }, []],
      [
        {
          outcome: 'success',
          resources: [
            { type: 'environment', path: envelope(1).resource.id, reach: 'itself' },
            { type: 'prompt', path: 'shop/mail', reach: 'itself' },
          ],
        },
        [4, 3, 1],
      ],
      [{ action: "' OR 1=1 --" }, []],
      [{ action: 'ENVIRONMENT.DELETE' }, []],
    ])('filters by %j', async (filter, expected) => {
      expect(await search(filter)).toEqual(expected);
    });

    it('finds what lies behind an id, and nothing that is called like it elsewhere', async () => {
      const at = `shop/${'e'.repeat(8)}-0000-7000-8000-${'1'.repeat(12)}`;
      const ids = [`${at}/mail`, `${at}/mail/sign`, `${at}/letter/mail`, `${at}/mail2`, `${at}/mai`, 'other/x/mail', 'shop/mail/mail'];
      const more = ids.map((id, n) => envelope(n + 6, { resource: { type: 'pointer', id, revision: 1, projectId: 'shop' } }));
      const records = placed(...events, ...more).slice(events.length);
      await database.unitOfWork.maintain(() => new TypeOrmSequencerStore(database.session).append(records));
      const found = (behindId: string, path = 'shop') => search({ resources: [{ type: 'pointer', path, reach: { behindId } }] });
      expect(await found('mail')).toEqual([6, 5]);
      expect(await found('mail', 'sho')).toEqual([]);
      for (const each of ['mai_', '%', 'sign', 'mail/sig']) expect(await found(each)).toEqual([]);
    });

    it('shows who it was while the clear values are kept', async () => {
      const [newest] = await query.search(TENANT, {}, null, 1);
      expect(newest).toMatchObject({
        actor: { name: 'Ada Lovelace', email: 'ada@example.com' },
        origin: { ip: '203.0.113.7' },
        traceId: TRACE_ID,
      });
    });

    it('finds one event by id, for its tenant only', async () => {
      expect(await query.find(TENANT, envelope(5).id)).toMatchObject({ id: envelope(5).id, seq: 4 });
      expect(await query.find(TENANT, envelope(3).id)).toBeNull();
      expect(await query.find(TENANT, 'nix')).toBeNull();
    });

    it('finds by words, all of which must be there; indexing twice changes nothing', async () => {
      const entries = [
        { tenantId: TENANT, tenantSeq: 1, terms: ['red', 'apple'] },
        { tenantId: TENANT, tenantSeq: 2, terms: ['red'] },
        { tenantId: OTHER_TENANT, tenantSeq: 4, terms: ['red', 'apple'] },
        { tenantId: TENANT, tenantSeq: 3, terms: Array.from({ length: 2100 }, (_, n) => `word${n}`) },
      ];
      for (let times = 0; times < 2; times += 1) await database.unitOfWork.maintain(() => index.add(entries));
      expect(await search({ words: ['red'] })).toEqual([2, 1]);
      expect(await search({ words: ['red', 'apple'] })).toEqual([1]);
      expect(await search({ words: ['word2099'] })).toEqual([3]);
      expect(await search({ words: ['pear'] })).toEqual([]);
    });
  });
}

function storedLogContract(name: string, open: Open): void {
  describe(`the stored log on ${name}`, () => {
    let database: ContractDatabase;
    let stored: StoredLog;
    const rows = async (log: StoredLog): Promise<StoredRow[]> => {
      const all: StoredRow[] = [];
      for await (const row of log.rows()) all.push(row);
      return all;
    };

    beforeEach(async () => {
      database = await open();
      stored = new TypeOrmStoredLog(database.session.readSource);
    });
    afterEach(() => database.close());

    it('is empty at first', async () => {
      expect(await stored.head()).toMatchObject({ size: 0, checkpointNote: null });
      expect(await rows(stored)).toEqual([]);
      expect(await stored.pending()).toBe(0);
    });

    it('gives every row with all that is kept of it, over many pages', async () => {
      const records = placed(...Array.from({ length: 1001 }, (_, n) => (n % 2 === 0 ? envelope(n) : jobEnvelope(n))));
      await database.unitOfWork.maintain(() => new TypeOrmSequencerStore(database.session).append(records));
      await database.unitOfWork.maintain(() => writeOutbox(database.session.writer, [envelope(2000), envelope(2001)]));
      const all = await rows(stored);
      expect(all).toHaveLength(1001);
      for (const n of [0, 499, 500, 1000]) {
        const { digest: _digest, personal, columns, ...rest } = records[n] as LogRecord;
        expect(all[n]).toMatchObject({ ...rest, columns, eventId: columns.eventId, tenantId: TENANT });
        expect(all[n]?.personal.toSorted(byField)).toEqual(personal.toSorted(byField));
      }
      expect(await stored.pending()).toBe(2);
    });

    it('tells how much waits and since when', async () => {
      const backlog = new OutboxBacklog(database.session);
      expect([await backlog.count(), await backlog.oldestAgeSeconds()]).toEqual([0, 0]);
      const old = envelope(1, { timeUs: (Date.now() - 60_000) * 1000 });
      await database.unitOfWork.maintain(() => writeOutbox(database.session.writer, [old, envelope(2, { timeUs: Date.now() * 1000 })]));
      expect(await backlog.count()).toBe(2);
      expect(Math.abs((await backlog.oldestAgeSeconds()) - 60)).toBeLessThan(5);
    });

    it('gives the head with its frontier and what each tenant has', async () => {
      const { sequencer, put, nextEpoch } = await typeOrmStores(() => Promise.resolve(database));
      const epoch = await nextEpoch();
      await put(envelope(1), envelope(2, { tenantId: OTHER_TENANT }), envelope(3));
      await new SequenceEvents(sequencer, database.unitOfWork, LOG_KEY, new CountingSalts()).execute({ epoch, batchSize: 10 });
      const { size, root, frontier, tenantSizes } = await stored.head();
      expect(CompactRange.restore(size, frontier).root()).toEqual(root);
      expect([size, tenantSizes]).toEqual([
        3,
        new Map([
          [TENANT, 2],
          [OTHER_TENANT, 1],
        ]),
      ]);
    });

    it('says that a head which was removed is none', async () => {
      await database.unitOfWork.maintain(() => database.session.writer.getRepository(AuditSequencerTable).delete({ id: 1 }));
      const none = { size: 0, root: Buffer.alloc(0), frontier: Buffer.alloc(0), tenantSizes: new Map(), checkpointNote: null };
      expect(await stored.head()).toEqual(none);
    });

    it('reads one moment while others write', async () => {
      const append = (from: number): Promise<void> =>
        database.unitOfWork.maintain(async () => {
          const record = recordOf(envelope(from), { seq: from, tenantSeq: from }, countingSalt());
          await new TypeOrmSequencerStore(database.session).append([record]);
        });
      await append(1);
      await stored.snapshot(async (log) => {
        expect(await rows(log)).toHaveLength(1);
        await append(2);
        expect(await rows(log)).toHaveLength(1);
      });
      expect(await rows(stored)).toHaveLength(2);
      expect(await database.session.reader.getRepository(AuditLogTable).count()).toBe(2);
    });
  });
}

const byField = (a: { field: string }, b: { field: string }): number => (a.field < b.field ? -1 : 1);

/** All of them on one database. */
export function auditContracts(name: string, open: Open): void {
  relayStoresContract(name, () => typeOrmStores(open));
  concurrentSequencingContract(name, open);
  relayLeaseContract(name, open);
  auditSearchContract(name, open);
  storedLogContract(name, open);
}
