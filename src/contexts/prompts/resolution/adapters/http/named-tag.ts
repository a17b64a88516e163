/** Whether the value of `If-None-Match` names the tag. RFC 9110, 13.1.2: a list of entity tags, compared weakly, or `*`. */
export const namesTag = (condition: string | undefined, etag: string): boolean =>
  (condition ?? '').split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//u, '') === etag);
