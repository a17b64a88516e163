import { startTestingApp, type TestingApp } from './testing-app';

interface Refusal {
  readonly message: string[];
  readonly errors: { readonly pointer: string; readonly message: string }[];
}

describe('bad input', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp();
    await app.request('post', '/api/projects', app.admin).send({ name: 'Shop' }).expect(201);
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
      'role must be one of: admin, tenant_admin, user, prompt_consumer',
    ],
    ['post', '/api/api-keys', { name: 'k', expiresAt: 'tomorrow' }, '/expiresAt', 'expiresAt must be an ISO 8601 date-time'],
    ['post', '/api/projects/shop/prompts/mail/resolve', { version: '1.0.0', variables: 5 }, '/variables', 'variables must be an object'],
    ['get', '/api/audit/events?outcome=bad', undefined, '?outcome', 'outcome must be one of: success, unchanged, denied, failed'],
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
