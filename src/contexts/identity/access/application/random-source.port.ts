/** A source of cryptographically strong random bytes. */
export abstract class RandomSource {
  abstract bytes(length: number): Buffer;
}
