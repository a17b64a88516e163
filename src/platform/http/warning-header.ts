const MAX_LENGTH = 1000;

/** The value of a `Warning` header (RFC 7234, 5.5): printable ASCII, so that any name may be in it. */
export function warningOf(text: string): string {
  const ascii = text.replaceAll('→', '->').replace(/[^\x20-\x7e]/gu, '?');
  return `299 - "${ascii.slice(0, MAX_LENGTH).replace(/["\\]/gu, '\\$&')}"`;
}

/** The text of a header that {@link warningOf} wrote; null if there is none. */
export function warningIn(header: string | null | undefined): string | null {
  const [, text] = /^299 - "(.*)"$/u.exec(header ?? '') ?? [];
  return text?.replace(/\\(.)/gu, '$1') ?? null;
}
