import fc from 'fast-check';
import { soundJson } from '#platform/http/json-bounds';

const check = (text: string, encoding = 'utf-8'): void => soundJson()({} as never, {}, Buffer.from(text), encoding);
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('the bounds of a JSON body', () => {
  it('lets 64 levels pass and refuses the 65th, without a look at what follows', () => {
    expect(() => check(nested(64))).not.toThrow();
    expect(() => check(nested(65))).toThrow(/nested too deeply/u);
    let looks = 0;
    const watched = new Proxy(Buffer.from('['.repeat(2 ** 21)), {
      get(body, key) {
        if (typeof key === 'string' && /^\d+$/u.test(key)) looks += 1;
        const value: unknown = Reflect.get(body, key, body);
        return typeof value === 'function' ? (value.bind(body) as unknown) : value;
      },
    });
    expect(() => soundJson()({} as never, {}, watched, 'utf-8')).toThrow(/nested too deeply/u);
    expect(looks).toBe(65);
  });

  it('refuses very many values', () => {
    expect(() => check(`[${'0,'.repeat(50_000)}0]`)).not.toThrow();
    expect(() => check(`[${'0,'.repeat(50_001)}0]`)).toThrow(/too many values/u);
  });

  it('does not take what stands in strings for structure, whatever is escaped', () => {
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
    const text = fc.string({ unit: fc.constantFrom('\\', '"', '[', '{', ']', '}', ',', 'a', '計') });
    const json = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof({ maxDepth: 6 }, text, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(text, tie('value'), { maxKeys: 3 })),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        const padding = 64 - depth(value);
        const around = (levels: number): string => '['.repeat(levels) + JSON.stringify(value) + ']'.repeat(levels);
        expect(() => check(around(padding))).not.toThrow();
        if (depth(value) > 0) expect(() => check(around(padding + 1))).toThrow();
      }),
    );
  });

  it('refuses U+0000 in texts and names, and nothing that only looks like it', () => {
    for (const bad of ['"\\u0000"', '{"a\\u0000":1}', '"\\\\\\u0000"']) expect(() => check(bad)).toThrow('U+0000');
    for (const good of ['"\\\\u0000"', '"\\u0001"', '"u0000"']) expect(() => check(good)).not.toThrow();
    const anyText = fc.string({ unit: fc.constantFrom('\\', '\0', 'u', '0', '"', 'a') });
    fc.assert(
      fc.property(anyText, (text) => {
        if (text.includes('\0')) expect(() => check(JSON.stringify(text))).toThrow('U+0000');
        else expect(() => check(JSON.stringify(text))).not.toThrow();
      }),
    );
  });

  it('reads UTF-8 only, and leaves broken JSON to the parser', () => {
    expect(() => check('{}', 'utf-16le')).toThrow(/UTF-8/u);
    for (const broken of ['', '"', '"\\', ']]]', '{"a', '\\"']) expect(() => check(broken)).not.toThrow();
  });
});
