import type { Request as HttpRequest } from 'express';
import { callerSignal } from '#platform/http/caller-signal';
import { EventStream, wantsEvents } from '#platform/http/event-stream';
import type { ExecutionSettings } from '../../application/execution-settings';
import type { RunOptions } from '../../application/run-model';

export interface ExecutionResponse<T, D extends object> {
  readonly status: number;
  readonly execute: (options: RunOptions) => Promise<T>;
  /** The body of the response. */
  readonly bodyOf: (executed: T) => D;
  /** The member of the body that the events `delta` have sent already. */
  readonly text: keyof D;
}

/**
 * Executes and returns the body of the response. A caller that prefers events gets these instead: `delta` for each piece of the text, then
 * `done` with the rest of the body, or `error` with problem details. An error before the first piece is a response of its own.
 */
export async function respond<T, D extends object>(
  request: HttpRequest,
  { heartbeatMs, maxStallMs }: ExecutionSettings['values'],
  { status, execute, bodyOf, text }: ExecutionResponse<T, D>,
): Promise<D> {
  const signal = callerSignal(request);
  if (!wantsEvents(request)) return bodyOf(await execute({ signal }));
  const events = new EventStream(request, { status, heartbeatMs, maxStallMs });
  try {
    const executed = await execute({ signal, onText: (piece) => events.send('delta', { text: piece }) });
    const { [text]: _sent, ...rest } = bodyOf(executed);
    await events.send('done', rest);
    events.end();
  } catch (error) {
    if (!events.isBegun) throw error;
    await events.fail(error);
  } finally {
    events.close();
  }
  // The response is sent, and the routes leave it as it is.
  return {} as D;
}
