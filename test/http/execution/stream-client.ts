import { request, type ClientRequest, type IncomingMessage } from 'node:http';

export interface SentEvent {
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** A client that reads server-sent events, at its own pace, and may leave. */
export class StreamClient {
  readonly events: SentEvent[] = [];
  /** Everything that was received, with the comments. */
  text = '';
  ended = false;
  response: IncomingMessage | undefined;
  /** The beginning of the next event. */
  #rest = '';
  readonly #request: ClientRequest;

  constructor(url: string, token: string, body: object, { paused = false } = {}) {
    const headers = { accept: 'text/event-stream', 'content-type': 'application/json', authorization: `Bearer ${token}` };
    this.#request = request(url, { method: 'POST', headers }, (response) => {
      this.response = response;
      response.once('close', () => {
        this.ended = true;
      });
      if (!paused) this.read();
    });
    this.#request.on('error', () => {
      this.ended = true;
    });
    this.#request.end(JSON.stringify(body));
  }

  read(): void {
    this.response?.setEncoding('utf8').on('data', (chunk: string) => {
      this.text += chunk;
      const blocks = `${this.#rest}${chunk}`.split('\n\n');
      this.#rest = blocks.pop() ?? '';
      this.events.push(...blocks.flatMap(eventIn));
    });
  }

  leave(): void {
    this.#request.destroy();
  }

  /** The text of the events `delta`. */
  get received(): string {
    return this.events.flatMap(({ event, data }) => (event === 'delta' ? [String(data.text)] : [])).join('');
  }
}

function eventIn(block: string): SentEvent[] {
  const { event, data } = /^event: (?<event>\w+)\ndata: (?<data>.*)$/u.exec(block)?.groups ?? {};
  return event === undefined || data === undefined ? [] : [{ event, data: JSON.parse(data) as Record<string, unknown> }];
}
