import { jsonOf } from './api-response';

export interface ServerEvent {
  readonly name: string;
  /** The JSON of its data; undefined when it has none. */
  readonly data: unknown;
}

/** The events of a response in the format `text/event-stream` (WHATWG HTML, 9.2.6). An event that the end cuts off is left out. */
export async function* eventsIn(response: Response): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk as Uint8Array, { stream: true });
    const blocks = rest.split(/\r?\n\r?\n/u);
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event) yield event;
    }
  }
}

/** Null for a comment, as servers send them to keep a connection open. */
function eventOf(block: string): ServerEvent | null {
  const fields = [...block.matchAll(/^(event|data): ?(.*)$/gmu)];
  const valueOf = (name: string): string[] => fields.filter(([, field]) => field === name).map(([, , value = '']) => value);
  return fields.length === 0 ? null : { name: valueOf('event').at(-1) ?? 'message', data: jsonOf(valueOf('data').join('\n')) };
}
