import { formatRefreshToken, refreshTokenOf } from '#contexts/identity/session/domain/refresh-token';
import { resetTokenOf } from '#contexts/identity/user/domain/password-reset';
import { redact } from '#platform/observability/logger';

describe('logs', () => {
  it.each([
    ['a refresh token', formatRefreshToken(refreshTokenOf('0f'.repeat(16), Buffer.alloc(32, 0xab)))],
    ['a token of a password reset', resetTokenOf(Buffer.alloc(32, 0xab))],
  ])('hide %s by its look, wherever it stands', (_what, token) => {
    expect(redact({ message: `refused ${token} twice`, nested: [{ refresh: token }] })).toEqual({
      message: 'refused [redacted] twice',
      nested: [{ refresh: '[redacted]' }],
    });
  });
});
