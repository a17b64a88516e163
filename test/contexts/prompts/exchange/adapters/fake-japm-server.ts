import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { slugOf } from '../../../../../src/shared/slug';

interface Version {
  versionTag: string;
  status: string;
  [field: string]: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const TOKEN = 'the-token';
export const PASSWORD = 'correct horse';

/** As much of the API as an import uses, in memory, over real HTTP. `before` may answer in place of it. */
export class FakeJapmServer {
  readonly projects = new Map<
    string,
    { id: string; name: string; prompts: Map<string, { id: string; name: string; versions: Version[] }> }
  >();
  readonly requests: {
    readonly method: string;
    readonly path: string;
    readonly authorization: string | undefined;
    readonly body: unknown;
  }[] = [];
  before: (method: string, path: string) => Answer | 'hang up' | undefined = () => undefined;
  pageSize = Infinity;
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body: unknown = text === '' ? {} : JSON.parse(text);
    const { method = '', url: path = '' } = request;
    const { authorization } = request.headers;
    this.requests.push({ method, path, authorization, body });
    const instead = this.before(method, path);
    if (instead === 'hang up') {
      request.socket.destroy();
      return;
    }
    const answer = instead ?? this.route(method, path, request.headers, body as Record<string, unknown>);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  }

  private route(
    method: string,
    path: string,
    { authorization, ...headers }: IncomingMessage['headers'],
    body: Record<string, unknown>,
  ): Answer {
    const ifNoneMatch = headers['if-none-match'];
    if (path === '/api/auth/login') return body.password === PASSWORD ? ok({ access_token: TOKEN }) : problem(401, 'Invalid credentials');
    if (authorization !== `Bearer ${TOKEN}`) return problem(401, 'Unauthorized');
    if (method === 'POST' && path === '/api/projects') return this.createProject(String(body.name));
    const { pathname, searchParams } = new URL(path, 'http://x');
    const [projectId = '', , promptId] = pathname.split('/').slice(3).map(decodeURIComponent);
    const project = this.projects.get(projectId);
    if (!project) return problem(404, `Project '${projectId}' not found`);
    const { prompts } = project;
    if (/^\/api\/projects\/[^/]+$/u.test(pathname)) return ok({ id: projectId });
    if (promptId === undefined && method === 'GET')
      return this.list([...prompts.values()], pathname, Number(searchParams.get('from') ?? 0));
    if (promptId === undefined) return problem(404, 'Unknown route');
    if (method === 'PUT') return putDocument(prompts, promptId, ifNoneMatch, body);
    const prompt = prompts.get(promptId);
    const newest = prompt?.versions.at(-1);
    return newest ? ok(newest) : problem(404, `Prompt '${promptId}' not found`);
  }

  private createProject(name: string): Answer {
    const id = slugOf(name);
    this.projects.set(id, { id, name, prompts: new Map() });
    return { status: 201, body: { id } };
  }

  private list(all: readonly { id: string; name: string; versions: Version[] }[], path: string, from: number): Answer {
    const end = from + this.pageSize;
    const headers: Record<string, string> =
      end < all.length ? { link: `<http://elsewhere.test${path}?from=${String(end)}>; rel="next"` } : {};
    return {
      status: 200,
      body: all.slice(from, end).map(({ id, name, versions }) => ({ id, name, versions: versions.toReversed() })),
      headers,
    };
  }
}

interface SentDocument {
  readonly prompt?: { readonly name: string };
  readonly versions: readonly Version[];
}

function putDocument(
  prompts: Map<string, { id: string; name: string; versions: Version[] }>,
  id: string,
  ifNoneMatch: string | undefined,
  body: Record<string, unknown>,
): Answer {
  const { prompt: head, versions } = body as unknown as SentDocument;
  const there = prompts.get(id);
  if (there && ifNoneMatch === '*') return problem(412, `Prompt '${id}' is there`);
  const prompt = there ?? { id, name: String(head?.name).trim(), versions: [] };
  for (const version of versions) {
    const old = prompt.versions.find(({ versionTag }) => versionTag === version.versionTag);
    if (old) Object.assign(old, version);
    else prompt.versions.push({ ...version });
  }
  prompts.set(id, prompt);
  return ok({ changes: [], conflicts: [], kept: [], warnings: [] });
}

const ok = (body: unknown): Answer => ({ status: 200, body });
export const problem = (statusCode: number, message: string | string[], headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: statusCode,
  body: { statusCode, message, error: 'x', requestId: 'r-1' },
  headers,
});
