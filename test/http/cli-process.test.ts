import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { until } from '../until';

const ROOT = join(__dirname, '../..');

/** A server whose list of projects never ends, or never answers. */
class EndlessServer {
  requests = 0;
  abandoned = 0;
  answers = true;
  readonly #server: Server = createServer((_, response) => {
    response.on('close', () => (this.abandoned += response.writableFinished ? 0 : 1));
    this.requests += 1;
    if (!this.answers) return;
    const project = { id: 'p', name: 'x'.repeat(200), environments: [], owner: { email: 'a@b.test' } };
    response
      .writeHead(200, { 'content-type': 'application/json', link: '</api/projects?cursor=next>; rel="next"' })
      .end(JSON.stringify(Array(100).fill(project)));
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

function japm(url: string, ...args: string[]): { child: Child; err: () => string; ended: Promise<number | null> } {
  const program = ['--conditions=japm-source', '--import', 'tsx', 'src/cli.ts'];
  const env = { PATH: process.env.PATH, JAPM_URL: url, JAPM_TOKEN: 't', HOME: '' };
  const child = spawn(process.execPath, [...program, ...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return { child, err: () => err, ended: new Promise((resolve) => child.once('close', resolve)) };
}

describe('the program japm', () => {
  let server: EndlessServer;
  let url: string;

  beforeEach(async () => {
    server = new EndlessServer();
    url = await server.start();
  });
  afterEach(() => server.stop());

  it('ends quietly, and asks the server for nothing more, when nobody reads its output any more', async () => {
    const { child, err, ended } = japm(url, 'projects', 'list', '--all', '--json');
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.stdout.destroy();
    expect([await ended, err()]).toEqual([0, '']);
    expect(server.requests).toBeLessThan(10);
  });

  it('cancels its request at Ctrl-C, and ends with 130', async () => {
    server.answers = false;
    const { child, err, ended } = japm(url, 'projects', 'list');
    await until('the request', () => server.requests);
    child.kill('SIGINT');
    expect([await ended, err()]).toEqual([130, 'japm: interrupted\n']);
    await until('the end of the connection', () => server.abandoned);
  });
});
