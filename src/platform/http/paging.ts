import type { Request } from 'express';

/** The `Link` header (RFC 8288) to the next page: this request with another cursor. */
export function nextLink(request: Request, cursor: string): string {
  const [path = '', query = ''] = request.originalUrl.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}
