import type { RequestHandler } from 'express';
import { observe } from '#platform/observability/metrics';
import { BytesInFlight, withBytesInFlight } from '#platform/persistence/bytes-in-flight';
import { Turns } from '#platform/persistence/turns';

export interface SlowClients {
  /** The time that a client may take in addition to the time that the minimum rate gives it. */
  readonly graceMs: number;
  /** The minimum rate at which a client must take a long response, so that it does not block the memory for others. */
  readonly minBytesPerSecond: number;
}

const SLOW_CLIENTS: SlowClients = { graceMs: 30_000, minBytesPerSecond: 256 * 1024 };

/** The bytes that the long responses of all requests hold together. The next response waits until there is room. */
export function boundResponses(mostBytes: number, { graceMs, minBytesPerSecond } = SLOW_CLIENTS): RequestHandler {
  const turns = new Turns(mostBytes);
  observe('japm.responses.held_bytes', 'Bytes of stored text that are held for responses in flight', () => Promise.resolve(turns.taken));
  return (request, response, next) => {
    const cutOff = (bytes: number): void => {
      const tooSlow = setTimeout(() => response.destroy(), graceMs + (1000 * bytes) / minBytesPerSecond);
      response.once('close', () => {
        clearTimeout(tooSlow);
      });
    };
    const bytes = new BytesInFlight(turns, request.method === 'GET' || request.method === 'HEAD', cutOff);
    response.once('close', () => {
      bytes.release();
    });
    withBytesInFlight(bytes, next);
  };
}
