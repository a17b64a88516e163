import { problemOf, type Problem } from '#platform/http/problem';
import { withRequestOrigin } from '#platform/observability/request-context';
import { DomainError, Invalid, type ErrorKind } from '#shared/errors';

describe('the answer to a failure', () => {
  it.each<[ErrorKind, number, string]>([
    ['invalid', 400, 'Bad Request'],
    ['unauthenticated', 401, 'Unauthorized'],
    ['forbidden', 403, 'Forbidden'],
    ['not_found', 404, 'Not Found'],
    ['conflict', 409, 'Conflict'],
    ['precondition_failed', 412, 'Precondition Failed'],
    ['too_large', 413, 'Payload Too Large'],
    ['unprocessable', 422, 'Unprocessable Entity'],
    ['rate_limited', 429, 'Too Many Requests'],
    ['unavailable', 503, 'Service Unavailable'],
    ['failed', 500, 'Internal Server Error'],
  ])('of kind %s is %i, in the members of RFC 9457 and of the contract', (kind, status, reason) => {
    const problem = withRequestOrigin({ ip: null, userAgent: null, requestId: 'r1' }, () =>
      problemOf(new DomainError(kind, 'a.code', 'What happened')),
    );
    expect(problem).toEqual({
      type: 'about:blank',
      title: reason,
      status,
      detail: 'What happened',
      statusCode: status,
      message: 'What happened',
      error: reason,
      code: 'a.code',
      requestId: 'r1',
    });
  });

  it('names all faults of the input at once', () => {
    const errors = [
      { pointer: '/name', message: 'name is required' },
      { pointer: '?limit', message: 'limit is too large' },
    ];
    expect(problemOf(new Invalid('a.bad', errors))).toMatchObject({
      message: ['name is required', 'limit is too large'],
      detail: 'name is required; limit is too large',
      errors,
    });
  });

  it('lists a hundred faults and says that there are more', () => {
    const errors = Array.from({ length: 50_000 }, (_each, index) => ({ pointer: `/f${index}`, message: `f${index} is required` }));
    for (const error of [new Invalid('a.bad', errors), new DomainError('unprocessable', 'a.refused', 'No', errors, { missing: errors })]) {
      const problem = problemOf(error) as Problem & { missing?: unknown[] };
      expect(problem.errors).toEqual(errors.slice(0, 100));
      expect(problem.missing ?? problem.errors).toHaveLength(100);
      expect(JSON.stringify(problem).length).toBeLessThan(20_000);
    }
    expect(problemOf(new Invalid('a.bad', errors)).message).toEqual([...errors.slice(0, 100).map((each) => each.message), 'and more']);
    expect(problemOf(new Invalid('a.bad', errors.slice(0, 100))).message).toHaveLength(100);
  });

  it('cuts what quotes a long name or text of the sender', () => {
    const long = 'x'.repeat(1_000_000);
    const problem = problemOf(new Invalid('a.bad', [{ pointer: `/${long}`, message: `property ${long} should not exist` }]));
    expect(JSON.stringify(problem).length).toBeLessThan(10_000);
    expect(problemOf(new DomainError('not_found', 'a.missing', `'${long}' not found`)).detail).toHaveLength(10_001);
  });

  it('cannot replace the status by its details', () => {
    expect(problemOf(new DomainError('conflict', 'a.b', 'm', [], { status: 200, extra: 1 }))).toMatchObject({ status: 409, extra: 1 });
  });

  it.each([
    [Object.assign(new Error('x'), { type: 'entity.too.large', status: 413, limit: 5 }), 413, 'request.too_large'],
    [Object.assign(new SyntaxError('x'), { type: 'entity.parse.failed', status: 400 }), 400, 'request.malformed_json'],
    [new URIError('x'), 400, 'request.malformed_url'],
    [Object.assign(new Error('unsupported charset'), { type: 'charset.unsupported', status: 415 }), 415, 'request.refused'],
    [Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }), 503, 'platform.database_away'],
    [Object.assign(new Error('Cannot convert string'), { errno: 3854 }), 404, 'request.impossible_id'],
  ])('says of %s what a caller may know', (error, status, code) => {
    expect(problemOf(error)).toMatchObject({ status, code });
  });

  it.each([
    new Error('SELECT secret FROM user'),
    Object.assign(new Error('secret'), { status: 500, type: 'x' }),
    'secret',
    null,
    undefined,
  ])('tells nothing of the inside (%s)', (error) => {
    const problem = problemOf(error);
    expect(problem).toMatchObject({ status: 500, code: 'internal', message: 'Internal server error' });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});
