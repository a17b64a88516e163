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
    const answer = instead ?? this.route(method, path, authorization, body as Record<string, unknown>);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  }

  private route(method: string, path: string, authorization: string | undefined, body: Record<string, unknown>): Answer {
    if (path === '/api/auth/login') return body.password === PASSWORD ? ok({ access_token: TOKEN }) : problem(401, 'Invalid credentials');
    if (authorization !== `Bearer ${TOKEN}`) return problem(401, 'Unauthorized');
    if (method === 'POST' && path === '/api/projects') return this.createProject(String(body.name));
    const { pathname, searchParams } = new URL(path, 'http://x');
    const [projectId = '', , promptId, , tag, verb] = pathname.split('/').slice(3).map(decodeURIComponent);
    const project = this.projects.get(projectId);
    if (!project) return problem(404, `Project '${projectId}' not found`);
    const { prompts } = project;
    if (/^\/api\/projects\/[^/]+$/u.test(pathname)) return ok({ id: projectId });
    if (promptId === undefined && method === 'GET')
      return this.list([...prompts.values()], pathname, Number(searchParams.get('from') ?? 0));
    if (promptId === undefined) return createPrompt(prompts, body);
    const prompt = prompts.get(promptId);
    if (!prompt) return problem(404, `Prompt '${promptId}' not found`);
    if (method === 'GET') return ok({ ...prompt, versions: prompt.versions.toReversed() });
    if (verb === 'activate') {
      for (const version of prompt.versions) if (version.versionTag === tag) version.status = 'active';
      return { status: 200, body: {} };
    }
    if (prompt.versions.some((version) => version.versionTag === body.versionTag)) return problem(409, 'already exists');
    prompt.versions.push({ ...body, versionTag: String(body.versionTag), status: 'draft' });
    return { status: 201, body: {} };
  }

  private createProject(name: string): Answer {
    const id = slugOf(name);
    this.projects.set(id, { id, name, prompts: new Map() });
    return { status: 201, body: { id } };
  }

  private list(all: readonly { id: string; name: string }[], path: string, from: number): Answer {
    const end = from + this.pageSize;
    const headers: Record<string, string> =
      end < all.length ? { link: `<http://elsewhere.test${path}?from=${String(end)}>; rel="next"` } : {};
    return { status: 200, body: all.slice(from, end).map(({ id, name }) => ({ id, name })), headers };
  }
}

function createPrompt(prompts: Map<string, { id: string; name: string; versions: Version[] }>, body: Record<string, unknown>): Answer {
  const { name, slug, activate, ...version } = body;
  const id = typeof slug === 'string' ? slug : slugOf(String(name));
  if (prompts.has(id)) return problem(409, `Prompt '${id}' already exists`);
  prompts.set(id, {
    id,
    name: String(name).trim(),
    versions: [{ ...version, versionTag: '1.0.0', status: activate === true ? 'active' : 'draft' }],
  });
  return { status: 201, body: { id } };
}

const ok = (body: unknown): Answer => ({ status: 200, body });
export const problem = (statusCode: number, message: string | string[], headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: statusCode,
  body: { statusCode, message, error: 'x', requestId: 'r-1' },
  headers,
});
