import { failureOf } from '../../failure-of';
import { chooseLanguage, requireLanguageCode } from '../../../../../src/contexts/prompts/template/domain/language';

const base = { languageCode: 'en-US', promptText: 'base' };
const translations = [
  { languageCode: 'es-MX', promptText: 'mexico' },
  { languageCode: 'es-ES', promptText: 'spain' },
  { languageCode: 'fr', promptText: 'france' },
];

describe('the choice of a language', () => {
  it.each([
    [null, 'base', false],
    ['EN-us', 'base', false],
    ['en', 'base', false],
    ['es-mx', 'mexico', false],
    ['es', 'spain', false],
    ['FR', 'france', false],
    ['fr-CA', 'base', true],
    ['de', 'base', true],
  ])('serves %s with %s (fallback %s)', (requested, text, fallback) => {
    const chosen = chooseLanguage(requested, base, translations);
    expect([chosen.text.promptText, chosen.fallback]).toEqual([text, fallback]);
  });

  it('takes an exact translation of a bare code before the version of that language', () => {
    expect(chooseLanguage('en', base, [{ languageCode: 'en', promptText: 'plain' }]).text.promptText).toBe('plain');
  });

  it.each(['en', 'deu', 'en-US', 'zh-Hant', 'es-419', 'EN-us'])('knows %s as a code', (code) => {
    expect(() => {
      requireLanguageCode('/language', code);
    }).not.toThrow();
  });

  it.each(['', 'e', 'engl', 'en_US', 'en-', 'en-U', 'en-USAXX', 'en-41', 'en-US-x', '12'])('refuses %j', (code) => {
    expect(
      failureOf(() => {
        requireLanguageCode('/language', code);
      }),
    ).toMatchObject({ kind: 'invalid', errors: [expect.objectContaining({ pointer: '/language' })] });
  });
});
