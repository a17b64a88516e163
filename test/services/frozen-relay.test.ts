import { AuditSequencerTable } from '#contexts/audit/log/adapters/persistence/audit-log.table';
import { TypeOrmLogReader } from '#contexts/audit/log/adapters/persistence/typeorm-log-reader';
import { TypeOrmPublicationStore } from '#contexts/audit/log/adapters/persistence/typeorm-publication-store';
import { TypeOrmSequencerStore } from '#contexts/audit/log/adapters/persistence/typeorm-sequencer-store';
import { readCanonical } from '#contexts/audit/log/domain/canonical-event';
import { SaltSource, SequenceEvents } from '#contexts/audit/relay/application/sequence-events';
import { writeOutbox } from '#platform/messaging/outbox-writer';
import { connect, createDatabase, disconnect } from '#platform/persistence/database';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { AUDIT_MIGRATIONS, AUDIT_TABLES } from '../contexts/audit/audit-tables';
import { countingSalt, envelope } from '../contexts/audit/envelopes';
import { LOG_KEY } from '../contexts/audit/log/domain/keys';
import { relayLease } from '../contract/relay-lease';
import type { ContractDatabase } from '../contract/sqlite-database';
import { eventually } from '../eventually';
import { recordingLogger } from '../platform/recording-logger';
import { FreezableRelay } from './freezable-relay';
import { FreezingProxy } from './freezing-proxy';
import { HOLDER, POINTS, workUntil } from './freezing-relay';
import { mysqlDatabase } from './mysql-database';
import { describeWithServices } from './services';

const LEASE_MS = 1500;
/** What the guide promises. */
const TAKEOVER_MS = LEASE_MS + 5000;
const ENGINES = process.env.MARIADB_URL ? (['MYSQL_URL', 'MARIADB_URL'] as const) : (['MYSQL_URL'] as const);

class CountingSalts extends SaltSource {
  readonly next = countingSalt();
}

for (const variable of ENGINES) {
  describeWithServices(`a relay that freezes inside of its transaction (${variable})`, [variable], () => {
    let database: ContractDatabase;
    let url: string;
    let frozen: FreezableRelay | null = null;
    const { logger, lines } = recordingLogger();

    /** The standby asks again and again, as its loop does; fails when it is not active in time. */
    const takeOver = (): Promise<number> =>
      eventually(async () => {
        const epoch = await relayLease(database, { leaseMs: 60_000, logger }).acquire('the standby');
        if (epoch === null) throw new Error('the standby still waits');
        return epoch;
      }, TAKEOVER_MS);
    const sequence = (epoch: number): Promise<unknown> =>
      new SequenceEvents(new TypeOrmSequencerStore(database.session), database.unitOfWork, LOG_KEY, new CountingSalts()).execute({
        epoch,
        batchSize: 10,
      });
    const logged = async (): Promise<string[]> =>
      (await new TypeOrmLogReader(database.session).after(0, 10)).map(({ canonical }) => readCanonical(canonical).id);
    const put = (n: number): Promise<void> => database.unitOfWork.maintain(() => writeOutbox(database.session.writer, [envelope(n)]));

    beforeEach(async () => {
      lines.length = 0;
      ({ url, ...database } = await mysqlDatabase(variable, AUDIT_TABLES, AUDIT_MIGRATIONS));
      await put(1);
    });
    afterEach(async () => {
      await frozen?.end();
      frozen = null;
      await database.close();
    });

    async function expectTheLogGoesOn(epoch: number): Promise<void> {
      await put(2);
      await sequence(epoch);
      expect(await logged()).toEqual([envelope(1).id, envelope(2).id]);
      expect(lines).toMatchObject([
        { level: 'warn', fields: { holder: HOLDER }, message: 'the transaction that a relay held open past its lease was ended' },
      ]);
    }

    async function expectNothingChanged(epoch: number): Promise<void> {
      expect(await logged()).toEqual([envelope(1).id, envelope(2).id]);
      expect(await new TypeOrmPublicationStore(database.session).publishedSeq()).toBe(0);
      const head = await database.session.reader.getRepository(AuditSequencerTable).findOneByOrFail({ id: 1 });
      expect(head).toMatchObject({ epoch, holder: 'the standby', size: 2 });
    }

    it.each(POINTS)(
      '%s loses its place within the lease and five seconds, and changes nothing when it wakes up',
      async (point) => {
        frozen = new FreezableRelay(url, point, LEASE_MS);
        await frozen.says('inside');
        frozen.freeze();
        const epoch = await takeOver();
        await expectTheLogGoesOn(epoch);
        frozen.wake();
        await frozen.says('refused');
        await expectNothingChanged(epoch);
      },
      60_000,
    );

    it('loses its place as well when its network swallows every byte', async () => {
      const proxy = new FreezingProxy(new URL(url));
      const through = new URL(url);
      [through.hostname, through.port] = ['127.0.0.1', String(await proxy.listen())];
      const far = createDatabase({ url: through.href, poolSize: 2, connectTimeoutMs: 2000, startTimeoutMs: 0 }, AUDIT_TABLES, []);
      await connect(far, 0, () => undefined);
      const unitOfWork = new TypeOrmUnitOfWork(far, () => Promise.resolve());
      const cut = { session: new PersistenceSession(unitOfWork, far.reader), unitOfWork, close: () => disconnect(far) };
      let epoch = 0;
      const work = workUntil('after the fence', cut, LEASE_MS, async () => {
        proxy.frozen = true;
        epoch = await takeOver();
      });
      await expect(work).rejects.toThrow();
      await expectTheLogGoesOn(epoch);
      await expectNothingChanged(epoch);
      await proxy.close();
      await cut.close().catch(() => undefined);
    }, 60_000);

    it('is left alone as long as it works, even when another relay asks at the end of its lease', async () => {
      await workUntil('before the commit of a batch', database, 1, () => Promise.resolve());
      await takeOver();
      expect(lines).toEqual([]);
      expect(await logged()).toEqual([envelope(1).id]);
    });
  });
}
