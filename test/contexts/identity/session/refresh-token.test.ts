import fc from 'fast-check';
import { formatRefreshToken, parseRefreshToken, refreshTokenOf } from '#contexts/identity/session/domain/refresh-token';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((each) => Buffer.from(each));

describe('refresh tokens', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(bytes(16), bytes(32), (family, secret) => {
        const token = refreshTokenOf(family.toString('hex'), secret);
        expect(parseRefreshToken(formatRefreshToken(token))).toEqual(token);
      }),
    );
  });

  it('are nothing else: any text is none, or is written the same way again', () => {
    const near = fc.tuple(
      fc.constantFrom('japm_rt_', 'japm_', 'JAPM_RT_', ''),
      fc.string({ unit: fc.constantFrom('0', '9', 'a', 'f', 'A', '_', ' ', '\n') }),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          near.map((parts) => parts.join('')),
        ),
        (text) => {
          const token = parseRefreshToken(text);
          expect(token === null || formatRefreshToken(token) === text).toBe(true);
        },
      ),
    );
  });

  it('of which one character differs are other tokens or none', () => {
    const text = formatRefreshToken(refreshTokenOf('a'.repeat(32), Buffer.alloc(32, 0xbb)));
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        fc.pre(changed !== text);
        expect(parseRefreshToken(changed)).not.toEqual(parseRefreshToken(text));
      }),
    );
  });
});
