import { randomBytes } from 'node:crypto';
import { RandomSource } from '../../application/random-source.port';

export class NodeRandomSource extends RandomSource {
  bytes(length: number): Buffer {
    return randomBytes(length);
  }
}
