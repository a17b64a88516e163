import fc from 'fast-check';
import { formatKeyValue, keyValueOf, parseKeyValue, secretHashOf } from '#contexts/identity/api-key/domain/key-value';

const bytes = (length: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((each) => Buffer.from(each));

describe('the value of an API key', () => {
  it('is read back as it was made', () => {
    fc.assert(
      fc.property(bytes(4), bytes(24), (prefix, secret) => {
        const value = keyValueOf(prefix, secret);
        expect(formatKeyValue(value)).toMatch(/^japm_[0-9a-f]{8}_[0-9a-f]{48}$/u);
        expect(parseKeyValue(formatKeyValue(value))).toEqual(value);
      }),
    );
  });

  it('has no other form', () => {
    fc.assert(
      fc.property(bytes(4), bytes(24), fc.nat(62), fc.string({ minLength: 0, maxLength: 2 }), (prefix, secret, at, insert) => {
        const text = formatKeyValue(keyValueOf(prefix, secret));
        const changed = text.slice(0, at) + insert + text.slice(at + 1);
        fc.pre(!/^japm_[0-9a-f]{8}_[0-9a-f]{48}$/u.test(changed));
        expect(parseKeyValue(changed)).toBeUndefined();
      }),
    );
    expect(parseKeyValue(`${formatKeyValue(keyValueOf(Buffer.alloc(4), Buffer.alloc(24)))}\n`)).toBeUndefined();
  });

  it('keeps of its secret a SHA-256', () => {
    expect(secretHashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
