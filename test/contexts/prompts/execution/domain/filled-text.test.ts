import fc from 'fast-check';
import { filledSystemPrompt, filledText } from '#contexts/prompts/execution/domain/filled-text';

const values = (object: object): Map<string, unknown> => new Map(Object.entries(object));

describe('a system prompt', () => {
  it.each([
    ['Translate ${text} to ${targetLanguage}', { text: 'Hi', targetLanguage: 'fr' }, 'Translate Hi to fr'],
    ['${a}${a}', { a: 1 }, '11'],
    ['${ a }', { a: true }, 'true'],
    ['${a} ${b}', { a: '${b}', b: '${a}' }, '${b} ${a}'],
    ['${none} ${null}', { null: null }, '${none} ${null}'],
    ['$a {a} ${a', { a: 'x' }, '$a {a} ${a'],
    ['${ ${a}}', { a: 'x' }, '${ x}'],
    ['$${a}', { a: '$&' }, '$$&'],
    ['${a}', { a: { b: [1] } }, '{"b":[1]}'],
    ['${constructor} ${__proto__}', {}, '${constructor} ${__proto__}'],
  ])('%j with %j is %j', (text, given, filled) => {
    expect(filledSystemPrompt(text, values(given))).toBe(filled);
  });

  it('without placeholders stays as it is, and values are never read again', () => {
    const plain = fc.string().filter((text) => !text.includes('${'));
    fc.assert(
      fc.property(plain, fc.string(), plain, (before, value, after) => {
        expect(filledSystemPrompt(before, values({}))).toBe(before);
        // A `}` in the text before is no end of the placeholder.
        expect(filledSystemPrompt(`${before}\${x}${after}`, values({ x: value, [value]: 'wrong' }))).toBe(`${before}${value}${after}`);
      }),
    );
  });

  it('takes time in proportion to its length', () => {
    const text = '${'.repeat(500_000);
    const startedAt = performance.now();
    expect(filledSystemPrompt(text, values({ a: 'x' }))).toBe(text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});

describe('a bare text', () => {
  it('keeps references, and replaces variables once', () => {
    const text = '{{a}} {{ variable:a }} {{asset:a}} {{prompt:p/a:1}} {{b}}';
    expect(filledText(text, values({ a: '{{b}}', b: '{{a}}' }))).toBe('{{b}} {{b}} {{asset:a}} {{prompt:p/a:1}} {{a}}');
  });

  it.each([
    ['{{a}}'.repeat(60_000), { a: '' }],
    ['{{a}}'.repeat(5), { a: 'x'.repeat(1_000_000) }],
  ])('above a bound is refused before it is built', (text, given) => {
    expect(() => filledText(text, values(given))).toThrow(
      expect.objectContaining({ kind: 'too_large', code: 'execution.text_too_large' }) as Error,
    );
  });
});
