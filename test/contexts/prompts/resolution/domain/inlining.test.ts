import fc from 'fast-check';
import { requireLanguages } from '#contexts/prompts/resolution/domain/strict-language';
import { failureOf } from '../../failure-of';
import { assetFragment, FakeFragments, inlined, LENIENT, promptFragment, STRICT } from '../fragments';
import { MAX_LEVEL } from '#contexts/prompts/template/domain/reference';

const chain = (prompts: number, last = 'end') =>
  Array.from({ length: prompts }, (_, at) => promptFragment(`p${at}`, at === prompts - 1 ? last : `{{prompt:p${at + 1}}}`)) as [
    ReturnType<typeof promptFragment>,
  ];
const declared = (name: string, value: unknown, required = false) => ({
  name,
  type: 'string' as const,
  required,
  default: value,
  description: null,
  example: null,
});

describe('putting prompts into each other', () => {
  it('resolves assets, prompts and variables, and lists what was used and what stays', async () => {
    const root = promptFragment('root', '{{a}} {{asset:sign}} {{prompt:p:1.0.0}} {{prompt:p}} {{gone}} {{asset:gone:2}} {{gone}}', {
      assets: { sign: '<{{a}} {{prompt:p}} {{asset:sign}}>' },
    });
    const nested = promptFragment('p', '[{{asset:sign}} {{a}}]', { assets: { sign: 'P' } });
    const answer = await inlined([root, nested], { a: '{{gone}}' });
    expect(answer.text).toBe(
      '{{gone}} <{{gone}} [P {{gone}}] {{asset:sign}}> [P {{gone}}] [P {{gone}}] {{gone}} {{asset:gone:2}} {{gone}}',
    );
    expect(answer.unresolved).toEqual(['asset:sign', 'gone', 'asset:gone']);
    expect(answer.assets.map(({ source, asset }) => [source, asset.key, asset.source])).toEqual([
      ['{{asset:sign}}', 'sign', '<{{a}} {{prompt:p}} {{asset:sign}}>'],
    ]);
    expect(answer.prompts.map(({ fragment }) => fragment.prompt)).toEqual(['root', 'p']);
  });

  it("lets a variable win over an asset of its name, also one that has a default of the prompt's own", async () => {
    const assets = { sign: 'asset {{prompt:nowhere}}' };
    expect((await inlined([promptFragment('p', '{{asset:sign}}{{asset:sign:1}}', { assets })], { sign: 1 })).text).toBe('11');
    expect((await inlined([promptFragment('p', '{{asset:sign}}', { assets, variables: [declared('sign', 'd')] })])).text).toBe('d');
  });

  it('leaves an asset in its place when its optional variable has no value, strictly as well', async () => {
    const prompt = promptFragment('p', '{{asset:sign}}{{sign}}', { assets: { sign: 'asset' }, variables: [declared('sign', null)] });
    expect((await inlined([prompt], {}, STRICT)).text).toBe('asset');
  });

  it('gives every prompt its own defaults, literals and assets', async () => {
    const root = promptFragment('root', '{{x}}{{prompt:p}}{{lit}}', { variables: [declared('x', 'root')], literals: ['lit'] });
    const nested = promptFragment('p', '{{x}}{{lit}}', { variables: [declared('x', 'own')] });
    expect((await inlined([root, nested], { lit: 1 })).text).toBe('rootown1{{lit}}');
  });

  it('follows the language down, unless a reference names one', async () => {
    const root = promptFragment('root', '{{prompt:a}}{{prompt:a:1.0.0:de}}', {
      language: { requested: 'fr', served: 'fr-FR', fallback: false },
    });
    const { prompts } = await inlined([root, promptFragment('a', '{{prompt:b}}'), promptFragment('b', 'b')]);
    expect(prompts.map(({ fragment }) => `${fragment.prompt} ${fragment.language.requested}`)).toEqual([
      'root fr',
      'a fr',
      'b fr',
      'a de',
      'b de',
    ]);
  });

  it('reads another project, in which names are its own', async () => {
    const other = [promptFragment('a', '{{prompt:b}}', { project: 'lib' }), promptFragment('b', 'lib', { project: 'lib' })];
    expect((await inlined([promptFragment('b', '{{prompt:lib/a}}'), ...other])).text).toBe('lib');
  });

  it('leaves references to prompts alone when asked to', async () => {
    const answer = await inlined([promptFragment('p', '{{prompt:gone}}{{a}}')], { a: 1 }, { ...LENIENT, followPrompts: false });
    expect(answer).toMatchObject({ text: '{{prompt:gone}}1', unresolved: [] });
  });

  it('names the chain of a circle', async () => {
    const circle = [promptFragment('a', 'x {{prompt:b}}'), promptFragment('b', '{{prompt:c:1.0.0}}'), promptFragment('c', '{{prompt:a}}')];
    await expect(inlined(circle as never)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'prompts.reference_circular',
      message: "Circular reference detected for prompt 'a': a → b → c:1.0.0 → a",
      details: { path: ['a', 'b', 'c:1.0.0', 'a'] },
    });
    const itself = inlined([promptFragment('a', '{{prompt:a:0.1.0}}')]);
    await expect(itself).rejects.toMatchObject({ message: "Circular reference detected for prompt 'a': a → a:0.1.0" });
  });

  it('finds a circle behind a text that another way has measured already', async () => {
    const texts = [promptFragment('root', '{{prompt:b}}{{prompt:a:2.0.0}}'), promptFragment('b', '{{prompt:a:1.0.0}}')];
    const versions = [
      promptFragment('a', 'end'),
      promptFragment('a', '{{prompt:b}}', { versionTag: '2.0.0', versionId: 'a2', contentHash: 'a2' }),
    ];
    await expect(inlined([...texts, ...versions] as never)).rejects.toMatchObject({
      details: { path: ['root', 'a:2.0.0', 'b', 'a:1.0.0'] },
    });
  });

  it(`goes ${MAX_LEVEL} levels deep and no further`, async () => {
    expect((await inlined(chain(6))).text).toBe('end');
    await expect(inlined(chain(7))).rejects.toMatchObject({
      kind: 'invalid',
      code: 'prompts.reference_too_deep',
      details: { path: ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6'] },
    });
  });

  it('measures the depth of the longest way to a text', async () => {
    const root = promptFragment('root', '{{prompt:p3}}{{prompt:p0}}');
    await expect(inlined([root, ...chain(6)])).rejects.toMatchObject({ details: { path: ['root', 'p0', 'p1', 'p2', 'p3', 'p4', 'p5'] } });
  });

  it('names what is missing, with the way to it', async () => {
    const missing = inlined([promptFragment('a', '{{prompt:b}}'), promptFragment('b', '{{prompt:lib/c:2.0.0:de}}')]);
    await expect(missing).rejects.toMatchObject({
      kind: 'not_found',
      code: 'prompts.reference_not_found',
      message: "Referenced prompt 'lib/c:2.0.0' not found: a → b → lib/c:2.0.0",
      details: { reference: 'lib/c:2.0.0', path: ['a', 'b', 'lib/c:2.0.0'] },
    });
    const language = inlined([promptFragment('a', '{{prompt:b::english!}}'), promptFragment('b', '')]);
    await expect(language).rejects.toMatchObject({ kind: 'invalid', code: 'prompts.reference_language_invalid' });
  });

  it('reads what many texts share once, level by level', async () => {
    const root = promptFragment('root', '{{prompt:a}}{{prompt:b}}{{prompt:a}}');
    const prompts = [root, promptFragment('a', '{{prompt:c}}'), promptFragment('b', '{{prompt:c}}'), promptFragment('c', 'c')] as const;
    const source = new FakeFragments(prompts);
    expect((await inlined([...prompts], {}, LENIENT, source)).text).toBe('ccc');
    expect(source.asked).toEqual([2, 1]);
  });

  it('does not build a text that grows without bounds, and does not take long to see it', async () => {
    const laughs = (times: number) =>
      Array.from({ length: 6 }, (_, at) => promptFragment(`p${at}`, at === 5 ? 'ha'.repeat(500) : `{{prompt:p${at + 1}}}`.repeat(times)));
    const startedAt = performance.now();
    const refused = { kind: 'unprocessable', code: 'prompts.resolution_too_large' };
    await expect(inlined(laughs(1000) as never)).rejects.toMatchObject(refused);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect((await inlined(laughs(4) as never)).text).toHaveLength(4 ** 5 * 1000);
    const value = 'x'.repeat(1024 * 1024);
    await expect(inlined([promptFragment('p', '{{v}}'.repeat(5))], { v: value })).rejects.toMatchObject(refused);
  });

  it('bounds how many prompts one resolve reaches', async () => {
    const many = Array.from({ length: 501 }, (_, at) => `{{prompt:p${at}}}`).join('');
    await expect(inlined([promptFragment('root', many)])).rejects.toMatchObject({ code: 'prompts.resolution_too_large' });
  });

  it('refuses texts that stand in for a language, where the caller wants none', async () => {
    const language = { requested: 'fr', served: 'en-US', fallback: true };
    const asset = assetFragment('sign', 'x', { language });
    const root = { ...promptFragment('root', '{{asset:sign}}'), assets: new Map([['sign', asset]]) };
    const answer = await inlined([root]);
    expect(failureOf(() => requireLanguages(answer))).toMatchObject({
      kind: 'not_found',
      code: 'prompts.language_missing',
      details: { language: 'fr', missing: ['asset:sign'] },
    });
  });
});

describe('any graph of prompts', () => {
  /** Stands for the prompt after this one, so that long chains are frequent. */
  const NEXT = 'next';
  const token = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('x', '{', '}}', '$&') },
    { weight: 2, arbitrary: fc.constantFrom('{{v}}', '{{variable:w}}', '{{lit}}') },
    { weight: 2, arbitrary: fc.constantFrom('{{asset:k}}', '{{asset:w}}', '{{asset:none}}') },
    { weight: 1, arbitrary: fc.nat(8).map((to) => `{{prompt:p${to}}}`) },
    { weight: 3, arbitrary: fc.constant(NEXT) },
  );
  const text = fc.array(token, { maxLength: 4 });
  const node = fc.record({ text, asset: text, default: fc.option(fc.constantFrom('d', '{{v}}')), literal: fc.boolean() });
  type Node = Readonly<{ text: readonly string[]; asset: readonly string[]; default: string | null; literal: boolean }>;
  const value = fc.option(fc.constantFrom('', '{{w}}', '{{prompt:p0}}', '{{asset:k}}', '}}{{'));
  type Values = Readonly<Record<string, string | null>>;

  /** As the rules say it, without memory or bounds: the text, or the error that stands first. */
  function naive(nodes: readonly Node[], given: Values, at: number, above: readonly number[]): string {
    const current = nodes[at];
    if (above.includes(at)) throw new Error('prompts.reference_circular');
    if (above.length > MAX_LEVEL) throw new Error('prompts.reference_too_deep');
    if (!current) throw new Error('prompts.reference_not_found');
    const values: Values = { ...given, v: given.v ?? current.default };
    const one = (token: string, inAsset: boolean): string => {
      if (token === '{{lit}}') return current.literal ? token : (values.lit ?? token);
      if (token === '{{v}}') return values.v ?? token;
      if (token === '{{variable:w}}') return values.w ?? token;
      const [, key] = /^\{\{asset:(\w+)\}\}$/u.exec(token) ?? [];
      if (key !== undefined && inAsset) return token;
      if (key === 'k') return values.k ?? current.asset.map((each) => one(each, true)).join('');
      if (key !== undefined) return values[key] ?? token;
      const [, to] = /^\{\{prompt:p(\d)\}\}$/u.exec(token) ?? [];
      return to === undefined ? token : naive(nodes, given, Number(to), [...above, at]);
    };
    return current.text.map((each) => one(each, false)).join('');
  }

  const outcomeOf = async (work: () => unknown): Promise<string> => {
    try {
      return String(await work());
    } catch (error) {
      return `failed: ${(error as { code?: string }).code ?? (error as Error).message}`;
    }
  };

  it('ends, fails exactly where a text contains itself, is too deep or missing, and else equals the rules', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(node, { minLength: 1, maxLength: 9 }),
        fc.record({ v: value, w: value, k: value, lit: value }),
        async (drawn, given) => {
          const led = (tokens: readonly string[], at: number) => tokens.map((each) => (each === NEXT ? `{{prompt:p${at + 1}}}` : each));
          const nodes = drawn.map((each, at) => ({ ...each, text: led(each.text, at), asset: led(each.asset, at) }));
          const prompts = nodes.map((each, at) =>
            promptFragment(`p${at}`, each.text.join('\n'), {
              literals: each.literal ? ['lit'] : [],
              variables: [declared('v', each.default)],
              assets: {},
            }),
          );
          const fragments = prompts.map((each, at) => {
            const { asset = [], literal } = nodes[at] ?? {};
            const literals = literal ? ['lit'] : [];
            const template = promptFragment('asset', asset.join('\n'), { literals }).template;
            return { ...each, assets: new Map([['k', assetFragment('k', asset.join('\n'), { template })]]) };
          });
          const joined = nodes.map((each) => ({ ...each, text: between(each.text), asset: between(each.asset) }));
          const expected = await outcomeOf(() => naive(joined, given, 0, []));
          const actual = await outcomeOf(async () => (await inlined(fragments as never, given)).text);
          const kind = expected.startsWith('failed') ? expected : 'text';
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
          expect(actual).toBe(expected);
        },
      ),
      { numRuns: 1500 },
    );
    expect([...seen.keys()].toSorted()).toEqual([
      'failed: prompts.reference_circular',
      'failed: prompts.reference_not_found',
      'failed: prompts.reference_too_deep',
      'text',
    ]);
  });

  /** Line breaks keep the tokens apart, so that no two of them make another placeholder. */
  const between = (tokens: readonly string[]): string[] => tokens.flatMap((each, at) => (at === 0 ? [each] : ['\n', each]));
});

it('reaches only so many projects', async () => {
  const others = Array.from({ length: 21 }, (_, at) => promptFragment('part', 'x', { project: `p${at}` }));
  const rootOf = (count: number) =>
    promptFragment(
      'root',
      others
        .slice(0, count)
        .map((each) => `{{prompt:${each.project}/part}}`)
        .join(''),
    );
  expect((await inlined([rootOf(20), ...others])).text).toBe('x'.repeat(20));
  await expect(inlined([rootOf(21), ...others])).rejects.toMatchObject({ code: 'prompts.resolution_too_large' });
});
