import { request as send } from 'node:http';
import { TIME_RULE } from '#shared/given-time';
import { startTestingApp, type TestingApp } from './testing-app';

interface Refusal {
  readonly message: string[];
  readonly errors: { readonly pointer: string; readonly message: string }[];
}

describe('bad input', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    await app.request('post', '/api/projects/shop/prompts', app.admin).send({ name: 'Mail', promptText: 'x' }).expect(201);
  });
  afterAll(() => app.stop());

  it.each([
    ['post', '/api/projects', { name: 5 }, '/name', 'name must be a string'],
    ['post', '/api/projects', {}, '/name', 'name is required'],
    ['post', '/api/projects', { name: 'x', color: 'red' }, '/color', 'property color should not exist'],
    ['post', '/api/projects', [], '', 'body must be an object'],
    ['post', '/api/projects', { name: 'x', description: 5 }, '/description', 'description must be a string'],
    ['patch', '/api/users/x', { password: 12345 }, '/password', 'password must be a string'],
    [
      'post',
      '/api/users',
      { email: 'a@b.test', password: 'long enough', role: 'god' },
      '/role',
      'role must be one of: admin, tenant_admin, user, prompt_consumer, auditor',
    ],
    ['post', '/api/api-keys', { name: 'k', expiresAt: 'tomorrow' }, '/expiresAt', `expiresAt ${TIME_RULE}`],
    ['post', '/api/api-keys', { name: 'k', expiresAt: '2031-01-31T09:30:00' }, '/expiresAt', `expiresAt ${TIME_RULE}`],
    ['post', '/api/projects/shop/prompts/mail/resolve', { version: '1.0.0', variables: 5 }, '/variables', 'variables must be an object'],
    ['get', '/api/audit/events?outcome=bad', undefined, '?outcome', 'outcome must be one of: success, unchanged, denied, rejected, failed'],
    ['get', '/api/audit/events?limit=0', undefined, '?limit', 'limit must be at least 1'],
    ['get', '/api/audit/events?q=!', undefined, '?q', 'q must have one to five words of two or more characters'],
  ] as const)('%s %s %j is refused with the place and one sentence', async (method, path, body, pointer, message) => {
    const answer = await app
      .request(method, path, app.admin)
      .send(body as object | undefined)
      .expect(400);
    const { errors } = answer.body as Refusal;
    expect(errors).toEqual([{ pointer, message }]);
  });

  it('takes an absent body for an empty one, and null for none', async () => {
    const patch = () => app.request('patch', '/api/projects/shop', app.admin).set('content-type', 'application/json');
    await patch().expect(200);
    await patch().send('{}').expect(200);
    const answer = await patch().send('null').expect(400);
    expect((answer.body as Refusal).errors).toEqual([{ pointer: '', message: 'body must be an object' }]);
  });

  it.each(['gzip', 'deflate', 'br'])('refuses a body that is not the %s that it is said to be', async (encoding) => {
    const headers = { authorization: `Bearer ${app.admin}`, 'content-type': 'application/json', 'content-encoding': encoding };
    const answer = await fetch(`${app.url}/api/projects`, { method: 'POST', headers, body: '{"name":"Packed"}' });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'request.malformed_encoding', message: 'The body is not compressed as its Content-Encoding says' }),
    ]);
  });

  it.each([
    ['/api/projects/%00/prompts', 'The URL must not contain U+0000'],
    ['/api/projects/shop/prompts?q=a%00b', 'The URL must not contain U+0000'],
  ])('refuses U+0000 in %s, and only that', async (path, message) => {
    const answer = await app.request('get', path, 'not-a-token').expect(400);
    expect(answer.body).toMatchObject({ code: 'request.nul', message });
    await app.request('get', '/api/projects/%2500/prompts', 'not-a-token').expect(401);
    await app.request('get', '/api/projects/%2500/prompts', app.admin).expect(404);
  });

  it.each([{ name: 'a\0b' }, { name: 'ok', description: '\0' }, { 'na\0me': 'x' }])('refuses U+0000 in the body %j', async (body) => {
    const answer = await app.request('post', '/api/projects', app.admin).send(body).expect(400);
    expect(answer.body).toMatchObject({ code: 'request.nul', message: 'The body must not contain U+0000' });
  });

  it.each([
    ['half of a surrogate pair', '{"name":"a\\ud800b"}', '/name', 'name must be well-formed Unicode'],
    ['one in a name', '{"name":"a","tenantId":{"\\udc00":1}}', '/tenantId', 'tenantId must have well-formed names'],
    ['a number beyond all numbers', '{"name":"a","tenantId":[1e999]}', '/tenantId/0', 'tenantId.0 must be a finite number'],
    ['one for all', '-1e999', '', 'body must be a finite number'],
  ])('takes nothing for something else: %s', async (_what, text, pointer, message) => {
    const answer = await app.request('post', '/api/projects', app.admin).type('json').send(text).expect(400);
    expect((answer.body as Refusal).errors).toEqual([{ pointer, message }]);
  });

  it.each([
    ['an integer that a double rounds', '{"name":"a","tenantId":{"id":[9007199254740993]}}', '/tenantId/id/0', 'tenantId.id.0'],
    ['a decimal that a double cuts', '{"name":"a","tenantId":3.14159265358979323846}', '/tenantId', 'tenantId'],
    ['one in an element of a list', '{"name":"a","x/y":[{"n":1},{"n":-9007199254740992}]}', '/x~1y/1/n', 'x/y.1.n'],
  ])('refuses %s', async (_what, text, pointer, field) => {
    const answer = await app.request('post', '/api/projects', app.admin).type('json').send(text).expect(400);
    expect((answer.body as Refusal).errors).toEqual([
      { pointer, message: expect.stringMatching(new RegExp(`^${field} must keep its digits`, 'u')) as string },
    ]);
  });

  it('serves numbers with the digits that were sent', async () => {
    await app
      .request('post', '/api/projects/shop/prompts', app.admin)
      .send({ name: 'Digits', promptText: '{{n}}', activate: true })
      .expect(201);
    const serve = (literal: string) =>
      app
        .request('post', '/api/serve-prompt/execute/shop/digits/latest/base', app.admin)
        .type('json')
        .send(`{"variables":{"n":${literal}}}`);
    for (const [literal, text] of [
      ['9007199254740991', '9007199254740991'],
      ['1.0', '1'],
      ['1e21', '1e+21'],
      ['0.1', '0.1'],
    ] as const)
      expect((await serve(literal).expect(201)).body).toMatchObject({ processedPrompt: text });
    expect((await serve('9007199254740993').expect(400)).body).toMatchObject({ errors: [{ pointer: '/variables/n' }] });
  });

  it('says that there are more faults than it lists', async () => {
    const members = Object.fromEntries(Array.from({ length: 40_000 }, (_each, index) => [`k${index}`, 0]));
    const answer = await app
      .request('post', '/api/projects', app.admin)
      .send({ name: 'x', ...members })
      .expect(400);
    const { message, errors } = answer.body as Refusal;
    expect(errors).toHaveLength(100);
    expect(message).toHaveLength(101);
    expect(message.at(-1)).toBe('and more');
    expect(answer.text.length).toBeLessThan(30_000);
  });

  it('takes little where no credentials are asked for', async () => {
    const many = Object.fromEntries(Array.from({ length: 102 }, (_each, index) => [`k${index}`, 0]));
    for (const path of ['login', 'register', 'refresh', 'password-reset']) {
      const tooMany = await app.request('post', `/api/auth/${path}`).send(many).expect(400);
      expect(tooMany.body).toMatchObject({
        code: 'request.json_too_long',
        message: 'The body has too many values; at most 100 are allowed',
      });
      const tooLarge = await app
        .request('post', `/api/auth/${path}`)
        .send({ email: 'x'.repeat(16_384) })
        .expect(413);
      expect(tooLarge.body).toMatchObject({ code: 'request.too_large', message: 'The body is too large; at most 16384 bytes are allowed' });
    }
  });

  const changed = (type: string, body: string | Buffer): Promise<Response> =>
    fetch(`${app.url}/api/projects/shop`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${app.admin}`, 'content-type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });

  it('refuses bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('{"name":"a'), Buffer.from([0xff]), Buffer.from('"}')]);
    const answer = await changed('application/json', bytes);
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'request.malformed_utf8' }]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/merge-patch+json'])(
    'does not take a body of %s for none, and an empty one for a body',
    async (type) => {
      const answer = await changed(type, '{"name":"Changed"}');
      expect([answer.status, await answer.json()]).toMatchObject([415, { code: 'request.not_json' }]);
      expect((await changed(type, '')).status).toBe(200);
    },
  );

  /** Says that a body follows without saying how long it is, as a proxy may. */
  const chunked = (method: string, headers: Record<string, string>, ...parts: string[]): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const authorization = `Bearer ${app.admin}`;
      const call = send(`${app.url}/api/projects/shop`, { method, headers: { authorization, 'transfer-encoding': 'chunked', ...headers } });
      call.on('error', reject).on('response', (answer) => {
        answer.resume().on('end', () => {
          resolve(answer.statusCode);
        });
      });
      call.flushHeaders();
      for (const part of parts) call.write(part);
      call.end();
    });

  it.each(['application/json', 'application/x-www-form-urlencoded', undefined])(
    'looks whether a body of %s comes in parts',
    async (type) => {
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
      expect(await chunked('PATCH', headers)).toBe(200);
      expect(await chunked('PATCH', headers, '{"name":', '"Shop"}')).toBe(type === 'application/json' ? 200 : 415);
    },
  );

  it('does not look at what comes with a method that has no body', async () => {
    const headers = { authorization: `Bearer ${app.admin}`, 'content-type': 'text/plain' };
    expect((await fetch(`${app.url}/api/projects/none`, { method: 'DELETE', headers, body: 'x' })).status).toBe(404);
    expect(await chunked('GET', { 'content-type': 'text/plain' }, 'x')).toBe(200);
  });

  it.each([
    [{ variables: { name: 'a' } }, '/variables', 'variables must be an array'],
    [{ literals: 'x' }, '/literals', 'literals must be an array'],
    [{ activate: 'true' }, '/activate', 'activate must be true or false'],
    [{ variables: [{ name: 'a', required: 'false' }] }, '/variables/0/required', 'variables.0.required must be true or false'],
  ])('takes no value of a type for another: %j', async (fields, pointer, message) => {
    const answer = await app
      .request('post', '/api/projects/shop/prompts', app.admin)
      .send({ name: 'Typed', promptText: 'x', ...fields })
      .expect(400);
    expect((answer.body as Refusal).errors).toEqual([{ pointer, message }]);
  });

  it('keeps what the contract lets clients write loosely, and reads numbers and truths in queries', async () => {
    await app
      .request('post', '/api/projects/shop/prompts', app.admin)
      .send({
        name: 'Loose',
        promptText: 'x',
        type: { value: 'system' },
        tags: {},
        variables: null,
        literals: null,
        activate: null,
        tenantId: 5,
      })
      .expect(201);
    const listed = await app.request('get', '/api/audit/events?limit=1&outcome=', app.admin).expect(200);
    expect(listed.body).toHaveLength(1);
  });

  it('reads a query to its end, whatever question marks stand in it', async () => {
    await app.request('get', '/api/audit/events?q=what?&limit=0', app.admin).expect(400);
    const { headers } = await app.request('get', '/api/audit/events?actorId=&q=create?&limit=1', app.admin).expect(200);
    expect(headers.link).toMatch(/q=create%3F&limit=1&cursor=/u);
  });

  it('finds the fault inside a list of objects', async () => {
    const variables = [
      { name: 'who', type: 'string', required: true },
      { name: 'n', type: 'foo', required: true },
    ];
    const answer = await app
      .request('post', '/api/projects/shop/prompts', app.admin)
      .send({ name: 'V', promptText: 'x', variables })
      .expect(400);
    expect((answer.body as Refusal).errors).toEqual([
      { pointer: '/variables/1/type', message: expect.stringContaining('must be one of: string, number') as string },
    ]);
  });

  it('never repeats what was sent', async () => {
    const secret = 'my-secret-value';
    const answer = await app
      .request('post', '/api/users', app.admin)
      .send({ email: [secret], password: { secret }, name: { secret }, role: secret })
      .expect(400);
    expect(answer.text).not.toContain(secret);
  });

  it('says one sentence once', async () => {
    const answer = await app.request('post', '/api/projects/shop/prompts/mail/resolve', app.admin).send({}).expect(400);
    expect((answer.body as Refusal).message).toEqual(['exactly one of version and environment must be given']);
    expect((answer.body as Refusal).errors.map((each) => each.pointer)).toEqual(['/version', '/environment']);
  });
});
