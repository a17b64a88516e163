import { structureFrom } from '#contexts/prompts/generation/domain/generated-structure';
import { DEFAULT_SYSTEM_PROMPTS } from '#contexts/prompts/system-prompt/domain/default-system-prompts';

const LEAST = { prompt: { name: 'Mail' }, version: { promptText: 'Hi' } };
const NORMAL = {
  prompt: { name: 'Mail', description: null },
  version: { promptText: 'Hi', changeMessage: null, assets: [], translations: [] },
  languageCode: 'en-US',
  assets: [],
};
const json = (value: unknown): string => JSON.stringify(value);
const failureOf = async (response: string): Promise<unknown> => {
  try {
    return await structureFrom(response);
  } catch (error) {
    return { code: (error as { code: string }).code, message: (error as Error).message };
  }
};

describe('the structure that a model responds with', () => {
  it.each([
    ['alone', json(LEAST)],
    ['in white space', `\n ${json(LEAST)} \n`],
    ['in a Markdown fence', `\`\`\`json\n${json(LEAST)}\n\`\`\`\n`],
    ['with brackets and quotation marks in its texts', json({ ...LEAST, more: '\\" '.repeat(9) + '[{'.repeat(40) })],
    ['in a wrapper', json({ structure: LEAST })],
    ['in a wrapper in a fence', `\`\`\`\n${json({ structure: LEAST })}\`\`\``],
    [
      'with members that nobody asked for',
      json({ ...LEAST, color: 'red', __proto__: null, version: { ...LEAST.version, variables: [5] } }),
    ],
    [
      'with null for what is optional',
      json({ prompt: { name: ' Mail ', description: null }, version: { ...LEAST.version, translations: null }, assets: null }),
    ],
  ])('is read %s', async (_how, response) => {
    expect(await structureFrom(response)).toEqual(NORMAL);
  });

  it('has all of its texts, and the keys of the assets that it has', async () => {
    const translations = [{ languageCode: 'fr', promptText: 'Salut' }];
    const structure = await structureFrom(
      json({
        prompt: { name: 'Mail', description: 'd' },
        version: { promptText: '{{asset:sign}}', changeMessage: 'c', assets: ['other', 5], translations },
        languageCode: 'en-GB',
        assets: [{ key: ' sign ', name: ' ', value: 'Yours', translations: [...translations, { languageCode: 'de', value: 'Gruß' }] }],
      }),
    );
    expect(structure).toEqual({
      prompt: { name: 'Mail', description: 'd' },
      version: { promptText: '{{asset:sign}}', changeMessage: 'c', assets: ['sign'], translations },
      languageCode: 'en-GB',
      assets: [
        {
          ...{ key: 'sign', name: 'sign', value: 'Yours', changeMessage: null },
          translations: [
            { languageCode: 'fr', value: 'Salut' },
            { languageCode: 'de', value: 'Gruß' },
          ],
        },
      ],
    });
  });

  it.each([
    '',
    'Sure! Here it is.',
    `Here: ${json(LEAST)}`,
    '[1]',
    '"x"',
    'null',
    '{"prompt":',
    '```',
    '```json',
    '['.repeat(100_000),
    `{"a":${'['.repeat(40)}1${']'.repeat(40)}}`,
  ])('is refused where it is no JSON object: %.20s', async (response) => {
    expect(await failureOf(response)).toMatchObject({ code: 'generation.response_not_json' });
  });

  it.each<readonly [object, string]>([
    [{}, '/prompt, /version, /prompt/name, /version/promptText'],
    [{ ...LEAST, prompt: { name: 5 } }, '/prompt/name'],
    [{ ...LEAST, prompt: { name: 'Mail', description: {} } }, '/prompt/description'],
    [{ ...LEAST, prompt: { name: '注文' } }, '/prompt/name'],
    [{ ...LEAST, prompt: { name: 'x'.repeat(256) } }, '/prompt/name'],
    [{ ...LEAST, version: { promptText: '' } }, '/version/promptText'],
    [{ ...LEAST, version: { promptText: 'a\0' } }, '/version/promptText'],
    [{ ...LEAST, version: { promptText: '{{x}}'.repeat(10_001) } }, '/version/promptText'],
    [{ ...LEAST, languageCode: 'x' }, '/version/languageCode'],
    [
      { ...LEAST, version: { promptText: 'x', translations: Array(2).fill({ languageCode: 'fr', promptText: 'y' }) } },
      '/version/translations/1/languageCode',
    ],
    [
      { ...LEAST, version: { promptText: 'x', translations: [{ languageCode: 'fr', promptText: '' }] } },
      '/version/translations/0/promptText',
    ],
    [{ ...LEAST, assets: {} }, '/assets'],
    [{ ...LEAST, assets: ['sign'] }, '/assets/0'],
    [{ ...LEAST, assets: [{ key: 'a:b', value: 'x' }] }, '/assets/0/key'],
    [{ ...LEAST, assets: [{ key: 'a', value: '' }] }, '/assets/0/value'],
    [
      {
        ...LEAST,
        assets: [
          { key: 'a', value: 'x' },
          { key: ' a', value: 'x' },
        ],
      },
      '/assets/1/key',
    ],
    [{ ...LEAST, assets: Array(501).fill({ key: 'a', value: 'x' }) }, '/assets'],
  ])('is refused where it is wrong: %.60j', async (response, places) => {
    const failure = (await failureOf(json(response))) as { code: string; message: string };
    expect(failure.code).toBe('generation.response_invalid');
    expect(failure.message).toContain(`(wrong: ${places}`);
    expect(failure.message.length).toBeLessThan(400);
  });

  it('repeats nothing of the response where it fails', async () => {
    const secret = 'the secret of the model';
    const texts = [secret, `{"prompt": "${secret}"`, json({ [secret]: 1 }), json({ ...LEAST, assets: [{ key: `${secret}:`, value: '' }] })];
    for (const each of texts) expect(json(await failureOf(each))).not.toContain('secret');
  });

  it('lets others have their turn while it is read', async () => {
    const translations = Array.from({ length: 9 }, (_, n) => ({ languageCode: `l${n}`, value: 'x' }));
    const assets = Array.from({ length: 500 }, (_, n) => ({ key: `k${n}`, value: 'x', translations }));
    let isDone = false;
    let turns = 0;
    const turn = (): void => {
      turns += 1;
      if (!isDone) setImmediate(turn);
    };
    setImmediate(turn);
    expect((await structureFrom(json({ ...LEAST, assets }))).assets).toHaveLength(500);
    isDone = true;
    expect(turns).toBeGreaterThan(20);
  });

  it('is bounded', async () => {
    const of = (length: number) => json({ ...LEAST, version: { promptText: 'ä'.repeat(length) } });
    expect(await structureFrom(of(500_000))).toMatchObject({ prompt: { name: 'Mail' } });
    expect(await failureOf(of(524_280))).toMatchObject({ code: 'generation.response_too_large' });
    expect(await failureOf(`${json(LEAST)}${' '.repeat(2 * 1024 * 1024)}`)).toMatchObject({ code: 'generation.response_too_large' });
    for (const wide of ['[]', '{}', '1', '""'])
      expect(await failureOf(`{"prompt":[${`${wide},`.repeat(50_001)}1]}`)).toMatchObject({ code: 'generation.response_too_large' });
    const languages = Array.from({ length: 200 }, (_, n) => ({ languageCode: `l${n}`, value: 'x' }));
    const assets = (count: number) =>
      json({ ...LEAST, assets: Array.from({ length: count }, (_, n) => ({ key: `k${n}`, value: 'x', translations: languages })) });
    expect(await structureFrom(assets(25))).toMatchObject({ prompt: { name: 'Mail' } });
    expect(await failureOf(assets(26))).toMatchObject({ code: 'generation.response_invalid' });
  });

  it('is the one that the example in the system prompt prompt-generator describes', async () => {
    const { promptText } = DEFAULT_SYSTEM_PROMPTS[0] ?? { promptText: '' };
    const example = promptText.slice(promptText.indexOf('\n{\n') + 1, promptText.indexOf('\n}\n') + 2);
    const { languageCode, assets, ...rest } = JSON.parse(example) as Record<string, unknown>;
    expect(await structureFrom(example)).toEqual({ ...rest, languageCode, assets });
  });
});
