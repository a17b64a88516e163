const header = (description: string, example: string): object => ({ description, schema: { type: 'string' }, example });

/** An ETag that {@link CONDITIONS} take. */
export const TAG_EXAMPLE = '"3-Q1Hm9RBz-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"';

/** The headers of responses. */
export const HEADERS: Record<string, object> = {
  RequestId: header(
    'The id of the request in the log and in the audit log. X-Caller-Request-Id returns an id that the caller sent',
    '019a8f2e-6d1c-7000-8000-3f5a1c9b7d21',
  ),
  ETag: header('Identifies this state of the template; send it back in If-None-Match', '"1z7b2alZPRxp4RVvEoFIfqPgDjAHO-H1eVkYYxi4Msk"'),
  Link: header('The next page (RFC 8288); missing on the last one', '</api/projects?limit=100&cursor=Wzc3XQ>; rel="next"'),
  Warning: header(
    'What the response does not show: events that are not in the log yet, or a choice of the server that may surprise',
    '199 - "3 events are not in the log yet"',
  ),
  RateLimit: header('The remaining requests of each policy (draft-ietf-httpapi-ratelimit-headers)', '"reads";r=0;t=12'),
  RetryAfter: header('The number of seconds to wait', '5'),
  WwwAuthenticate: header('How to sign in', 'Bearer realm="japm"'),
  RevisionETag: header('Identifies this state of the resource; send it back in If-Match or If-None-Match', TAG_EXAMPLE),
  IdempotencyReplayed: {
    description: 'True on the stored response to a repeated request; absent on the first response',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
};
