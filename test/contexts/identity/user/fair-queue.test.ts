import { FairQueue } from '#contexts/identity/user/adapters/crypto/fair-queue';

class Full extends Error {}

/** A queue whose work ends when the test says so. */
function queue(room = { atOnce: 2, waiting: 6, waitingOfOne: 3 }) {
  const fair = new FairQueue(room, () => new Full('full'));
  const started: string[] = [];
  const endings = new Map<string, (error?: Error) => void>();
  const enter = (address: string, name: string): Promise<void> =>
    fair.inTurn(address, () => {
      started.push(name);
      return new Promise((resolve, reject) => {
        endings.set(name, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    });
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string, error?: Error): Promise<void> => {
    endings.get(name)?.(error);
    await settled();
  };
  return { enter, end, started };
}

describe('a fair queue', () => {
  it('does no more at once than it may', async () => {
    const { enter, end, started } = queue();
    const all = ['a1', 'a2', 'a3', 'a4'].map((name) => enter('a', name));
    expect(started).toEqual(['a1', 'a2']);
    await end('a2');
    expect(started).toEqual(['a1', 'a2', 'a3']);
    for (const name of ['a1', 'a3', 'a4']) await end(name);
    await Promise.all(all);
  });

  it('lets those who wait in by turns of their addresses', async () => {
    const { enter, end, started } = queue({ atOnce: 1, waiting: 6, waitingOfOne: 3 });
    const all = [
      enter('a', 'a1'),
      enter('a', 'a2'),
      enter('a', 'a3'),
      enter('a', 'a4'),
      enter('b', 'b1'),
      enter('c', 'c1'),
      enter('b', 'b2'),
    ];
    for (const name of ['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']) await end(name);
    await Promise.all(all);
    expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('refuses an address its fill, and takes others', async () => {
    const { enter, end, started } = queue({ atOnce: 1, waiting: 4, waitingOfOne: 2 });
    const flood = ['a1', 'a2', 'a3'].map((name) => enter('a', name));
    await expect(enter('a', 'a4')).rejects.toThrow(Full);
    const others = [enter('b', 'b1'), enter('c', 'c1')];
    await expect(enter('d', 'd1')).rejects.toThrow(Full);
    for (const name of ['a1', 'a2', 'b1', 'c1', 'a3']) await end(name);
    await Promise.all([...flood, ...others]);
    expect(started).not.toContain('d1');
    const again = enter('d', 'd2');
    await end('d2');
    await again;
  });

  it('takes the addresses of one IPv6 network for one', async () => {
    const { enter, end } = queue({ atOnce: 1, waiting: 9, waitingOfOne: 1 });
    const all = [enter('2001:db8:0:7::1', 'x1'), enter('2001:db8:0:7::2', 'x2')];
    await expect(enter('2001:db8:0:7::3', 'x3')).rejects.toThrow(Full);
    for (const name of ['x1', 'x2']) await end(name);
    await Promise.all(all);
  });

  it('goes on past a failure', async () => {
    const { enter, end, started } = queue({ atOnce: 1, waiting: 2, waitingOfOne: 2 });
    const [first, second] = [enter('a', 'a1'), enter('a', 'a2')];
    const failed = expect(first).rejects.toThrow('broken');
    await end('a1', new Error('broken'));
    await failed;
    await end('a2');
    await second;
    expect(started).toEqual(['a1', 'a2']);
  });
});
