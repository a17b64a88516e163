import { CompactRange, EMPTY_ROOT, leafHash, nodeHash } from '#contexts/audit/log/domain/merkle';

// The leaves and roots of the Certificate Transparency reference tests.
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) =>
  Buffer.from(hex, 'hex'),
);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** RFC 6962, 2.1, word for word. */
function treeHead(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leafHash(leaves[0] as Buffer);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(treeHead(leaves.slice(0, split)), treeHead(leaves.slice(split)));
}

describe('the Merkle tree', () => {
  it('has the published roots for every size up to 8', () => {
    const range = CompactRange.empty();
    const roots = [range.root().toString('hex')];
    for (const leaf of LEAVES) {
      range.append(leafHash(leaf));
      roots.push(range.root().toString('hex'));
    }
    expect(roots).toEqual(ROOTS);
  });

  it('agrees with the definition at every size up to 130', () => {
    const leaves: Buffer[] = [];
    const range = CompactRange.empty();
    for (let n = 1; n <= 130; n += 1) {
      leaves.push(Buffer.from(`leaf ${n.toString()}`));
      range.append(leafHash(leaves[n - 1] as Buffer));
      expect(range.root()).toEqual(treeHead(leaves));
    }
  });

  it('goes on from a stored frontier as if it had never stopped', () => {
    const whole = CompactRange.empty();
    let resumed = CompactRange.empty();
    for (let n = 0; n < 70; n += 1) {
      const leaf = leafHash(Buffer.from([n]));
      whole.append(leaf);
      resumed = CompactRange.restore(resumed.size, resumed.serialize());
      resumed.append(leaf);
    }
    expect(resumed.size).toBe(70);
    expect(resumed.root()).toEqual(whole.root());
    expect(resumed.serialize()).toHaveLength(3 * 32); // 70 = 64 + 4 + 2
  });

  it('does not share memory with the stored frontier', () => {
    const stored = leafHash(Buffer.from('a'));
    const range = CompactRange.restore(1, stored);
    const root = range.root();
    stored.fill(0);
    expect(range.root()).toEqual(leafHash(Buffer.from('a')));
    expect(root).toEqual(leafHash(Buffer.from('a')));
  });

  it('counts leaves beyond 32 bits', () => {
    const size = 2 ** 40 + 1;
    const range = CompactRange.restore(size, Buffer.alloc(64));
    range.append(leafHash(Buffer.from('x')));
    expect(range.size).toBe(size + 1);
    expect(range.serialize()).toHaveLength(64);
  });

  it.each([
    [3, 32],
    [0, 32],
    [4, 31],
  ])('refuses a frontier that does not fit: size %i, %i bytes', (size, bytes) => {
    expect(() => CompactRange.restore(size, Buffer.alloc(bytes))).toThrow(RangeError);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('refuses %d as a size', (size) => {
    expect(() => CompactRange.restore(size, Buffer.alloc(0))).toThrow('no number of leaves');
  });

  it('refuses a leaf that is no hash', () => {
    expect(() => {
      CompactRange.empty().append(Buffer.alloc(31));
    }).toThrow('32 bytes');
  });
});
