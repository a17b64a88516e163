import type { RequestHandler } from 'express';
import { BytesInFlight, withBytesInFlight } from '#platform/persistence/bytes-in-flight';
import { Turns } from '#platform/persistence/turns';

/** At least so much of a long response a client must take each second, so that it does not keep the memory from others. */
const SLOWEST_BYTES = 256 * 1024;
const GRACE_MS = 30_000;

/** Long responses of all requests together hold so many bytes; the next one waits until there is room. */
export function boundResponses(mostBytes: number): RequestHandler {
  const turns = new Turns(mostBytes);
  return (request, response, next) => {
    const cutOff = (bytes: number): void => {
      const tooSlow = setTimeout(() => response.destroy(), GRACE_MS + (1000 * bytes) / SLOWEST_BYTES);
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
