import { startTestingApp, type TestingApp } from './testing-app';

const OURS = 'https://prompts.acme.test';

describe('pages of other origins', () => {
  const preflight = (app: TestingApp, origin: string) =>
    fetch(`${app.url}/api/projects`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'x-api-key' },
    });

  it('may all call a development server, with credentials', async () => {
    const app = await startTestingApp();
    try {
      const { status, headers } = await preflight(app, 'http://any.test');
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe('http://any.test');
      expect(headers.get('access-control-allow-credentials')).toBe('true');
      expect(headers.get('access-control-allow-methods')).toContain('PATCH');
      expect(headers.get('access-control-allow-headers')).toContain('x-api-key');
    } finally {
      await app.stop();
    }
  });

  it('may call only when they are configured, and never by a similar name', async () => {
    const app = await startTestingApp({ server: { corsOrigins: `${OURS}, https://other.test` } });
    try {
      const allowed = async (origin: string): Promise<string | null> =>
        (await preflight(app, origin)).headers.get('access-control-allow-origin');
      expect(await allowed(OURS)).toBe(OURS);
      for (const origin of ['https://evil.test', `${OURS}.evil.test`, OURS.replace('https', 'http'), 'null', OURS.toUpperCase()]) {
        expect(await allowed(origin)).toBeNull();
      }
      const answer = await app.request('get', '/api/any-authenticated-check', app.admin).set('origin', OURS).expect(200);
      expect(answer.headers).toMatchObject({ 'access-control-allow-origin': OURS, 'cache-control': 'private, no-cache' });
      expect(answer.headers['access-control-expose-headers']).toMatch(/RateLimit.*Retry-After/u);
      expect(answer.headers.vary).toMatch(/Origin/u);
    } finally {
      await app.stop();
    }
  });

  it('are nobody where none is configured, which the start says', async () => {
    const lines: string[] = [];
    const written = jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
    const app = await startTestingApp({ server: { corsOrigins: '' }, log: { level: 'warn' } });
    written.mockRestore();
    try {
      expect((await preflight(app, OURS)).headers.get('access-control-allow-origin')).toBeNull();
      expect(lines.join('')).toMatch(/no CORS origins are configured/u);
    } finally {
      await app.stop();
    }
  });

  it('learn the usual security headers', async () => {
    const app = await startTestingApp();
    try {
      const { headers } = await app.request('get', '/health').expect(200);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['x-powered-by']).toBeUndefined();
    } finally {
      await app.stop();
    }
  });
});
