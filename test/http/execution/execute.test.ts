import { AccessBuffer } from '#contexts/prompts/usage/application/access-buffer';
import { until } from '../../until';
import { KEY, startExecutionApp, type ExecutionApp } from './execution-app';

describe('the execution of prompts', () => {
  let at: ExecutionApp;
  let model: string;

  beforeAll(async () => {
    at = await startExecutionApp({ prices: [{ model: 'gpt-test', inputPerMillion: 1000, outputPerMillion: 2000, currency: 'USD' }] });
    await at.app.given.project('Shop');
    model = await at.model({ name: 'Fast one', temperature: 0.5, maxTokens: 100 });
    await at.app.given.prompt('shop', { name: 'Order Mail', promptText: 'Dear {{who}}, {{missing}}', languageCode: 'en-US' });
  });
  beforeEach(() => {
    at.provider.reset();
  });
  afterAll(() => at.stop());

  const prompt = { projectId: 'shop', promptId: 'order-mail', variables: { who: 'Bo' } };

  it('sends the resolved text of a prompt with the settings of the model', async () => {
    const { body } = (await at.execute({ modelId: model, ...prompt }).expect(201)) as { body: unknown };
    expect(body).toEqual({
      result: 'Hello there',
      modelUsed: 'gpt-test',
      providerUsed: 'OpenAI',
      metadata: {
        prompt: expect.objectContaining({
          promptId: 'order-mail',
          promptVersionTag: '1.0.0',
          languageUsed: 'base_prompt',
          unresolvedPromptPlaceholders: ['missing'],
        }) as object,
        model: { id: model, name: 'Fast one', provider: 'OpenAI', temperature: 0.5, maxTokens: 100 },
        usage: { inputTokens: 7, outputTokens: 5 },
        cost: { amount: 0.017, currency: 'USD' },
        finishReason: 'stop',
        durationMs: expect.any(Number) as number,
      },
    });
    const [call] = at.provider.calls;
    expect(call).toMatchObject({
      path: '/v1/chat/completions',
      body: { model: 'gpt-test', temperature: 0.5, max_tokens: 100, messages: [{ role: 'user', content: 'Dear Bo, {{missing}}' }] },
    });
    expect(call?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(call?.headers).not.toHaveProperty('traceparent');
  });

  it('is counted in the statistics of a backup', async () => {
    await at.app.given.prompt('shop', { name: 'Counted', promptText: 'x' });
    const run = () => at.execute({ modelId: model, projectId: 'shop', promptId: 'counted' }).expect(201);
    await run();
    await run();
    await until('the counts to be written', () => at.app.product.container.get(AccessBuffer).size === 0);
    const { body } = (await at.app.call('post', '/api/projects/shop/prompts/counted/backup', {}).expect(201)) as { body: object };
    expect(body).toMatchObject({ executionLogs: [], statistics: { totalExecutions: 2 } });
  });

  it('replaces only variables in a bare text', async () => {
    const promptText = '{{ who }} {{variable:who}} {{asset:who}} {{prompt:order-mail}} {{none}} $& {{brace}}';
    const { body } = (await at.execute({ modelId: model, promptText, variables: { who: 'Bo', brace: '{{who}}' } }).expect(201)) as {
      body: unknown;
    };
    expect(at.provider.calls[0]?.body.messages).toEqual([
      { role: 'user', content: 'Bo Bo {{asset:who}} {{prompt:order-mail}} {{none}} $& {{who}}' },
    ]);
    expect((body as { metadata: object }).metadata).toMatchObject({ prompt: null });
  });

  it('speaks the protocol of Anthropic', async () => {
    const claude = await at.model({ provider: 'ANTHROPIC', apiIdentifier: 'claude-test' });
    const { body } = (await at.execute({ modelId: claude, promptText: 'Hi' }).expect(201)) as { body: unknown };
    expect(body).toMatchObject({
      result: 'Hello there',
      modelUsed: 'claude-test',
      providerUsed: 'ANTHROPIC',
      metadata: { usage: { inputTokens: 7, outputTokens: 5 } },
    });
    const [call] = at.provider.calls;
    expect(call).toMatchObject({ path: '/v1/messages', body: { model: 'claude-test', max_tokens: 4096 } });
    expect(call?.headers['x-api-key']).toBe(KEY);
  });

  it('sends a model of a compatible endpoint there, by its identifier, and without a key', async () => {
    const llama = await at.model({ apiIdentifier: null, name: 'llama' });
    const { body } = (await at.execute({ modelId: llama, promptText: 'Hi' }).expect(201)) as { body: unknown };
    expect(body).toMatchObject({ modelUsed: 'llama' });
    expect(at.provider.calls[0]?.headers).not.toHaveProperty('authorization');
  });

  it.each([
    [{}, ['/promptId', '/projectId']],
    [{ projectId: 'shop' }, ['/promptId']],
    [{ promptId: 'order-mail' }, ['/projectId']],
    [{ ...prompt, promptText: 'Hi' }, ['/promptId']],
    [{ promptText: 'Hi', versionTag: 'latest', languageCode: 'en' }, ['/versionTag', '/languageCode']],
    [{ promptText: 'Hi', variables: [] }, ['/variables']],
    [{ promptText: '' }, ['/promptText']],
    [{ ...prompt, languageCode: 'no language' }, ['/languageCode']],
  ])('refuses %j', async (form, pointers) => {
    const { body } = (await at.execute({ modelId: model, ...form }).expect(400)) as { body: unknown };
    expect((body as { errors: { pointer: string }[] }).errors.map((each) => each.pointer)).toEqual(pointers);
    expect(at.provider.calls).toEqual([]);
  });

  it('refuses a model of another provider', async () => {
    for (const provider of ['Ollama', 'Azure OpenAI', null]) {
      const { body } = (await at.execute({ modelId: await at.model({ provider }), promptText: 'Hi' }).expect(400)) as { body: unknown };
      expect(body).toMatchObject({
        code: 'execution.provider_unknown',
        message: ['the provider of the model must be one of openai, anthropic'],
      });
    }
  });

  it.each([
    ['model', { modelId: 'nothing' }],
    ['prompt', { promptId: 'nothing' }],
    ['version', { versionTag: '9.0.0' }],
    ['project', { projectId: 'nothing' }],
  ])('does not find an unknown %s', async (_what, wrong) => {
    await at.execute({ modelId: model, ...prompt, ...wrong }).expect(404);
    expect(at.provider.calls).toEqual([]);
  });

  it('does not find the project of a bare text', async () => {
    await at.execute({ modelId: model, promptText: 'Hi', projectId: 'nothing' }).expect(404);
  });

  it('hides models and prompts from another tenant, and from those without the permission', async () => {
    await at.execute({ modelId: model, ...prompt }, await at.app.strangerToken()).expect(404);
    await at.execute({ modelId: model, ...prompt }, await at.app.userToken('prompt_consumer')).expect(403);
    await at.execute({ modelId: model, ...prompt }, await at.app.userToken('user')).expect(201);
    await at.app.request('post', '/api/llm-execution/execute').send({}).expect(401);
  });

  it('hides models and prompts of projects that are closed to the caller', async () => {
    await at.app.given.project('Closed');
    const inside = await at.model({}, 'closed');
    await at.app.given.prompt('closed', { name: 'Inner', promptText: 'Hi' });
    const { body } = (await at.app.request('get', '/api/auth/profile', at.app.admin).expect(200)) as { body: unknown };
    await at.app
      .request('put', `/api/projects/closed/members/${(body as { id: string }).id}`, at.app.admin)
      .send({ role: 'editor' })
      .expect(200);
    const user = await at.app.userToken('user');
    await at.execute({ modelId: inside, promptText: 'Hi' }, user).expect(404);
    await at.execute({ modelId: model, projectId: 'closed', promptId: 'inner' }, user).expect(404);
    await at.execute({ modelId: model, promptText: 'Hi', projectId: 'closed' }, user).expect(404);
    expect(at.provider.calls).toEqual([]);
  });

  it('keeps a key inside its projects, and refuses one that is restricted to environments', async () => {
    await at.app.given.project('Reach');
    const elsewhere = await at.model({}, 'reach');
    const { apiKey } = await at.app.given.apiKey({ name: 'narrow', permissions: ['prompt:execute'], projects: ['shop'] });
    const withKey = (body: object, key = apiKey) => at.app.request('post', '/api/llm-execution/execute').set('x-api-key', key).send(body);
    await withKey({ modelId: model, ...prompt }).expect(201);
    await withKey({ modelId: elsewhere, promptText: 'Hi' }).expect(404);
    await at.app.given.environment('shop', 'production');
    const limited = await at.app.given.apiKey({ name: 'limited', permissions: ['prompt:execute'], environments: ['production'] });
    await withKey({ modelId: model, ...prompt }, limited.apiKey).expect(403);
  });

  it('says plainly which key variable is missing, and sends no key to an endpoint that does not name its variable', async () => {
    const other = await at.model({ apiKeyEnvVar: 'OTHER_KEY' });
    const { body } = (await at.execute({ modelId: other, promptText: 'Hi' }).expect(500)) as { body: unknown };
    expect(body).toMatchObject({ code: 'execution.key_missing', message: expect.stringContaining("'OTHER_KEY'") as string });
    const llama = await at.model({ name: 'l', apiIdentifier: 'llama', apiKeyEnvVar: 'TEST_API_KEY' });
    await at.execute({ modelId: llama, promptText: 'Hi' }).expect(500);
    const named = await at.model({ apiKeyEnvVar: 'TEST_API_KEY' });
    await at.execute({ modelId: named, promptText: 'Hi' }).expect(201);
    const inherited = await at.model({ apiKeyEnvVar: 'PATH' });
    await at.execute({ modelId: inherited, promptText: 'Hi' }).expect(500);
    expect(at.provider.calls).toHaveLength(1);
  });

  it('refuses a text above the bound', async () => {
    const value = 'x'.repeat(1_000_000);
    const { body } = (await at.execute({ modelId: model, promptText: '{{v}}'.repeat(5), variables: { v: value } }).expect(413)) as {
      body: unknown;
    };
    expect(body).toMatchObject({ code: 'execution.text_too_large' });
    expect(at.provider.calls).toEqual([]);
  });

  it('puts each execution in the audit log once, with its tokens and cost', async () => {
    const own = await at.model({ name: 'Audited' });
    await at.execute({ modelId: own, ...prompt }).expect(201);
    at.provider.next({ does: 'refuse', status: 401 });
    await at.execute({ modelId: own, promptText: 'Hi' }).expect(500);
    const [success, failed, ...more] = (await at.runs()).filter(
      ({ details }) => (details.model as { id?: string } | undefined)?.id === own,
    );
    expect(more).toEqual([]);
    expect(success).toMatchObject({
      outcome: 'success',
      risk: 'low',
      resource: { type: 'execution', id: 'shop/order-mail', projectId: 'shop' },
      details: {
        ...{ purpose: 'prompt', ended: 'completed', provider: 'openai', endpoint: 'local-openai' },
        ...{
          prompt: 'order-mail',
          version: '1.0.0',
          language: 'en-US',
          inputTokens: 7,
          outputTokens: 5,
          cost: { amount: 0.017, currency: 'USD' },
        },
        model: { id: own, name: 'Audited', identifier: 'gpt-test', project: 'shop' },
        durationMs: expect.any(Number) as number,
      },
    });
    expect(failed).toMatchObject({
      outcome: 'failed',
      resource: { id: `shop/${own}` },
      details: { purpose: 'text', ended: 'failed', code: 'execution.key_refused', inputTokens: null },
    });
  });

  it('holds no transaction while the provider is called', async () => {
    at.provider.next({ does: 'hang' });
    const hanging = at.execute({ modelId: model, promptText: 'Hi' });
    const sent = hanging.then(
      () => 'ended',
      () => 'left',
    );
    await until('the call', () => at.provider.calls.length === 1);
    await at.app.given.project('Written meanwhile');
    hanging.abort();
    expect(await sent).toBe('left');
  });
});
