import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { eventually } from '../eventually';
import { AuditTopicReader } from './audit-topic';
import { describeWithServices, scratchDatabase, service, type ScratchDatabase } from './services';

const connect = net.connect;

/** A way to the broker that the test can cut. */
class Bridge {
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #port = 0;

  constructor(private readonly broker: { readonly host: string; readonly port: number }) {}

  async open(): Promise<void> {
    this.#server = net.createServer((inner) => {
      const outer = connect({ ...this.broker });
      for (const [from, to] of [
        [inner, outer],
        [outer, inner],
      ] as const) {
        this.#sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
      }
    });
    const server = this.#server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const each of this.#sockets) each.destroy();
    await closed;
  }

  /** A broker tells its clients its own address: whatever goes there has to cross the bridge. */
  redirect(): void {
    const redirected = (first: unknown, ...others: unknown[]): Socket => {
      const isThere = typeof first === 'object' && (first as { port?: unknown } | null)?.port === this.broker.port;
      const options = isThere ? { ...first, host: '127.0.0.1', port: this.#port } : first;
      return (connect as (...args: unknown[]) => Socket)(options, ...others);
    };
    jest.spyOn(net, 'connect').mockImplementation(redirected);
  }
}

interface Readiness {
  readonly status: string;
  readonly details: Readonly<Record<string, { readonly status: string; readonly message?: string }>>;
}

describeWithServices('Kafka that goes while the server runs', ['MYSQL_URL', 'KAFKA_BROKERS'], () => {
  let database: ScratchDatabase;
  let reader: AuditTopicReader;
  let bridge: Bridge;
  let app: TestingApp;

  const readiness = async (): Promise<Readiness> => (await (await fetch(`${app.url}/health/ready`)).json()) as Readiness;
  const project = async (name: string): Promise<void> => {
    await app.request('post', '/api/projects', app.admin).send({ name }).expect(201);
  };
  const untilReady = (): Promise<void> =>
    eventually(async () => {
      expect(await readiness()).toMatchObject({ status: 'ok', details: { kafka: { status: 'up' } } });
    }, 60_000);

  beforeAll(async () => {
    const [host = '', port = ''] = service('KAFKA_BROKERS').split(',')[0]?.split(':') ?? [];
    bridge = new Bridge({ host, port: Number(port) });
    await bridge.open();
    bridge.redirect();
    database = await scratchDatabase('MYSQL_URL');
    reader = new AuditTopicReader();
    app = await startTestingApp({
      database: { url: database.url },
      // As the environment would have it.
      kafka: { brokers: service('KAFKA_BROKERS') as never, requestTimeoutMs: 2000 },
      audit: { topic: reader.name },
    });
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await reader.stop();
    jest.restoreAllMocks();
    await bridge.cut();
    await database.drop();
  }, 60_000);

  it('is named as away, and every event arrives when it is back', async () => {
    await project('before');
    await untilReady();
    await bridge.cut();
    await project('during');
    await eventually(async () => {
      const { status, details } = await readiness();
      expect(status).toBe('degraded');
      expect(details.kafka).toEqual({ status: 'degraded', message: 'the broker does not answer; events wait in the log' });
    }, 60_000);
    await project('meanwhile');

    await bridge.open();
    await project('after');
    await untilReady();
    const events = (await app.request('get', '/api/audit/events?limit=200', app.admin).expect(200)).body as {
      id: string;
      action: string;
    }[];
    expect(events.filter(({ action }) => action === 'project.create')).toHaveLength(4);
    await reader.start();
    await eventually(() => {
      expect(reader.records.map(({ id }) => id)).toEqual(expect.arrayContaining(events.map(({ id }) => id)));
    }, 30_000);
  }, 240_000);
});
