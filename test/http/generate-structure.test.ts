import fc from 'fast-check';
import { until } from '../until';
import { startExecutionApp, type ExecutionApp } from './execution/execution-app';

const PATH = '/api/projects/shop/prompts/generate-structure';
const ASKED = { userPrompt: 'A mail that confirms an order' };
const GENERATED = {
  prompt: { name: 'Order Mail', description: 'Confirms an order' },
  version: { promptText: 'Dear {{variable:who}}, {{asset:sign}}', changeMessage: 'First', assets: ['sign'], translations: [] },
  assets: [{ key: 'sign', name: 'Signature', value: 'Yours' }],
};

describe('the generation of structures over HTTP', () => {
  let at: ExecutionApp;

  const generate = (body: object = ASKED, token = at.app.admin, path = PATH) => at.app.request('post', path, token).send(body);
  const answer = (value: unknown): void => {
    at.provider.usually({ does: 'answer', pieces: [typeof value === 'string' ? value : JSON.stringify(value)] });
  };

  beforeAll(async () => {
    at = await startExecutionApp();
    await at.app.given.project('Shop');
    await at.model({ name: 'gpt-4o', provider: 'openai', apiIdentifier: 'gpt-of-shop' });
  });
  beforeEach(() => {
    at.provider.reset();
  });
  afterAll(() => at.stop());

  it('asks the model with the system prompt, and responds with what load-structure stores', async () => {
    answer(`\`\`\`json\n${JSON.stringify({ structure: GENERATED })}\n\`\`\``);
    const { body } = (await generate().expect(201)) as { body: { version: object } };
    expect(body).toEqual({
      ...GENERATED,
      languageCode: 'en-US',
      assets: [{ ...GENERATED.assets[0], changeMessage: null, translations: [] }],
    });
    expect(at.provider.calls).toHaveLength(1);
    expect(at.provider.calls[0]?.body).toMatchObject({
      model: 'gpt-of-shop',
      messages: [
        { role: 'system', content: expect.stringContaining('You design prompts for JAPM') as string },
        { role: 'user', content: ASKED.userPrompt },
      ],
    });
    const loaded = await at.app.request('post', '/api/projects/shop/prompts/load-structure', at.app.admin).send(body).expect(201);
    expect(loaded.body).toMatchObject({ id: 'order-mail', versions: [{ status: 'active' }] });
  });

  it.each([
    ['Sure, here is your prompt.', 'generation.response_not_json'],
    [{ prompt: { name: 'x' } }, 'generation.response_invalid'],
  ])('fails plainly where the model responds with %j', async (said, code) => {
    const before = await at.runs();
    answer(said);
    const { body } = (await generate().expect(500)) as { body: object };
    expect(body).toMatchObject({ statusCode: 500, code });
    expect(JSON.stringify(body)).not.toContain('Sure');
    // The call has one event, although the request failed.
    expect((await at.runs()).slice(before.length)).toMatchObject([{ outcome: 'success', details: { purpose: 'structure' } }]);
  });

  it('says when the response was cut off', async () => {
    const cut = { choices: [{ index: 0, message: { role: 'assistant', content: '{"prompt":' }, finish_reason: 'length' }] };
    const body = JSON.stringify({ id: 'x', object: 'chat.completion', created: 1, model: 'm', ...cut });
    at.provider.next({ does: 'send', body });
    expect((await generate().expect(500)).body).toMatchObject({ code: 'generation.response_cut_off' });
  });

  it('records the call in the audit log of the caller, without its texts', async () => {
    answer(GENERATED);
    await generate({ userPrompt: 'the secret plan' }).expect(201);
    const run = (await at.runs()).at(-1);
    expect(run).toMatchObject({
      outcome: 'success',
      resource: { projectId: 'shop' },
      details: { purpose: 'structure', systemPrompt: 'prompt-generator', ended: 'completed' },
    });
    expect(JSON.stringify(run)).not.toMatch(/secret plan|Dear|You design/u);
  });

  it.each([[{}], [{ userPrompt: '' }], [{ userPrompt: ' ' }], [{ userPrompt: 5 }], [{ ...ASKED, color: 'red' }]])(
    'refuses %j without a call',
    async (body) => {
      await generate(body).expect(400);
      expect(at.provider.calls).toEqual([]);
    },
  );

  it('is for members of the project', async () => {
    await generate(ASKED, await at.app.userToken('prompt_consumer')).expect(403);
    await generate(ASKED, await at.app.strangerToken()).expect(404);
    await at.app.request('post', PATH).send(ASKED).expect(401);
    expect(at.provider.calls).toEqual([]);
    answer(GENERATED);
    await generate(ASKED, await at.app.userToken('user')).expect(201);
  });

  it('ends the call when the caller leaves', async () => {
    at.provider.next({ does: 'hang' });
    const controller = new AbortController();
    const headers = { authorization: `Bearer ${at.app.admin}`, 'content-type': 'application/json' };
    const before = (await at.runs()).length;
    const left = fetch(`${at.app.url}${PATH}`, { method: 'POST', headers, body: JSON.stringify(ASKED), signal: controller.signal });
    await until('the call', () => at.provider.calls.length === 1);
    controller.abort();
    await expect(left).rejects.toThrow();
    await until('the end of the call', () => at.provider.calls[0]?.wasLeft === true);
    await until('its event', async () => (await at.runs()).length > before);
    expect((await at.runs()).at(-1)).toMatchObject({ outcome: 'failed', details: { ended: 'cancelled' } });
  });

  it('fails where the system prompt was deleted', async () => {
    const path = '/api/system-prompts/prompt-generator';
    const { body } = (await at.app.request('delete', path, at.app.admin).expect(200)) as { body: { name: string; promptText: string } };
    expect((await generate().expect(404)).body).toMatchObject({ code: 'system_prompt.not_found' });
    const { name, promptText } = body;
    await at.app.request('post', '/api/system-prompts', at.app.admin).send({ name, promptText }).expect(201);
  });

  it('responds only with what load-structure accepts', async () => {
    const text = fc.oneof(
      { weight: 20, arbitrary: fc.string({ minLength: 1, maxLength: 8 }).map((each) => `a${each.replaceAll(/[:{}]/gu, '')}`) },
      { weight: 1, arbitrary: fc.string({ maxLength: 8, unit: 'grapheme' }) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '',
          ' ',
          'a',
          'fr',
          'de-DE',
          'en_US_long_code',
          '..',
          'a:b',
          '{{',
          '{{asset:a}}',
          '\u202e',
          '\ud800',
          'x\ny',
          '注文',
        ),
      },
    );
    const loose = (good: fc.Arbitrary<unknown>) => fc.oneof({ weight: 40, arbitrary: good }, { weight: 1, arbitrary: fc.jsonValue() });
    const translation = fc.record(
      {
        languageCode: loose(fc.oneof({ weight: 9, arbitrary: fc.constantFrom('fr', 'de', 'it', 'es', 'pt', 'nl') }, text)),
        promptText: loose(text),
        value: loose(text),
      },
      { requiredKeys: ['languageCode', 'promptText'] },
    );
    const translations = loose(fc.array(translation, { maxLength: 3 }));
    const asset = fc.record(
      { key: loose(text), name: loose(text), value: loose(text), changeMessage: loose(text), translations },
      { requiredKeys: ['key', 'value'] },
    );
    const structure = fc.record(
      {
        prompt: loose(fc.record({ name: loose(text), description: loose(text), slug: text }, { requiredKeys: ['name'] })),
        version: loose(
          fc.record(
            { promptText: loose(text), changeMessage: loose(text), assets: fc.jsonValue(), translations },
            { requiredKeys: ['promptText'] },
          ),
        ),
        languageCode: loose(fc.oneof({ weight: 9, arbitrary: fc.constant('en') }, text)),
        assets: loose(fc.array(asset, { maxLength: 3 })),
      },
      { requiredKeys: ['prompt', 'version'] },
    );
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(structure, async (generated) => {
        answer(generated);
        const generation = await generate();
        expect([201, 500]).toContain(generation.status);
        if (generation.status !== 201) {
          expect(generation.body).toMatchObject({ code: 'generation.response_invalid' });
          return;
        }
        accepted += 1;
        const project = `p${accepted}`;
        await at.app.given.project(project);
        const path = `/api/projects/${project}/prompts/load-structure`;
        const loaded = await at.app.request('post', path, at.app.admin).send(generation.body as object);
        expect([loaded.status, loaded.body]).toEqual([201, expect.anything()]);
      }),
      { numRuns: 60 },
    );
    expect(accepted).toBeGreaterThan(5);
  });
});

describe('the model that generates structures', () => {
  let at: ExecutionApp;
  let stranger: string;

  const used = async (token: string, project: string): Promise<unknown> => {
    at.provider.reset();
    at.provider.usually({ does: 'answer', pieces: [JSON.stringify(GENERATED)] });
    const response = await at.app.request('post', `/api/projects/${project}/prompts/generate-structure`, token).send(ASKED);
    return response.status === 201 ? at.provider.calls[0]?.body.model : (response.body as { code: string }).code;
  };
  const model = (body: object, project: string, token = at.app.admin) =>
    at.app.request('post', `/api/projects/${project}/aimodels`, token).send(body).expect(201);

  beforeAll(async () => {
    at = await startExecutionApp();
    stranger = await at.app.strangerToken();
    await at.app.request('post', '/api/projects', stranger).send({ name: 'Acme' }).expect(201);
  });
  afterAll(() => at.stop());

  it("is the project's own, by name before identifier, or else that of the platform's default-project", async () => {
    expect(await used(stranger, 'acme')).toBe('ai_model.not_found');
    await at.app.given.project('Default project');
    await at.app.given.project('Shop');
    await model({ name: 'gpt-4o', apiIdentifier: 'of-another-project' }, 'shop');
    expect(await used(stranger, 'acme')).toBe('ai_model.not_found');
    await model({ name: 'Shared', provider: 'OpenAI', apiIdentifier: 'gpt-4o' }, 'default-project');
    expect(await used(stranger, 'acme')).toBe('gpt-4o');
    const members = '/api/projects/default-project/members';
    const user = await at.app.request('post', '/api/users', at.app.admin).send({ email: 'm@japm.test', password: 'a long password' });
    await at.app.request('put', `${members}/${(user.body as { id: string }).id}`, at.app.admin).send({ role: 'viewer' });
    expect(await used(stranger, 'acme')).toBe('gpt-4o');
    await model({ name: 'b', apiIdentifier: 'gpt-4o', provider: 'OpenAI' }, 'acme', stranger);
    expect(await used(stranger, 'acme')).toBe('gpt-4o');
    await model({ name: 'gpt-4o', apiIdentifier: 'ours' }, 'acme', stranger);
    expect(await used(stranger, 'acme')).toBe('ours');
  });

  it('leaves its event in the audit log of the tenant that asks, under its own project', async () => {
    const { body } = (await at.app.request('get', '/api/audit/events?action=execution.run', stranger).expect(200)) as { body: unknown };
    const successes = (body as { outcome: string; resource: { projectId: string } }[]).filter(({ outcome }) => outcome === 'success');
    expect(successes.map(({ resource }) => resource.projectId)).toEqual(Array(4).fill('acme'));
    expect(await at.runs()).toEqual([]);
  });

  it('must be of a provider that JAPM can call', async () => {
    await at.app.given.project('Other');
    await model({ name: 'gpt-4o', provider: 'Ollama' }, 'other');
    expect(await used(at.app.admin, 'other')).toBe('execution.provider_unknown');
  });
});
