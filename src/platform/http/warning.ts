const LONGEST = 1000;

/** The value for all that was noted; undefined: nothing was. */
export function warningsOf(notes: readonly (string | null)[]): string | undefined {
  const said = notes.filter((each) => each !== null);
  return said.length > 0 ? warningOf(said.join('. ')) : undefined;
}

/** The value of a `Warning` header (RFC 7234, 5.5): printable ASCII, so that any name may be in it. */
export function warningOf(text: string): string {
  const ascii = text.replaceAll('→', '->').replace(/[^\x20-\x7e]/gu, '?');
  return `299 - "${ascii.slice(0, LONGEST).replace(/["\\]/gu, '\\$&')}"`;
}
