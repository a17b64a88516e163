import { randomBytes } from 'node:crypto';
import { SaltSource } from '../application/sequence-events';

export class RandomSalts extends SaltSource {
  next(): Buffer {
    return randomBytes(16);
  }
}
