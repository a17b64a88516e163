import type { KafkaConnection } from '#platform/messaging/kafka-connection';

interface Sent {
  readonly topic: string;
  readonly acks: number;
  readonly messages: readonly { readonly key: string; readonly value: Buffer; readonly headers: Readonly<Record<string, string>> }[];
}
interface Batch {
  readonly messages: readonly {
    readonly offset: string;
    readonly value: Buffer | null;
    readonly headers?: Readonly<Record<string, Buffer>>;
  }[];
}
type CrashListener = (event: { payload: { restart: boolean; error: Error } }) => void;
type EachBatch = (payload: Record<string, unknown>) => Promise<void>;
/** What the newest consumer of a group has asked for. */
interface Member {
  eachBatch: EachBatch;
  crash: CrashListener;
  join: () => void;
  heartbeat: () => void;
}

/** As much of kafkajs as the product uses, in memory. `failing` names the calls that fail. */
export class FakeKafka {
  readonly failing = new Set<'admin.connect' | 'producer.connect' | 'send' | 'consumer.connect' | 'consumer.disconnect' | 'offsets'>();
  readonly topics = new Map<string, number>();
  readonly created: unknown[] = [];
  readonly sent: Sent[] = [];
  readonly calls: string[] = [];
  readonly groups: string[] = [];
  readonly #members = new Map<string, Member>();
  /** Ends of the partitions, and what each group has committed. */
  ends: { readonly partition: number; readonly high: string; readonly low: string }[] = [];
  readonly committed = new Map<string, { readonly partition: number; readonly offset: string }[]>();
  /** A broker that takes what it is sent and does not answer, until `resume`. */
  hanging = false;
  readonly #waiting: (() => void)[] = [];
  /** What a failing call throws. */
  failure: ((call: string) => Error) | null = null;
  configured = true;

  get connection(): KafkaConnection {
    const connection = {
      isConfigured: this.configured,
      admin: () => ({
        connect: () => this.#call('admin.connect'),
        disconnect: () => this.#call('admin.disconnect'),
        listTopics: () => Promise.resolve([...this.topics.keys()]),
        createTopics: (request: { topics: { topic: string; numPartitions: number }[] }) => {
          this.created.push(request);
          for (const { topic, numPartitions } of request.topics) this.topics.set(topic, numPartitions);
          return Promise.resolve(true);
        },
        fetchTopicOffsets: async () => {
          await this.#call('offsets');
          return this.ends;
        },
        fetchOffsets: ({ groupId }: { groupId: string }) =>
          Promise.resolve(this.committed.has(groupId) ? [{ partitions: this.committed.get(groupId) }] : []),
        fetchTopicMetadata: ({ topics }: { topics: string[] }) =>
          Promise.resolve({
            topics: topics.flatMap((name) => (this.topics.has(name) ? [{ name, partitions: Array(this.topics.get(name)) }] : [])),
          }),
      }),
      producer: () => ({
        connect: () => this.#call('producer.connect'),
        disconnect: () => this.#call('producer.disconnect'),
        send: async (sent: Sent) => {
          await this.#call('send');
          this.sent.push(sent);
        },
      }),
      consumer: (groupId: string) => {
        this.groups.push(groupId);
        const nothing = (): void => undefined;
        const member: Member = { eachBatch: () => Promise.resolve(), crash: nothing, join: nothing, heartbeat: nothing };
        this.#members.set(groupId, member);
        return {
          events: { CRASH: 'consumer.crash', GROUP_JOIN: 'consumer.group_join', HEARTBEAT: 'consumer.heartbeat' },
          connect: () => this.#call('consumer.connect'),
          disconnect: () => this.#call('consumer.disconnect'),
          subscribe: () => this.#call('subscribe'),
          on: (event: string, listener: CrashListener) => {
            if (event === 'consumer.crash') member.crash = listener;
            else if (event === 'consumer.heartbeat') member.heartbeat = listener as () => void;
            else member.join = listener as () => void;
          },
          run: ({ eachBatch }: { eachBatch: EachBatch }) => {
            member.eachBatch = eachBatch;
            member.join();
            return this.#call('run');
          },
        };
      },
    };
    return connection as unknown as KafkaConnection;
  }

  /** Breaks the consumers of one group, or of all. */
  crash(restart: boolean, group?: string): void {
    for (const { crash } of this.#of(group)) crash({ payload: { restart, error: new Error('broker went away') } });
  }

  /** What follows a crash after which the client starts again by itself. */
  join(group?: string): void {
    for (const { join } of this.#of(group)) join();
  }

  resume(): void {
    this.hanging = false;
    for (const answer of this.#waiting.splice(0)) answer();
  }

  /** The broker has answered a member of the group. */
  heartbeat(group?: string): void {
    for (const { heartbeat } of this.#of(group)) heartbeat();
  }

  /** Hands a batch to the consumer of the only group, or of a named one; the offsets that it resolved. */
  async deliver(
    batch: Batch,
    { group, ...state }: { readonly running?: boolean; readonly stale?: boolean; readonly group?: string } = {},
  ): Promise<string[]> {
    const resolved: string[] = [];
    const [member, another] = this.#of(group);
    if (another) throw new Error('name the group that gets the batch');
    await member?.eachBatch({
      batch: { ...batch, partition: 0 },
      resolveOffset: (offset: string) => void resolved.push(offset),
      heartbeat: () => Promise.resolve(),
      isRunning: () => state.running ?? true,
      isStale: () => state.stale ?? false,
    });
    return resolved;
  }

  #of(group?: string): Member[] {
    return [...this.#members].filter(([name]) => group === undefined || name === group).map(([, member]) => member);
  }

  #call(name: string): Promise<void> {
    this.calls.push(name);
    if (this.hanging) return new Promise((resolve) => this.#waiting.push(resolve));
    return this.failing.has(name as never) ? Promise.reject(this.failure?.(name) ?? new Error(`${name} failed`)) : Promise.resolve();
  }
}
