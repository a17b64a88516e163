import { EventEmitter } from 'node:events';
import type { Request } from 'express';
import { respond } from '#contexts/prompts/execution/adapters/http/execution-response';

/** A response that the caller has left already: it will not say `close` once more. */
class LeftResponse extends EventEmitter {
  readonly destroyed = true;
  headersSent = false;
  writableNeedDrain = false;
  readonly written: string[] = [];
  status(): this {
    return this;
  }
  setHeader(): this {
    return this;
  }
  flushHeaders(): void {
    this.headersSent = true;
  }
  write(text: string): boolean {
    this.written.push(text);
    return true;
  }
}

describe('a response as events', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const failing = async (response: LeftResponse): Promise<void> => {
    const request = { accepts: () => 'text/event-stream', res: response } as unknown as Request;
    const settings = { heartbeatMs: 10, maxStallMs: 10 } as Parameters<typeof respond>[1];
    const execute = (): Promise<never> => Promise.reject(new Error('not this time'));
    await expect(respond(request, settings, { status: 201, execute, bodyOf: () => ({ text: '' }), text: 'text' })).rejects.toThrow(
      'not this',
    );
  };

  it('leaves no timer behind where the caller was gone before it began', async () => {
    await failing(new LeftResponse());
    expect(jest.getTimerCount()).toBe(0);
  });

  it('sends no heartbeat once an error is to be a response of its own', async () => {
    const response = Object.assign(new LeftResponse(), { destroyed: false });
    await failing(response);
    jest.advanceTimersByTime(100);
    expect([response.headersSent, response.written]).toEqual([false, []]);
  });
});
