/**
 * Slug of a name (wire contract, 1.2): lower case, edges trimmed, runs of white space become `-`, all but `a-z 0-9 _ -`
 * is dropped, runs of `-` collapse. May be empty, or without a letter or digit; the caller decides what that means.
 */
export function slugOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/\s+/gu, '-')
    .replace(/[^a-z0-9_-]/gu, '')
    .replace(/-+/gu, '-');
}
