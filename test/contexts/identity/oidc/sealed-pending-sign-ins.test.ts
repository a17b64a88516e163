import fc from 'fast-check';
import { SealedPendingSignIns } from '#contexts/identity/oidc/adapters/crypto/sealed-pending-sign-ins';
import { OidcSettings } from '#contexts/identity/oidc/application/oidc-settings';

const settings = (secret: string): OidcSettings =>
  new OidcSettings({ providers: [], publicUrl: 'https://japm.test', pendingSeconds: 600, requestTimeoutSeconds: 5 }, secret);
const pending = { providerId: 'acme', state: 's', nonce: 'n', codeVerifier: 'v', expiresAt: new Date('2026-01-01T00:10:00.000Z') };

describe('a sealed pending sign-in', () => {
  const ours = new SealedPendingSignIns(settings('a secret of the installation'));

  it('is opened by every process of the installation, and by no other installation', () => {
    const sealed = ours.seal(pending);
    expect(new SealedPendingSignIns(settings('a secret of the installation')).open(sealed)).toEqual(pending);
    expect(new SealedPendingSignIns(settings('another secret')).open(sealed)).toBeNull();
  });

  it('shows nothing of what is in it', () => {
    expect(Buffer.from(ours.seal(pending), 'base64url').toString('latin1')).not.toContain('codeVerifier');
    expect(ours.seal(pending)).not.toBe(ours.seal(pending));
  });

  it('is worth nothing once a bit of it is changed', () => {
    const bytes = Buffer.from(ours.seal(pending), 'base64url');
    for (let place = 0; place < bytes.length; place += 1) {
      const altered = Buffer.from(bytes);
      altered[place] = (altered[place] ?? 0) ^ 1;
      expect(ours.open(altered.toString('base64url'))).toBeNull();
    }
  });

  it('is not found in any other text', () => {
    fc.assert(fc.property(fc.string(), (text) => ours.open(text) === null));
  });
});
