import { rm } from 'node:fs/promises';
import { Api } from '../chain/api';
import { trail, walkTheChain } from '../chain/walk';
import { eventually } from '../eventually';
import { ADMIN, build, freshDataDir, JapmProcess } from '../faults/japm-process';
import { AuditTopicReader } from './audit-topic';
import { describeWithServices, scratchDatabase, service, type ScratchDatabase } from './services';

interface Span {
  readonly spanID: string;
  readonly operationName: string;
  readonly references: readonly { readonly refType: 'CHILD_OF' | 'FOLLOWS_FROM'; readonly traceID: string; readonly spanID: string }[];
  readonly tags: readonly { readonly key: string; readonly value: unknown }[];
}

const READY = ['api', 'relay', 'worker'] as const;

/** Each consumer is a group of its own, and handles every event once. */
const CONSUMERS = ['search', 'dashboard'];

describeWithServices(
  'one trace through api, relay and worker as processes of their own',
  ['MYSQL_URL', 'KAFKA_BROKERS', 'JAEGER_QUERY_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
  () => {
    let database: ScratchDatabase;
    let topic: AuditTopicReader;
    let api: Api;
    let traceId: string;
    let dataDir: string;
    const processes = new Map<(typeof READY)[number], JapmProcess>();
    const processOf = (role: (typeof READY)[number]): JapmProcess => processes.get(role) as JapmProcess;

    beforeAll(async () => {
      build();
      database = await scratchDatabase('MYSQL_URL');
      topic = new AuditTopicReader();
      dataDir = freshDataDir();
      const env = {
        JAPM_DATABASE_URL: database.url,
        JAPM_KAFKA_BROKERS: service('KAFKA_BROKERS'),
        JAPM_AUDIT_TOPIC: topic.name,
        OTEL_EXPORTER_OTLP_ENDPOINT: service('OTEL_EXPORTER_OTLP_ENDPOINT'),
      };
      // The api first: it makes the keys that the others read.
      for (const role of READY) processes.set(role, await JapmProcess.server(dataDir, { ...env, JAPM_ROLES: role }).up());
      await topic.start();
      api = await Api.login(processOf('api').url, ADMIN.email, ADMIN.password);
      await walkTheChain(api, 'Traced');
      const [event] = await trail(api, '&action=prompt.create');
      traceId = event?.traceId ?? '';
    }, 180_000);
    afterAll(async () => {
      for (const each of processes.values()) await each.end('SIGKILL');
      await topic.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    }, 60_000);

    const spans = async (id = traceId): Promise<Span[]> => {
      const response = await fetch(`${service('JAEGER_QUERY_URL')}/api/traces/${id}`);
      const { data } = (await response.json()) as { data: { spans: Span[] }[] | null };
      return data?.[0]?.spans ?? [];
    };
    const childrenOf = (all: readonly Span[], parent: Span | undefined): Span[] =>
      all.filter((each) => each.references.some(({ refType, spanID }) => refType === 'CHILD_OF' && spanID === parent?.spanID));
    /** The consumer works on a batch in the span of its first event, which may be of another trace; the spans of the others link to it. */
    const workOn = async (all: readonly Span[], handled: Span): Promise<Span[]> => {
      const link = handled.references.find(({ refType }) => refType === 'FOLLOWS_FROM');
      if (!link) return childrenOf(all, handled);
      const of = await spans(link.traceID);
      return childrenOf(
        of,
        of.find((each) => each.spanID === link.spanID),
      );
    };

    it('leads from the request through use case, SQL, send and handling', async () => {
      const { root, useCase, names } = await eventually(async () => {
        const all = await spans();
        const server = all.find((each) => each.references.length === 0);
        const case_ = childrenOf(all, server).find((each) => each.operationName === 'CreatePrompt');
        const sends = childrenOf(all, case_).filter((each) => each.operationName === `send ${topic.name}`);
        const handled = sends.flatMap((send) => childrenOf(all, send));
        expect(sends.length).toBeGreaterThanOrEqual(2);
        expect(sends.map((send) => childrenOf(all, send).length)).toEqual(sends.map(() => CONSUMERS.length));
        expect(handled.every((each) => each.operationName === `process ${topic.name}`)).toBe(true);
        for (const each of handled) expect((await workOn(all, each)).map(({ operationName }) => operationName)).not.toEqual([]);
        return { root: server, useCase: case_, names: childrenOf(all, case_).map((each) => each.operationName) };
      }, 40_000);
      expect(root?.operationName).toMatch(/^POST \/api\/projects\/\S+\/prompts$/u);
      expect(useCase).toBeDefined();
      expect(names.some((each) => each.startsWith('INSERT'))).toBe(true);
      expect(names).toContain('COMMIT');
    }, 60_000);

    it('has its id in every log line of the request', async () => {
      const lines = await eventually(() => {
        const found = processOf('api').log.filter((line) => line.trace_id === traceId);
        expect(found.length).toBeGreaterThan(0);
        return found;
      });
      const requestIds = new Set(lines.map((line) => line.requestId));
      const others = processOf('api').log.filter((line) => requestIds.has(line.requestId) && line.trace_id !== traceId);
      expect(others).toEqual([]);
    });

    it('says in every process whether it is ready', async () => {
      for (const role of READY) {
        const response = await fetch(`${processOf(role).opsUrl}/health/ready`);
        expect(await response.json()).toMatchObject({ status: 'ok' });
      }
    });

    it('stops every process cleanly', async () => {
      for (const role of READY) expect([role, await processOf(role).end('SIGTERM')]).toEqual([role, { code: 0, signal: null }]);
    }, 60_000);
  },
);
