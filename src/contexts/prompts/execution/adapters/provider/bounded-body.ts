import type { Response as UndiciResponse } from 'undici';

/** A provider responds with more than the server takes. */
export class ResponseTooLong extends Error {
  constructor(maxBytes: number) {
    super(`the response has more than ${maxBytes} bytes`);
  }
}

const MAX_STATUS = 599;

/** A response without a body. Nothing of what a provider says with a refusal is used, and its body may never end. */
export async function bodiless({ body, status }: UndiciResponse): Promise<Response> {
  await body?.cancel().catch(() => undefined);
  // The class takes no status above.
  return new Response(null, { status: Math.min(status, MAX_STATUS) });
}

/** The response, whose body fails after `maxBytes`. A body that nobody reads is not read from the connection either. */
export function bounded({ body, status, statusText, headers }: UndiciResponse, maxBytes: number): Response {
  let bytes = 0;
  const counted = (body as ReadableStream<Uint8Array> | null)?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) controller.error(new ResponseTooLong(maxBytes));
        else controller.enqueue(chunk);
      },
    }),
  );
  return new Response(counted ?? null, { status, statusText, headers: [...headers] });
}
