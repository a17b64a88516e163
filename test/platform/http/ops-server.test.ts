import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { Health } from '#platform/http/health';
import { startOpsServer } from '#platform/http/ops-server';

describe('the port for metrics and health', () => {
  let server: Server;
  let health: Health;
  const status = async (path: string): Promise<number> =>
    (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)).status;

  beforeEach(async () => {
    health = new Health();
    server = await startOpsServer({ host: '127.0.0.1', port: 0 }, health, new PrometheusExporter({ preventServerStart: true }));
  });
  afterEach(() => new Promise((done) => server.close(done)));

  it('is open during the start, and says that nothing but the process is there', async () => {
    const found = await Promise.all(['', '/live', '/ready', '/startup'].map((path) => status(`/health${path}`)));
    expect(found).toEqual([503, 200, 503, 503]);
  });

  it('says that all is there when the start is complete', async () => {
    health.register('database', () => Promise.resolve({ status: 'up' }));
    expect([await status('/health'), await status('/health/ready')]).toEqual([200, 503]);
    health.started();
    const found = await Promise.all(['', '/live', '/ready', '/startup'].map((path) => status(`/health${path}`)));
    expect(found).toEqual([200, 200, 200, 200]);
  });
});
