import { ApiClient } from '../../../src/platform/cli/api-client';
import { FakeJapmServer, problem, TOKEN } from '../../contexts/prompts/exchange/adapters/fake-japm-server';

let server: FakeJapmServer;
let baseUrl: string;

beforeEach(async () => {
  server = new FakeJapmServer();
  baseUrl = await server.start();
  server.projects.set('p', { id: 'p', name: 'P', prompts: new Map() });
});
afterEach(() => server.stop());

const connect = (): Promise<ApiClient> =>
  ApiClient.connect(
    { baseUrl, credentials: { token: TOKEN } },
    { firstPauseMs: 1, mostAttempts: 3, longestPauseMs: 2000, requestTimeoutMs: 500 },
  );

describe('the API client', () => {
  it.each([429, 503])('repeats after %i, and succeeds', async (status) => {
    server.before = () => (server.requests.length < 3 ? problem(status, 'later') : undefined);
    await expect((await connect()).get('/api/projects/p')).resolves.toMatchObject({ body: { id: 'p' } });
    expect(server.requests).toHaveLength(3);
  });

  it('repeats after a lost connection', async () => {
    server.before = () => (server.requests.length < 2 ? 'hang up' : undefined);
    await expect((await connect()).post('/api/projects', { name: 'x' })).resolves.toMatchObject({ body: { id: 'x' } });
  });

  it('gives up after a bounded number of attempts', async () => {
    server.before = () => problem(503, 'still away');
    await expect((await connect()).get('/api/projects/p')).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'still away (503, request r-1)',
    });
    expect(server.requests).toHaveLength(3);
  });

  it('waits as long as the server asks for', async () => {
    server.before = () => (server.requests.length < 2 ? problem(429, 'later', { 'retry-after': '1' }) : undefined);
    const started = performance.now();
    await (await connect()).get('/api/projects/p');
    expect(performance.now() - started).toBeGreaterThan(950);
  });

  it('does not wait for hours', async () => {
    server.before = () => problem(429, 'tomorrow', { 'retry-after': new Date(Date.now() + 86_400_000).toUTCString() });
    await expect((await connect()).get('/api/projects/p')).rejects.toMatchObject({ kind: 'rate_limited' });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [400, 'invalid'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [409, 'conflict'],
    [413, 'too_large'],
    [500, 'unprocessable'],
  ])('takes %i for %s, without repeating', async (status, kind) => {
    server.before = () => problem(status, 'no');
    await expect((await connect()).get('/api/projects/p')).rejects.toMatchObject({ kind });
    expect(server.requests).toHaveLength(1);
  });

  it('survives an error answer without the usual members', async () => {
    server.before = () => ({ status: 422, body: [1] });
    await expect((await connect()).get('/api/projects/p')).rejects.toMatchObject({
      kind: 'unprocessable',
      message: 'the server refused (422)',
    });
  });

  it('says which server it can not reach', async () => {
    await server.stop();
    await expect((await connect()).get('/api/projects/p')).rejects.toMatchObject({
      kind: 'unavailable',
      message: `the server at ${baseUrl} can't be reached (ECONNREFUSED)`,
    });
  });

  it('notices that something else answers there', async () => {
    server.before = () => ({ status: 200, body: '<html>' });
    await expect(ApiClient.connect({ baseUrl, credentials: { email: 'a@b.test', password: 'x' } })).rejects.toMatchObject({
      code: 'cli.strange_answer',
    });
  });
});
