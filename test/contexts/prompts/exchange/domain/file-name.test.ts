import fc from 'fast-check';
import { fileName } from '../../../../../src/contexts/prompts/exchange/domain/file-name';

describe('the file name of a slug, tag or key', () => {
  it.each([
    ['order-mail', 'order-mail'],
    ['1.0.0', '1.0.0'],
    ['1.0.0-RC.1+build', '1.0.0-%52%43.1%2bbuild'],
    ['con', '%63on'],
    ['com1.txt', '%63om1.txt'],
    ['console', 'console'],
    ['..', '%2e%2e'],
    ['.git', '%2egit'],
    ['-rf', '%2drf'],
    ['a/b\\c', 'a%2fb%5cc'],
    ['é', '%c3%a9'],
  ])('%s is %s', (name, expected) => {
    expect(fileName(name)).toBe(expected);
  });

  it('is short, harmless on every file system, and different for different names', () => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
      fc.constantFrom('A', 'a', 'a'.repeat(300), 'a'.repeat(301)),
    );
    fc.assert(
      fc.property(names, names, (a, b) => {
        expect(fileName(a)).toMatch(/^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9_%][a-z0-9_.%~-]{0,149}$/u);
        expect(fileName(a)).not.toMatch(/\.$/u);
        expect(fileName(a) === fileName(b)).toBe(a === b);
      }),
    );
  });
});
