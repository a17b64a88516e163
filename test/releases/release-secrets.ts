import { createHash, createPrivateKey } from 'node:crypto';

const derived = (purpose: string): Buffer => createHash('sha256').update(`japm release fixture, ${purpose}`).digest();
/** RFC 8410: what stands before the 32 bytes of an Ed25519 private key. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The secrets of the kept installations. They are computed, so that no key lies in the repository and each run has the same. */
export const RELEASE_LOG_KEY = createPrivateKey({
  key: Buffer.concat([PKCS8_PREFIX, derived('log key')]),
  format: 'der',
  type: 'pkcs8',
})
  .export({ format: 'pem', type: 'pkcs8' })
  .toString();
export const RELEASE_SERVER_SECRET = derived('server secret').toString('hex');
