import { createHash } from 'node:crypto';

export const HASH_BYTES = 32;
const LEAF_PREFIX = Buffer.of(0x00);
const NODE_PREFIX = Buffer.of(0x01);

export const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The hash of a leaf (RFC 6962, 2.1). The prefixes prevent that a leaf passes as a node. */
export const leafHash = (data: Uint8Array): Buffer => sha256(LEAF_PREFIX, data);
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE_PREFIX, left, right);

/** The root of the tree without leaves. */
export const EMPTY_ROOT = sha256();

/**
 * The right edge of a Merkle tree (RFC 6962): the roots of its perfect subtrees, largest first, one for each bit 1 in the
 * binary form of `size`. It suffices to append leaves and to compute the root, in O(log n) memory.
 */
export class CompactRange {
  private constructor(
    private leaves: number,
    private readonly hashes: Buffer[],
  ) {}

  static empty(): CompactRange {
    return new CompactRange(0, []);
  }

  /** Restores the state from the result of {@link serialize}. Throws a RangeError when size and frontier do not fit together. */
  static restore(size: number, frontier: Buffer): CompactRange {
    if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`size ${size.toString()} is no number of leaves`);
    const expected = subtrees(size) * HASH_BYTES;
    if (frontier.length !== expected) {
      throw new RangeError(
        `a tree of ${size.toString()} leaves has a frontier of ${expected.toString()} bytes, not ${frontier.length.toString()}`,
      );
    }
    const hashes = Array.from({ length: subtrees(size) }, (_, i) => Buffer.from(frontier.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)));
    return new CompactRange(size, hashes);
  }

  get size(): number {
    return this.leaves;
  }

  append(leaf: Buffer): void {
    if (leaf.length !== HASH_BYTES) throw new RangeError(`a leaf hash has ${HASH_BYTES.toString()} bytes, not ${leaf.length.toString()}`);
    let merged = leaf;
    // The loop uses no bit operators, because they end at 2^31.
    for (let rest = this.leaves; rest % 2 === 1; rest = Math.floor(rest / 2)) merged = nodeHash(this.hashes.pop() as Buffer, merged);
    this.hashes.push(merged);
    this.leaves += 1;
  }

  root(): Buffer {
    if (this.leaves === 0) return EMPTY_ROOT;
    return this.hashes.reduceRight((right, left) => nodeHash(left, right));
  }

  /** The concatenated hashes, largest subtree first. Together with {@link size} they are the whole state. */
  serialize(): Buffer {
    return Buffer.concat(this.hashes);
  }
}

function subtrees(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
