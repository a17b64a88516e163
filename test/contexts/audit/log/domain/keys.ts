import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { NoteSigner } from '#contexts/audit/log/domain/signed-note';

/** An Ed25519 private key from its 32 bytes of seed (RFC 8410). */
export const privateKeyOf = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]), format: 'der', type: 'pkcs8' });

export const LOG_KEY: NoteSigner = { name: 'log.example/japm', privateKey: privateKeyOf(Buffer.alloc(32, 7)) };
export const otherKey = (name: string): NoteSigner => ({ name, privateKey: generateKeyPairSync('ed25519').privateKey });
