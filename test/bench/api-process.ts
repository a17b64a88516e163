import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface ApiProcess {
  /** The status and, when it is JSON, the body. */
  call(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 120_000;

/** The server as a process of its own, with that role alone: no relay, no worker. */
export async function startApiProcess(environment: Readonly<Record<string, string>>): Promise<ApiProcess> {
  const root = join(__dirname, '../..');
  const port = await freePort();
  const child = spawn(process.execPath, ['--conditions=japm-source', '--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'test', ...environment, PORT: String(port), JAPM_METRICS_PORT: '0', JAPM_ROLES: 'api' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4096);
  });
  const url = `http://127.0.0.1:${port}`;
  const call: ApiProcess['call'] = async (method: string, path: string, headers: Readonly<Record<string, string>>, body?: object) => {
    const type: Record<string, string> = body ? { 'content-type': 'application/json' } : {};
    const response = await fetch(url + path, { method, headers: { ...headers, ...type }, body: body && JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as unknown };
  };
  const until = performance.now() + START_TIMEOUT_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() > until) throw new Error(`the API process did not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    call,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

const answers = async (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
