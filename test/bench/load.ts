import { Agent, request } from 'node:http';
import { quantile } from './table';

export interface LoadOrder {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly expectedStatus: number;
  readonly connections: number;
  readonly ms: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly elapsedMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Keeps each connection busy with one request at a time until the time is over. A process of its own: `load.ts ORDER`. */
async function load(order: LoadOrder): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
  const latencies: number[] = [];
  const started = performance.now();
  const connection = async (): Promise<void> => {
    while (performance.now() - started < order.ms) {
      const sent = performance.now();
      const status = await once(order, agent);
      if (status !== order.expectedStatus) throw new Error(`${order.method} ${order.url} answered ${status}`);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: order.connections }, connection));
  const elapsedMs = performance.now() - started;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  return { requests: latencies.length, elapsedMs, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
}

const once = ({ url, method, headers, body }: LoadOrder, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const call = request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      response.resume().once('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
    call.once('error', reject);
    call.end(body);
  });

void load(JSON.parse(process.argv[2] ?? '') as LoadOrder).then((result) => {
  process.stdout.write(JSON.stringify(result));
});
