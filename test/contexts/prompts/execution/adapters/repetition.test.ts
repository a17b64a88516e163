import { Response } from 'undici';
import { isSafeToRepeat, retryAfterMs, waitBefore } from '#contexts/prompts/execution/adapters/provider/repetition';

const refused = (code: string) => ({ error: new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }) });
const response = (status: number, headers = {}) => new Response(null, { status, headers });
const BOUNDS = { maxRetryWaitMs: 10_000 };

describe('the repetition of a call', () => {
  it.each([429, 500, 503, 529])('is safe after %i', (status) => {
    expect(isSafeToRepeat(response(status))).toBe(true);
  });

  it.each([200, 400, 401, 404, 408, 409, 413])('is not made after %i', (status) => {
    expect(isSafeToRepeat(response(status))).toBe(false);
  });

  it('is safe where no connection was made, and not where one broke', () => {
    expect(['ECONNREFUSED', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].map((code) => isSafeToRepeat(refused(code)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'EPIPE'].map((code) => isSafeToRepeat(refused(code)))).toEqual(
      Array(4).fill(false),
    );
    expect(isSafeToRepeat({ error: undefined })).toBe(false);
  });

  it('waits as long as the provider asks, and not at all where that is too long', () => {
    expect(waitBefore(0, response(429, { 'retry-after': '3' }), BOUNDS)?.ms).toBe(3000);
    expect(waitBefore(0, response(429, { 'retry-after': '11' }), BOUNDS)).toBeNull();
  });

  it('waits longer each time, up to the bound', () => {
    const waits = [0, 1, 2, 9].map((attempt) => waitBefore(attempt, response(500), BOUNDS)?.ms ?? 0);
    [500, 1000, 2000].forEach((most, at) => {
      expect(waits[at]).toBeLessThanOrEqual(most);
      expect(waits[at]).toBeGreaterThanOrEqual(most / 2);
    });
    expect(waits[3]).toBe(10_000);
  });

  it('ends its wait when the caller leaves', async () => {
    const caller = new AbortController();
    const waiting = waitBefore(0, response(429, { 'retry-after': '9' }), BOUNDS)?.over(caller.signal);
    caller.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });

  it.each([
    [null, null],
    ['7', 7000],
    ['0.5', 500],
    ['Thu, 01 Jan 1970 00:00:12 GMT', 2000],
    ['Thu, 01 Jan 1970 00:00:02 GMT', 0],
    ['soon', null],
    ['-1', null],
  ])('reads Retry-After %j as %j ms', (header, ms) => {
    expect(retryAfterMs(header, 10_000)).toBe(ms);
  });
});
