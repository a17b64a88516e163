import { Invalid } from '#shared/errors';
import { Validation } from '#shared/validation';

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
});
