import { Invalid } from '#shared/errors';
import { Validation, withoutMisleading } from '#shared/validation';

const faultsOf = (validation: Validation): Invalid['errors'] => {
  try {
    validation.done();
  } catch (error) {
    if (error instanceof Invalid) return error.errors;
    throw error;
  }
  return [];
};

describe('texts and names', () => {
  it('are named by messages as fields within fields', () => {
    const validation = new Validation('test.invalid');
    validation.text('/translations/1/text', '', { min: 1 });
    validation.name('/name', 'x', { min: 2 });
    expect(faultsOf(validation)).toEqual([
      { pointer: '/translations/1/text', message: 'translations.1.text should not be empty' },
      { pointer: '/name', message: 'name must be at least 2 characters long' },
    ]);
  });

  it('are no steps of a path where they stand in one', () => {
    const validation = new Validation('test.invalid');
    for (const key of [' .. ', '.', '...', '.a', 'a']) validation.addressed('/key', key);
    expect(faultsOf(validation)).toEqual([
      { pointer: '/key', message: "key must not be '..': no path could name it" },
      { pointer: '/key', message: "key must not be '.': no path could name it" },
    ]);
  });

  it('may not hold U+0000, at which some databases end a text', () => {
    const validation = new Validation('test.invalid');
    validation.name('/name', 'a\0b');
    validation.text('/text', '\0');
    validation.text('/fine', '0 \\0 %00');
    expect(faultsOf(validation)).toEqual([
      { pointer: '/name', message: 'name must not contain U+0000' },
      { pointer: '/text', message: 'text must not contain U+0000' },
    ]);
  });

  it.each(['\u001b', '\u0007', '\u0085', '\u202e', '\u2066', '\u200f', '\r\n', '\t'])('of one line do not hold %j', (character) => {
    const validation = new Validation('test.invalid');
    validation.name('/name', `a${character}b`);
    validation.addressed('/key', `a${character}b`);
    validation.line('/category', `a${character}b`);
    expect(faultsOf(validation).map(({ message }) => message)).toEqual(
      ['name', 'key', 'category'].map((field): unknown => expect.stringMatching(`^${field} must not contain the control character U\\+`)),
    );
  });

  it('of several lines hold line breaks and tabs, and nothing else of that kind', () => {
    const validation = new Validation('test.invalid');
    expect(validation.lines('/reason', 'a\r\n\tb')).toBe('a\r\n\tb');
    expect(validation.text('/description', 'a\u202eb')).toBe('a\u202eb');
    validation.lines('/reason', 'a\u001bb');
    expect(faultsOf(validation)).toEqual([{ pointer: '/reason', message: 'reason must not contain the control character U+001B' }]);
  });

  it('that are stored stay as they are, and what is there already is found by any name', () => {
    const old = 'a\u001bb';
    const validation = new Validation('test.invalid', { name: old });
    expect([validation.name('/name', old), validation.reference('/versionTag', old)]).toEqual([old, old]);
    expect(faultsOf(validation)).toEqual([]);
    validation.name('/name', `${old}c`);
    expect(faultsOf(validation)).toHaveLength(1);
  });

  it('of elsewhere are freed of what misleads', () => {
    expect(withoutMisleading('An\u202en\r\n')).toBe('Ann');
  });
});
