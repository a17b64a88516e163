import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider does with the next request. Pieces of an answer that is not streamed are joined. */
export type Behaviour =
  | { readonly does: 'answer'; readonly pieces: readonly string[]; readonly pauseMs?: number }
  /** Answers with a status, and headers such as Retry-After. An endless body stops in the middle. */
  | {
      readonly does: 'refuse';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly endless?: true;
    }
  /** Takes the request and never answers; with pieces, it stops after these. */
  | { readonly does: 'hang'; readonly pieces?: readonly string[] }
  /** Sends the pieces, and then ends the connection or the body. */
  | { readonly does: 'cut'; readonly pieces: readonly string[]; readonly by: 'connection' | 'body' }
  /** Answers until the client leaves, as fast as the client reads. */
  | { readonly does: 'flood' }
  | { readonly does: 'send'; readonly body: string; readonly type?: string };

export interface ReceivedCall {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
  /** Bytes that were written to the connection so far. */
  sentBytes: number;
  /** Whether the client closed the connection before the answer was complete. */
  wasLeft: boolean;
}

const USAGE = { input: 7, output: 5 };

/** An HTTP server that answers as the providers OpenAI and Anthropic do, or fails as a test says. */
export class ModelProvider {
  readonly calls: ReceivedCall[] = [];
  readonly #script: Behaviour[] = [];
  #usual: Behaviour = { does: 'answer', pieces: ['Hello', ' there'] };

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ModelProvider> {
    const server = createServer();
    const provider = new ModelProvider(server);
    server.on('request', (request, response) => void provider.#serve(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return provider;
  }

  /** The base URL of the API of OpenAI; that of Anthropic is the same. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** The next requests are answered like this, one each, and all later ones as usual. */
  next(...behaviours: readonly Behaviour[]): void {
    this.#script.push(...behaviours);
  }

  /** All requests without another behaviour are answered like this. */
  usually(behaviour: Behaviour): void {
    this.#usual = behaviour;
  }

  reset(): void {
    this.#script.length = 0;
    this.calls.length = 0;
    this.#usual = { does: 'answer', pieces: ['Hello', ' there'] };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
    const call: ReceivedCall = { path: request.url ?? '', headers: request.headers, body, sentBytes: 0, wasLeft: false };
    this.calls.push(call);
    response.once('close', () => {
      call.wasLeft = !response.writableFinished;
    });
    const behaviour = this.#script.shift() ?? this.#usual;
    await new Answer(call, response).give(behaviour);
  }
}

/** One answer in the protocol of the path. */
class Answer {
  readonly #isAnthropic: boolean;

  constructor(
    private readonly call: ReceivedCall,
    private readonly response: ServerResponse,
  ) {
    this.#isAnthropic = call.path.endsWith('/messages');
  }

  async give(behaviour: Behaviour): Promise<void> {
    const { response } = this;
    if (behaviour.does === 'refuse') {
      response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers });
      if (behaviour.endless) response.write('{');
      else response.end(behaviour.body ?? JSON.stringify({ error: { message: 'said the provider', type: 'some_error' }, type: 'error' }));
      return;
    }
    if (behaviour.does === 'send') {
      response.writeHead(200, { 'content-type': behaviour.type ?? 'application/json' });
      response.end(behaviour.body);
      return;
    }
    if (behaviour.does === 'flood') {
      await this.#begin();
      while (!response.destroyed) await this.#write(this.#piece('x'.repeat(16_384)));
      return;
    }
    if (behaviour.does === 'hang' && behaviour.pieces === undefined) return;
    const { pieces = [] } = behaviour;
    if (this.call.body.stream !== true) {
      if (behaviour.does === 'answer') this.#whole(pieces.join(''));
      else if (behaviour.does === 'cut') this.#half(pieces.join(''));
      return;
    }
    await this.#begin();
    for (const piece of pieces) {
      if (behaviour.does === 'answer' && behaviour.pauseMs !== undefined)
        await new Promise((resolve) => setTimeout(resolve, behaviour.pauseMs));
      await this.#write(this.#piece(piece));
    }
    if (behaviour.does === 'answer') await this.#end();
    if (behaviour.does === 'cut') await this.#cut(behaviour.by);
  }

  async #cut(by: 'connection' | 'body'): Promise<void> {
    if (by === 'body') this.response.end();
    else {
      // A connection that breaks at once takes along what has not been read.
      await new Promise((resolve) => setTimeout(resolve, 50));
      this.response.destroy();
    }
  }

  async #begin(): Promise<void> {
    this.response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (!this.#isAnthropic) return;
    const message = {
      id: 'm1',
      type: 'message',
      role: 'assistant',
      model: 'model-of-provider',
      content: [],
      usage: { input_tokens: USAGE.input, output_tokens: 1 },
    };
    await this.#write(anthropicEvent('message_start', { message }));
    await this.#write(anthropicEvent('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }));
  }

  #piece(text: string): string {
    if (this.#isAnthropic) return anthropicEvent('content_block_delta', { index: 0, delta: { type: 'text_delta', text } });
    return openAiChunk({ choices: [{ index: 0, delta: { role: 'assistant', content: text }, finish_reason: null }] });
  }

  async #end(): Promise<void> {
    if (this.#isAnthropic) {
      await this.#write(anthropicEvent('content_block_stop', { index: 0 }));
      await this.#write(anthropicEvent('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: USAGE.output } }));
      await this.#write(anthropicEvent('message_stop', {}));
    } else {
      await this.#write(openAiChunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }));
      await this.#write(openAiChunk({ choices: [], usage: openAiUsage }));
      await this.#write('data: [DONE]\n\n');
    }
    this.response.end();
  }

  #whole(text: string): void {
    this.response.writeHead(200, { 'content-type': 'application/json' });
    this.response.end(this.#body(text));
  }

  #half(text: string): void {
    const body = this.#body(text);
    this.response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    this.response.write(body.slice(0, body.length / 2), () => this.response.destroy());
  }

  #body(text: string): string {
    return JSON.stringify(
      this.#isAnthropic
        ? {
            ...{ id: 'm1', type: 'message', role: 'assistant', model: 'model-of-provider', stop_reason: 'end_turn' },
            content: [{ type: 'text', text }],
            usage: { input_tokens: USAGE.input, output_tokens: USAGE.output },
          }
        : {
            ...{ id: 'c1', object: 'chat.completion', created: 1, model: 'model-of-provider', usage: openAiUsage },
            choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
          },
    );
  }

  async #write(text: string): Promise<void> {
    if (this.response.destroyed) return;
    this.call.sentBytes += Buffer.byteLength(text);
    if (this.response.write(text)) return;
    const left = new AbortController();
    await Promise.race([once(this.response, 'drain', left), once(this.response, 'close', left)]);
    left.abort();
  }
}

const openAiUsage = { prompt_tokens: USAGE.input, completion_tokens: USAGE.output, total_tokens: USAGE.input + USAGE.output };

const openAiChunk = (more: object): string =>
  `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'model-of-provider', ...more })}\n\n`;

const anthropicEvent = (type: string, more: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
