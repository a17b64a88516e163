import { SharedReads } from '#contexts/prompts/resolution/application/shared-reads';

class Source {
  readonly #asked: string[] = [];

  get asked(): readonly string[] {
    return this.#asked;
  }

  read(...names: string[]): Promise<string> {
    this.#asked.push(names.join('+'));
    return names.includes('bad') ? Promise.reject(new Error('bad')) : Promise.resolve('x'.repeat(Number(names[1] ?? 1)));
  }
}

describe('reads that a batch shares', () => {
  it('are made once for equal arguments of one source', async () => {
    const [one, other, reads] = [new Source(), new Source(), new SharedReads()];
    const [seen, seenOther] = [reads.of(one), reads.of(other)];
    await Promise.all([seen.read('a'), seen.read('a'), seen.read('b')]);
    await seen.read('a');
    await seenOther.read('a');
    expect([one.asked, other.asked]).toEqual([['a', 'b'], ['a']]);
  });

  it('fail again as they failed', async () => {
    const source = new Source();
    const seen = new SharedReads().of(source);
    await expect(seen.read('bad')).rejects.toThrow('bad');
    await expect(seen.read('bad')).rejects.toThrow('bad');
    expect(source.asked).toEqual(['bad']);
  });

  it('are forgotten when their texts have more than 16 Mi characters', async () => {
    const source = new Source();
    const seen = new SharedReads().of(source);
    const half = String(8 * 1024 * 1024);
    for (const name of ['a', 'b', 'a']) await seen.read(name, half);
    expect(source.asked).toHaveLength(2);
    await seen.read('c', half);
    await seen.read('a', half);
    expect(source.asked.map((each) => each[0])).toEqual(['a', 'b', 'c', 'a']);
  });
});
