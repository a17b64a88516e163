import { once } from 'node:events';
import type { Request, Response } from 'express';
import { callerSignal } from './caller-signal';
import { problemOf } from './problem';

export interface EventStreamRules {
  readonly status: number;
  /** A comment is sent after that time, so that proxies keep the connection. */
  readonly heartbeatMs: number;
  /** A client that takes nothing for so long is cut off. */
  readonly maxStallMs: number;
}

/** Whether the caller prefers server-sent events to JSON (RFC 9110, section 12.5.1). */
export const wantsEvents = (request: Request): boolean =>
  request.accepts(['application/json', 'text/event-stream']) === 'text/event-stream';

/**
 * A response of server-sent events (HTML Living Standard, section 9.2). Its headers are sent with the first event or heartbeat: until then an
 * error is a response of its own.
 */
export class EventStream {
  readonly #response: Response;
  readonly #signal: AbortSignal;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(
    request: Request,
    private readonly rules: EventStreamRules,
  ) {
    if (!request.res) throw new Error('the request has no response');
    this.#response = request.res;
    this.#signal = callerSignal(request);
    this.#heartbeat = setInterval(() => {
      this.#beat();
    }, rules.heartbeatMs).unref();
  }

  /** Whether an error can only be an event. */
  get isBegun(): boolean {
    return this.#response.headersSent;
  }

  /** Resolves when the client can take the next event. Rejects when the client has left, or takes nothing. */
  async send(event: string, data: unknown): Promise<void> {
    this.#begin();
    this.#signal.throwIfAborted();
    if (this.#response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)) return;
    const stalled = setTimeout(() => this.#response.destroy(), this.rules.maxStallMs);
    try {
      await once(this.#response, 'drain', { signal: this.#signal });
    } finally {
      clearTimeout(stalled);
    }
  }

  /** Ends the stream with an event `error`, whose data are problem details. */
  async fail(error: unknown): Promise<void> {
    await this.send('error', problemOf(error)).catch(() => undefined);
    this.end();
  }

  end(): void {
    this.close();
    this.#response.end();
  }

  /** Sends no heartbeat any more. A stream that has not begun can be answered otherwise then. */
  close(): void {
    clearInterval(this.#heartbeat);
  }

  #begin(): void {
    if (this.#response.headersSent) return;
    this.#response.status(this.rules.status).setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    // nginx would collect the events otherwise.
    this.#response.setHeader('X-Accel-Buffering', 'no');
    this.#response.flushHeaders();
  }

  #beat(): void {
    if (this.#signal.aborted || this.#response.writableNeedDrain) return;
    this.#begin();
    this.#response.write(': heartbeat\n\n');
  }
}
