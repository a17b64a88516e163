const header = (description: string, example: string): object => ({ description, schema: { type: 'string' }, example });

/** An ETag that {@link CONDITIONS} take. */
export const TAG_EXAMPLE = '"3-Q1Hm9RBz-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"';

/** The headers of responses. */
export const HEADERS: Record<string, object> = {
  RequestId: header(
    'Names the request, in the log and in the audit log as well. One that the caller sent comes back in X-Caller-Request-Id',
    '019a8f2e-6d1c-7000-8000-3f5a1c9b7d21',
  ),
  ETag: header('Names this state of the template; send it back in If-None-Match', '"1z7b2alZPRxp4RVvEoFIfqPgDjAHO-H1eVkYYxi4Msk"'),
  Link: header('The next page (RFC 8288); missing on the last one', '</api/projects?limit=100&cursor=Wzc3XQ>; rel="next"'),
  Warning: header(
    'What the answer would not show: events that are not in the log yet, a choice of the product that may surprise',
    '199 - "3 events are not in the log yet"',
  ),
  RateLimit: header('What is left of each policy (draft-ietf-httpapi-ratelimit-headers)', '"reads";r=0;t=12'),
  RetryAfter: header('Seconds to wait', '5'),
  WwwAuthenticate: header('How to sign in', 'Bearer realm="japm"'),
  RevisionETag: header('Names this state of the resource; send it back in If-Match or If-None-Match', TAG_EXAMPLE),
  IdempotencyReplayed: {
    description: 'The answer of the first request with this key; missing on that one',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
};
