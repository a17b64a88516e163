import { generateKeyPairSync } from 'node:crypto';
import { decode, sign, verify, type JwtHeader } from 'jsonwebtoken';
import { JwtTokenSigner } from '#contexts/identity/session/adapters/crypto/jwt-token-signer';
import { TokenSettings } from '#contexts/identity/session/application/token-settings';

const CLAIMS = { sub: 'u', email: 'ann@acme.test', tenantId: 't', sid: 's', jti: 'j' };
const pemOf = (type: 'ec' | 'rsa', bits = 2048): { privateKey: string; publicKey: string } => {
  const pair = type === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: bits });
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};
const EC = pemOf('ec');
const RSA = pemOf('rsa');
const signerOf = (...keys: string[]): JwtTokenSigner => new JwtTokenSigner(new TokenSettings(keys, 3600));
const headerOf = (token: string): JwtHeader => decode(token, { complete: true })?.header ?? { alg: '' };

describe('the keys of tokens', () => {
  it.each([
    ['HS256', 'a secret'],
    ['ES256', EC.privateKey],
    ['RS256', RSA.privateKey],
    ['ES256', EC.privateKey.replaceAll('\n', '\\n')],
  ])('sign with %s and name themselves, so that the token is verified with the same', (algorithm, key) => {
    const signer = signerOf(key, 'another secret');
    const token = signer.sign(CLAIMS, 60);
    expect(headerOf(token).alg).toBe(algorithm);
    const found = signer.keyOf(token);
    expect(found?.algorithm).toBe(algorithm);
    expect(verify(token, found?.key ?? '', { algorithms: ['HS256', 'ES256', 'RS256'] })).toMatchObject({ ...CLAIMS, iss: 'japm' });
  });

  it('overlap: the first signs, the others still verify, until they are taken away', () => {
    const old = signerOf('old secret').sign(CLAIMS, 60);
    expect(signerOf(EC.privateKey, 'old secret').keyOf(old)).not.toBeNull();
    expect(headerOf(signerOf(EC.privateKey, 'old secret').sign(CLAIMS, 60)).alg).toBe('ES256');
    expect(signerOf(EC.privateKey).keyOf(old)).toBeNull();
    const retired = signerOf(RSA.privateKey).sign(CLAIMS, 60);
    expect(signerOf(EC.privateKey, RSA.publicKey).keyOf(retired)?.algorithm).toBe('RS256');
  });

  it('count with their own algorithm only: no token chooses another, nor takes a public key for a secret', () => {
    const signer = signerOf(RSA.privateKey, 'a secret');
    const { kid } = headerOf(signer.sign(CLAIMS, 60));
    const confused = sign(CLAIMS, 'anything', { algorithm: 'HS256', keyid: kid });
    expect(signer.keyOf(confused)).toBeNull();
    expect(signer.keyOf(sign(CLAIMS, RSA.privateKey, { algorithm: 'RS512', keyid: kid }))).toBeNull();
    expect(signer.keyOf(sign(CLAIMS, '', { algorithm: 'none', keyid: kid }))).toBeNull();
    expect(signer.keyOf(sign(CLAIMS, RSA.publicKey, { algorithm: 'HS256' }))).toBeNull();
    expect(signer.keyOf(sign(CLAIMS, RSA.privateKey, { algorithm: 'RS256' }))).toBeNull();
    for (const text of ['', 'x', 'a.b.c', '..', `${Buffer.from('null').toString('base64url')}.e30.x`])
      expect(signer.keyOf(text)).toBeNull();
  });

  it('show their public halves, and of secrets nothing', () => {
    const signer = signerOf(EC.privateKey, 'a secret', RSA.publicKey);
    expect(signer.publicKeys).toMatchObject([
      { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid: headerOf(signer.sign(CLAIMS, 60)).kid },
      { kty: 'RSA', alg: 'RS256', use: 'sig' },
    ]);
    for (const key of signer.publicKeys) expect(Object.keys(key)).not.toEqual(expect.arrayContaining(['d']));
    expect(signerOf('a secret').publicKeys).toEqual([]);
  });

  it('are refused when they are weak, of another kind, broken, or cannot sign and stand first', () => {
    expect(() => signerOf(pemOf('rsa', 1024).privateKey)).toThrow('RSA of at least 2048 bits');
    const { privateKey } = generateKeyPairSync('ed25519');
    expect(() => signerOf(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).toThrow('EC on P-256');
    expect(() => signerOf('-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----')).toThrow('cannot be read');
    expect(() => signerOf(EC.publicKey)).toThrow('the first key signs');
    expect(() => signerOf()).toThrow('the first key signs');
  });
});
