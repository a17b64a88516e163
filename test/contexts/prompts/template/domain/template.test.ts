import fc from 'fast-check';
import {
  assetReferencesOf,
  parseTemplate,
  promptReferencesOf,
  variablesOf,
  type Template,
} from '../../../../../src/contexts/prompts/template/domain/template';
import { rendered as render } from '../../resolution/fragments';

const sourceOf = (template: Template): string => template.map((each) => (each.kind === 'text' ? each.text : each.source)).join('');
const kindsOf = (text: string, literals: string[] = []): string[] => parseTemplate(text, literals).map((each) => each.kind);
const rendered = async (text: string, values: Record<string, unknown> = {}): Promise<string> =>
  (await render(parseTemplate(text), values)).text;

/** Texts in which braces, colons and the words of placeholders are frequent. */
const templateLike = fc
  .array(
    fc.oneof(fc.constantFrom('{', '{{', '}', '}}', 'variable:', 'asset:', 'prompt:', ' ', '\n', 'a', 'b'), fc.string({ unit: 'binary' })),
  )
  .map((parts) => parts.join(''));

describe('parsing a template', () => {
  it('knows variables in both spellings, assets and prompts, with the white space trimmed', () => {
    expect(parseTemplate('Dear {{ variable: who }} {{x}}: {{asset:sign:1.0.0}}{{prompt:shop/intro}}')).toEqual([
      { kind: 'text', text: 'Dear ' },
      { kind: 'variable', name: 'who', source: '{{ variable: who }}' },
      { kind: 'text', text: ' ' },
      { kind: 'variable', name: 'x', source: '{{x}}' },
      { kind: 'text', text: ': ' },
      { kind: 'asset', reference: 'sign:1.0.0', source: '{{asset:sign:1.0.0}}' },
      { kind: 'prompt', reference: 'shop/intro', source: '{{prompt:shop/intro}}' },
    ]);
  });

  it.each([
    ['{{}}', 'an empty body'],
    ['{{  }}', 'a blank body'],
    ['{{variable:}}', 'no name'],
    ['{{a\nb}}', 'a line break in the name'],
    ['{{a}b}}', 'a brace in the name'],
    [`{{${'n'.repeat(101)}}}`, 'a name that is too long'],
    ['{{asset:}}', 'no key'],
    ['{{open', 'no end'],
    ['close}}', 'no beginning'],
  ])('leaves %j as text: %s', (text) => {
    expect(parseTemplate(text)).toEqual([{ kind: 'text', text }]);
  });

  it('takes the innermost pair of braces', async () => {
    expect(await rendered('{{{x}}} {{ {{x}} }}', { x: 1 })).toBe('{1} {{ 1 }}');
  });

  it('counts characters of a name, not UTF-16 units', () => {
    expect(kindsOf(`{{${'😀'.repeat(100)}}}`)).toEqual(['variable']);
    expect(kindsOf(`{{${'😀'.repeat(101)}}}`)).toEqual(['text']);
  });

  it('treats what is listed in literals as text, by exact body', () => {
    expect(kindsOf('{{ x }}{{y}}{{asset:z}}', ['x', 'asset:z'])).toEqual(['text', 'variable', 'text']);
  });

  it('lists each variable and reference once, in order', () => {
    const template = parseTemplate('{{b}}{{a}}{{variable:b}}{{asset:k}}{{prompt:p}}{{asset:k}}');
    expect(variablesOf(template)).toEqual(['b', 'a']);
    expect([assetReferencesOf(template), promptReferencesOf(template)]).toEqual([['k'], ['p']]);
  });

  it('never throws, and its pieces give the text back', () => {
    fc.assert(fc.property(templateLike, fc.array(fc.string()), (text, literals) => sourceOf(parseTemplate(text, literals)) === text));
  });

  it.each([
    ['openings only', '{{'.repeat(72_000)],
    ['openings and one end', `${'{'.repeat(143_998)}}}`],
    ['ends only', '}'.repeat(144_000)],
    ['alternating braces', '{}'.repeat(72_000)],
    ['blank bodies', `{{${' '.repeat(143_996)}}}`],
    ['many variables', '{{x}}'.repeat(28_800)],
    ['plain text', 'lorem ip'.repeat(18_000)],
  ])('takes 144,000 characters of %s as they are', (_what, text) => {
    expect(sourceOf(parseTemplate(text))).toBe(text);
  });
});

describe('rendering a template', () => {
  it('inserts strings as they are, numbers and booleans as text, objects and arrays as JSON', async () => {
    expect(await rendered('{{s}}|{{n}}|{{b}}|{{o}}|{{a}}', { s: 'x', n: 1.5, b: false, o: { k: [1] }, a: ['y'] })).toBe(
      'x|1.5|false|{"k":[1]}|["y"]',
    );
  });

  it('keeps what has no value and lists it once', async () => {
    const template = parseTemplate('{{a}} {{variable:a}} {{asset:k:1}} {{b}} {{asset:k}}');
    expect(await render(template, { b: null })).toMatchObject({
      text: '{{a}} {{variable:a}} {{asset:k:1}} {{b}} {{asset:k}}',
      unresolved: ['a', 'asset:k', 'b'],
    });
  });

  it('lets a variable named like an asset win over the asset', async () => {
    expect(await rendered('{{asset:sign}} {{asset:sign:2.0.0}} {{prompt:sign}}', { sign: 'Bo' })).toBe('Bo Bo {{prompt:sign}}');
  });

  it('finds names of Object.prototype only when they are given', async () => {
    expect(await rendered('{{constructor}} {{__proto__}}')).toBe('{{constructor}} {{__proto__}}');
  });

  it('replaces literally and never scans an inserted value again', async () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('{{a}}', '$&', '$1', '\\', '{{variable:b}}', '}}', '{{'));
    await fc.assert(
      fc.asyncProperty(value, value, fc.string(), async (a, b, between) => {
        fc.pre(!/[{}]/u.test(between));
        return (await rendered(`{{a}}${between}{{variable:b}}`, { a, b })) === a + between + b;
      }),
    );
  });
});
