import type { Request } from 'express';

/** The `Link` header (RFC 8288) to the next page: this request with another cursor. */
export function nextLink(request: Request, cursor: string): string {
  // A query may hold further `?` (RFC 3986, 3.4).
  const [path = ''] = request.originalUrl.split('?', 1);
  const parameters = new URLSearchParams(request.originalUrl.slice(path.length + 1));
  parameters.set('cursor', cursor);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}
