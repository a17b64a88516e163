import { openCheckpoint } from '#contexts/audit/log/domain/checkpoint';
import { readCanonical } from '#contexts/audit/log/domain/canonical-event';
import { leafHash, nodeHash } from '#contexts/audit/log/domain/merkle';
import { parseVerifierKey, verifierKeyOf } from '#contexts/audit/log/domain/signed-note';
import { DamagedHead, Fenced, SaltSource, SequenceEvents } from '#contexts/audit/relay/application/sequence-events';
import { InMemoryAuditLog, InMemorySequencerStore } from '../../../../fakes/audit/in-memory-audit-log';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../../../fakes/unit-of-work';
import { countingSalt, envelope, OTHER_TENANT } from '../../envelopes';
import { LOG_KEY } from '../../log/domain/keys';

class CountingSalts extends SaltSource {
  readonly next = countingSalt();
}

/** RFC 9162, 2.1.1, as it is written there. */
function rootOf(digests: readonly Buffer[]): Buffer {
  const [first] = digests;
  if (digests.length === 1 && first) return leafHash(first);
  const split = 2 ** (Math.ceil(Math.log2(digests.length)) - 1);
  return nodeHash(rootOf(digests.slice(0, split)), rootOf(digests.slice(split)));
}

describe('sequencing', () => {
  let state: InMemoryAuditLog;
  let store: InMemorySequencerStore;
  let sequence: SequenceEvents;
  const run = (batchSize = 10, epoch = 1) => sequence.execute({ epoch, batchSize });
  const ids = (): string[] => state.log.map((each) => each.columns.eventId);

  beforeEach(() => {
    state = new InMemoryAuditLog();
    store = new InMemorySequencerStore(state);
    sequence = new SequenceEvents(store, new InMemoryUnitOfWork(new RecordingOutbox(), [state]), LOG_KEY, new CountingSalts());
  });

  it('gives the outbox its order, without gaps, in the log and for each tenant', async () => {
    state.put(envelope(1), envelope(2, { tenantId: OTHER_TENANT }), envelope(3), envelope(4, { tenantId: OTHER_TENANT }), envelope(5));
    expect((await run(2))?.count).toBe(2);
    expect((await run(2))?.count).toBe(2);
    expect((await run(2))?.count).toBe(1);
    expect(await run(2)).toBeNull();
    expect(ids()).toEqual([1, 2, 3, 4, 5].map((n) => envelope(n).id));
    expect(state.log.map((each) => each.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(state.log.map((each) => each.tenantSeq)).toEqual([1, 1, 2, 2, 3]);
    expect(state.log.map((each) => readCanonical(each.canonical).seq)).toEqual([1, 2, 3, 4, 5]);
    expect(state.outbox).toEqual([]);
  });

  it('signs the root of all events so far after each batch', async () => {
    const verifier = parseVerifierKey(verifierKeyOf(LOG_KEY));
    for (let n = 1; n <= 7; n += 1) {
      state.put(envelope(n));
      const note = (await run())?.checkpointNote ?? '';
      expect(openCheckpoint(note, verifier)).toMatchObject({ size: n, root: rootOf(state.log.map((each) => each.digest)) });
      expect(state.head).toMatchObject({ size: n, checkpointNote: note });
    }
  });

  it.each(['append', 'setTenantSizes', 'remove', 'moveHead'] as const)(
    'loses, repeats and skips nothing when %s fails half way',
    async (step) => {
      state.put(envelope(1), envelope(2));
      await run();
      const before = { head: state.head, tenants: [...state.tenants] };
      state.put(envelope(3), envelope(4), envelope(5));
      store.failing = step;
      await expect(run()).rejects.toThrow(`${step} failed`);
      expect({ head: state.head, tenants: [...state.tenants] }).toEqual(before);
      expect(state.log).toHaveLength(2);
      expect(state.outbox).toHaveLength(3);
      await run();
      expect(ids()).toEqual([1, 2, 3, 4, 5].map((n) => envelope(n).id));
      expect(state.log.map((each) => each.tenantSeq)).toEqual([1, 2, 3, 4, 5]);
    },
  );

  it('changes nothing when its epoch is past', async () => {
    state.put(envelope(1));
    state.epoch = 2;
    await expect(run(10, 1)).rejects.toThrow(Fenced);
    expect(state.log).toEqual([]);
    expect(state.outbox).toHaveLength(1);
    expect((await run(10, 2))?.count).toBe(1);
  });

  it.each<[string, () => Partial<InMemoryAuditLog['head']>]>([
    ['frontier', () => ({ frontier: Buffer.alloc(state.head.frontier.length) })],
    ['frontier of another length', () => ({ frontier: Buffer.alloc(1) })],
    ['root', () => ({ root: Buffer.alloc(32) })],
    ['size', () => ({ size: 7 })],
  ])('writes and signs nothing on top of a head with another %s', async (_, change) => {
    state.put(envelope(1), envelope(2), envelope(3));
    await run();
    state.head = { ...state.head, ...change() };
    const before = state.head;
    state.put(envelope(4));
    const refused = run();
    await expect(refused).rejects.toThrow(DamagedHead);
    await expect(refused).rejects.toThrow('the head of the log was changed');
    expect(state.head).toBe(before);
    expect(state.log).toHaveLength(3);
    expect(state.outbox).toHaveLength(1);
  });

  it('does nothing when another turn took the events between the look and the lock', async () => {
    state.put(envelope(1));
    store.fence = () => {
      state.outbox = [];
      return Promise.resolve(state.head);
    };
    expect(await run()).toBeNull();
    expect(state.log).toEqual([]);
  });
});
