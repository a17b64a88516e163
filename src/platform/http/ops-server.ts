import { createServer, type Server } from 'node:http';
import type { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import type { Health, PartHealth } from './health';
import { healthResponse } from './health.controller';

type Parts = Readonly<Record<string, PartHealth>>;

/** Serves metrics and health on a port of their own, in every role. A port in use fails the start. */
export async function startOpsServer(
  address: { host: string; port: number },
  health: Health,
  metrics: PrometheusExporter,
): Promise<Server> {
  const parts: Record<string, () => Parts | Promise<Parts>> = {
    '/health': () => health.database(),
    '/health/live': () => ({}),
    '/health/ready': () => health.ready(),
    '/health/startup': () => health.startup(),
  };
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    const check = parts[path];
    if (path === '/metrics') {
      metrics.getMetricsRequestHandler(request, response);
    } else if (check) {
      void Promise.resolve(check()).then((found) => {
        const { status, body } = healthResponse(found);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    } else {
      response.writeHead(404).end();
    }
  });
  await listen(server, address);
  return server;
}

export class PortInUse extends Error {
  override readonly name = 'PortInUse';
}

/** Resolves when the server listens, and rejects with a sentence if it cannot. */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUse(`port ${port} on ${host} is in use by another program`) : error);
    });
    server.listen(port, host, resolve);
  });
}
