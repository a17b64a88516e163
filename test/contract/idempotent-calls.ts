import { IdempotencyKeyTable, type StoredResponse } from '#platform/idempotency/idempotency-key.table';
import { IdempotencyPurge } from '#platform/idempotency/idempotency-purge';
import { IdempotencyStore } from '#platform/idempotency/idempotency-store';
import { IdempotencySecret, IdempotentCalls, KEPT_MS, LEASE_MS, type KeyedCall } from '#platform/idempotency/idempotent-calls';
import { DatabaseUnavailable } from '#platform/persistence/unavailable';
import { UuidIds } from '#platform/system/clock-and-ids';
import type { Actor } from '#shared/actor';
import { DomainError } from '#shared/errors';
import { envelope } from '../contexts/audit/envelopes';
import { gate } from '../gate';
import { FixedClock } from '../fakes/clock-and-ids';
import { recordingLogger } from '../platform/recording-logger';
import type { ContractDatabase } from './sqlite-database';

const ACTOR: Actor = {
  type: 'user',
  id: '019a8f2e-6d1c-7000-8000-000000000001',
  tenantId: '019a8f2e-6d1c-7000-8000-0000000000aa',
  role: 'user',
  name: null,
  email: null,
  apiKeyId: null,
};
const CALL: KeyedCall = { actor: ACTOR, key: 'k', method: 'POST', path: '/api/things', content: '{"name":"a"}' };
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof DomainError ? error.code : error),
  );

/** What {@link IdempotentCalls} promises on every engine. */
export function idempotentCallsKeepTheirWord(engine: string, open: () => Promise<ContractDatabase>): void {
  describe(`idempotent calls on ${engine}`, () => {
    let database: ContractDatabase;
    let clock: FixedClock;
    let calls: IdempotentCalls;
    let done: string[];

    beforeAll(async () => {
      database = await open();
    }, 60_000);
    afterAll(() => database.close());
    beforeEach(async () => {
      const { session, unitOfWork } = database;
      await unitOfWork.maintain(() => session.writer.getRepository(IdempotencyKeyTable).clear());
      clock = new FixedClock();
      done = [];
      calls = new IdempotentCalls(new IdempotencyStore(session), unitOfWork, new UuidIds(), clock, new IdempotencySecret('s'.repeat(32)));
    });

    const rows = (): Promise<number> => database.session.reader.getRepository(IdempotencyKeyTable).count();
    const doing =
      (name: string, more: Partial<StoredResponse> = {}) =>
      (): Promise<StoredResponse> =>
        database.unitOfWork.run(() => {
          done.push(name);
          database.unitOfWork.collect(envelope(done.length));
          return Promise.resolve({ status: 201, headers: { ETag: '"1"' }, body: `{"made":"${name}"}`, withheld: null, ...more });
        });

    it('do the work once, and give its answer again', async () => {
      expect(await calls.once(CALL, doing('a'))).toBeNull();
      expect(await calls.once(CALL, doing('b'))).toEqual({
        status: 201,
        headers: { ETag: '"1"' },
        body: '{"made":"a"}',
        withheld: null,
      });
      expect(done).toEqual(['a']);
    });

    it('know a key by tenant, caller, method and path', async () => {
      const others: KeyedCall[] = [
        { ...CALL, actor: { ...ACTOR, id: '019a8f2e-6d1c-7000-8000-000000000002' } },
        { ...CALL, actor: { ...ACTOR, type: 'api_key', apiKeyId: '019a8f2e-6d1c-7000-8000-0000000000bb' } },
        { ...CALL, actor: { ...ACTOR, tenantId: '019a8f2e-6d1c-7000-8000-0000000000cc' } },
        { ...CALL, path: '/api/others' },
        { ...CALL, key: 'K' },
      ];
      for (const [index, call] of [CALL, ...others].entries()) expect(await calls.once(call, doing(String(index)))).toBeNull();
      expect(done).toHaveLength(6);
    });

    it('refuse other content under the same key', async () => {
      await calls.once(CALL, doing('a'));
      expect(await codeOf(calls.once({ ...CALL, content: '{"name":"b"}' }, doing('b')))).toBe('request.idempotency_key_reused');
      expect(done).toEqual(['a']);
    });

    it('do not keep what was shown once', async () => {
      await calls.once(CALL, doing('a', { body: null, withheld: 'secret' }));
      expect(await codeOf(calls.once(CALL, doing('b')))).toBe('request.idempotency_secret');
      await calls.once({ ...CALL, key: 'long' }, doing('c', { body: null, withheld: 'length' }));
      expect(await codeOf(calls.once({ ...CALL, key: 'long' }, doing('d')))).toBe('request.idempotency_answer');
      expect(done).toEqual(['a', 'c']);
    });

    it('give the answer of one who was slow, and completed between the look and the take-over', async () => {
      const slow = calls.once(CALL, () => Promise.reject(new DatabaseUnavailable(new Error('gone'))));
      await codeOf(slow);
      clock.advance(LEASE_MS);
      const store = new IdempotencyStore(database.session);
      const find = store.find.bind(store);
      jest.spyOn(store, 'find').mockImplementationOnce(async (tenantId, scope) => {
        const row = await find(tenantId, scope);
        if (!row) throw new Error('no row');
        const answer: StoredResponse = { status: 201, headers: {}, body: '{"made":"slow"}', withheld: null };
        expect(await database.unitOfWork.maintain(() => store.complete(row, answer))).toBe(true);
        return row;
      });
      const late = new IdempotentCalls(store, database.unitOfWork, new UuidIds(), clock, new IdempotencySecret('s'.repeat(32)));
      expect(await late.once(CALL, doing('late'))).toMatchObject({ body: '{"made":"slow"}' });
      expect(done).toEqual([]);
    });

    it('reckon the lease from when it is written', async () => {
      const { unitOfWork } = database;
      const maintain = jest.spyOn(unitOfWork, 'maintain').mockImplementationOnce((work) => {
        clock.advance(LEASE_MS / 2);
        maintain.mockRestore();
        return unitOfWork.maintain(work);
      });
      await codeOf(calls.once(CALL, () => Promise.reject(new DatabaseUnavailable(new Error('gone')))));
      clock.advance(LEASE_MS - 1);
      expect(await codeOf(calls.once(CALL, doing('early')))).toBe('request.idempotency_in_flight');
    });

    it('leave the key free when the work fails, and nothing of it behind', async () => {
      const failure = new DomainError('conflict', 'test.taken', 'taken');
      const failing = (): Promise<StoredResponse> => Promise.reject(failure);
      expect(await codeOf(calls.once(CALL, failing))).toBe('test.taken');
      expect(await rows()).toBe(0);
      expect(await calls.once({ ...CALL, content: '{"name":"better"}' }, doing('b'))).toBeNull();
    });

    it('let one of many at once do the work', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          calls.once(CALL, doing(String(index))).then(
            (answer) => (answer ? 'replayed' : 'done'),
            (error: unknown) => (error as DomainError).code,
          ),
        ),
      );
      expect(outcomes.filter((each) => each === 'done')).toHaveLength(1);
      expect(outcomes.filter((each) => !['done', 'replayed', 'request.idempotency_in_flight'].includes(each))).toEqual([]);
      expect(done).toHaveLength(1);
    });

    it('keep no other writer waiting until the work itself writes', async () => {
      const { unitOfWork } = database;
      const [begun, hashed] = [gate(), gate()];
      const slow = calls.once(CALL, async () => {
        begun.open();
        await hashed.opened;
        return doing('slow')();
      });
      await begun.opened;
      await unitOfWork.run(() => {
        unitOfWork.collect(envelope(9));
        return Promise.resolve();
      });
      hashed.open();
      expect(await slow).toBeNull();
      expect(await calls.once(CALL, doing('again'))).toMatchObject({ body: '{"made":"slow"}' });
    });

    it('keep all units of one call or none, and the answer with them', async () => {
      const { unitOfWork, session } = database;
      const other = { ...CALL, key: 'inner' };
      const half = calls.once(CALL, async () => {
        expect(await calls.once(other, doing('first'))).toBeNull();
        await unitOfWork.run(() => Promise.reject(new DomainError('conflict', 'test.second', 'no')));
        return doing('never')();
      });
      expect(await codeOf(half)).toBe('test.second');
      expect(await session.reader.getRepository(IdempotencyKeyTable).find()).toEqual([]);
      expect(done).toEqual(['first']);
    });

    it('do all of the work again after a deadlock, also what came before its first write', async () => {
      let hashes = 0;
      const deadlock = Object.assign(new Error('Deadlock found'), { errno: 1213 });
      const work = async (): Promise<StoredResponse> => {
        hashes += 1;
        const answer = await doing(`attempt ${hashes}`)();
        return hashes < 3 ? Promise.reject(deadlock) : answer;
      };
      expect(await calls.once(CALL, work)).toBeNull();
      expect(await calls.once(CALL, doing('again'))).toMatchObject({ body: '{"made":"attempt 3"}' });
      expect(hashes).toBe(3);
    });

    it('say that a request is in flight while it is, and when to try again', async () => {
      const [begun, finished] = [gate(), gate()];
      const first = calls.once(CALL, async () => {
        begun.open();
        await finished.opened;
        return doing('a')();
      });
      await begun.opened;
      const second = calls.once(CALL, doing('b'));
      await expect(second).rejects.toMatchObject({ code: 'request.idempotency_in_flight', details: { retryAfterSeconds: 1 } });
      finished.open();
      await first;
      expect(await calls.once(CALL, doing('c'))).toMatchObject({ body: '{"made":"a"}' });
    });

    it('do the work of a process that died with its reservation, when the lease is out', async () => {
      const dying = (): Promise<StoredResponse> => Promise.reject(new DatabaseUnavailable(new Error('gone')));
      await codeOf(calls.once(CALL, dying));
      expect(await codeOf(calls.once(CALL, doing('early')))).toBe('request.idempotency_in_flight');
      clock.advance(LEASE_MS);
      expect(await codeOf(calls.once({ ...CALL, content: 'other' }, doing('other')))).toBe('request.idempotency_key_reused');
      expect(await calls.once(CALL, doing('late'))).toBeNull();
      expect(done).toEqual(['late']);
    });

    it('take back the work of one who was overtaken', async () => {
      const overtaken = calls.once(CALL, () =>
        database.unitOfWork.run(async () => {
          await database.session.writer
            .getRepository(IdempotencyKeyTable)
            .update({ tenantId: ACTOR.tenantId }, { owner: new UuidIds().next() });
          return doing('a')();
        }),
      );
      expect(await codeOf(overtaken)).toBe('request.idempotency_in_flight');
      expect(await rows()).toBe(0);
    });

    it('forget a key after its time, and purge it', async () => {
      await calls.once(CALL, doing('a'));
      await calls.once({ ...CALL, key: 'other' }, doing('b'));
      clock.advance(KEPT_MS);
      expect(await calls.once({ ...CALL, content: 'other' }, doing('c'))).toBeNull();
      const purge = new IdempotencyPurge(new IdempotencyStore(database.session), database.unitOfWork, clock, recordingLogger().logger);
      expect(await purge.purge()).toBe(false);
      expect(await rows()).toBe(1);
    });
  });
}
