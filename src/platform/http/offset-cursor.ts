import { Invalid } from '#shared/errors';

/** Cursors of lists that are computed instead of read from a table. They contain the number of earlier entries. */
export const offsetCursor = (offset: number): string => Buffer.from(String(offset)).toString('base64url');

export function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d{1,6}$/u.test(text))
    throw new Invalid('request.cursor_invalid', [{ pointer: '?cursor', message: 'cursor must come from a Link header' }]);
  return Number(text);
}
