import { recordOf } from '#contexts/audit/log/domain/log-record';
import { PublishEvents } from '#contexts/audit/relay/application/publish-events';
import { Fenced } from '#contexts/audit/relay/application/sequence-events';
import { InMemoryAuditLog, InMemoryLogReader, InMemoryPublicationStore, RecordingTopic } from '../../../../fakes/audit/in-memory-audit-log';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../../../fakes/unit-of-work';
import { countingSalt, envelope } from '../../envelopes';

describe('publishing', () => {
  let state: InMemoryAuditLog;
  let topic: RecordingTopic;
  let publish: PublishEvents;
  const run = (batchSize = 2, epoch = 1): Promise<number> => publish.execute({ epoch, batchSize });
  const sentIds = (): (string | undefined)[] => topic.sent.map((each) => each.headers.ce_id);
  const idsOf = (...numbers: number[]): string[] => numbers.map((n) => envelope(n).id);

  beforeEach(() => {
    state = new InMemoryAuditLog();
    topic = new RecordingTopic();
    const unitOfWork = new InMemoryUnitOfWork(new RecordingOutbox(), [state]);
    const options = { source: '//log', personalData: 'commitment' } as const;
    publish = new PublishEvents(new InMemoryLogReader(state), topic, new InMemoryPublicationStore(state), unitOfWork, options);
    state.log = [1, 2, 3].map((n) => recordOf(envelope(n), { seq: n, tenantSeq: n }, countingSalt()));
  });

  it('sends the log in its order, in batches, until there is no more', async () => {
    expect([await run(), await run(), await run()]).toEqual([2, 1, 0]);
    expect(sentIds()).toEqual(idsOf(1, 2, 3));
    expect(state.published).toBe(3);
    expect(topic.sent.every((each) => each.value.length > 0)).toBe(true);
  });

  it('moves the cursor only when the send is acknowledged', async () => {
    const during: number[] = [];
    topic.before = () => void during.push(state.published);
    await run();
    expect(during).toEqual([0]);
    expect(state.published).toBe(2);
  });

  it('repeats the same messages with the same ids when a send fails', async () => {
    topic.before = () => {
      throw new Error('no acknowledgement');
    };
    await expect(run()).rejects.toThrow('no acknowledgement');
    expect(state.published).toBe(0);
    topic.before = () => undefined;
    await run();
    expect(sentIds()).toEqual(idsOf(1, 2, 1, 2));
    expect(topic.sent.slice(2)).toEqual(topic.sent.slice(0, 2));
    expect(state.published).toBe(2);
  });

  it('sends at most half a MiB at once, and moves the cursor after each send', async () => {
    const large = (n: number) => envelope(n, { details: { text: 'x'.repeat(60 * 1024) } });
    state.log = Array.from({ length: 30 }, (_, n) => recordOf(large(n + 1), { seq: n + 1, tenantSeq: n + 1 }, countingSalt()));
    const sends: number[] = [];
    const cursors: number[] = [];
    topic.before = (messages) => {
      sends.push(messages.reduce((sum, { value }) => sum + value.length, 0));
      cursors.push(state.published);
    };
    expect(await run(200)).toBe(30);
    expect(Math.max(...sends)).toBeLessThanOrEqual(512 * 1024);
    expect(cursors).toEqual([0, 8, 16, 24]);
    expect(state.published).toBe(30);
    expect(sentIds()).toEqual(idsOf(...Array.from({ length: 30 }, (_, n) => n + 1)));
  });

  it('sends an event alone that is larger than that, and keeps what was acknowledged before a failure', async () => {
    const huge = envelope(2, { details: { text: 'x'.repeat(600 * 1024) } });
    state.log = [envelope(1), huge, envelope(3)].map((each, n) => recordOf(each, { seq: n + 1, tenantSeq: n + 1 }, countingSalt()));
    topic.before = (messages) => {
      if (messages.some((each) => each.headers.ce_id === envelope(3).id)) throw new Error('no acknowledgement');
    };
    await expect(run(200)).rejects.toThrow('no acknowledgement');
    expect(state.published).toBe(2);
  });

  it('moves nothing when its epoch is past, even after a send', async () => {
    topic.before = () => {
      state.epoch = 2;
    };
    await expect(run()).rejects.toThrow(Fenced);
    expect(state.published).toBe(0);
  });
});
