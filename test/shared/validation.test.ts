import { Invalid } from '#shared/errors';
import { Validation } from '#shared/validation';

describe('texts and names', () => {
  it('may not hold U+0000, at which some databases end a text', () => {
    const validation = new Validation('test.invalid');
    validation.name('/name', 'a\0b');
    validation.text('/text', '\0');
    validation.text('/fine', '0 \\0 %00');
    let failure: unknown;
    try {
      validation.done();
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(Invalid);
    expect((failure as Invalid).errors).toEqual([
      { pointer: '/name', message: 'name must not contain U+0000' },
      { pointer: '/text', message: 'text must not contain U+0000' },
    ]);
  });
});
