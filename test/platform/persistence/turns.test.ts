import { Turns } from '#platform/persistence/turns';

describe('turns', () => {
  it('let in as many as there are places, and the next in the order of asking', async () => {
    const turns = new Turns(2);
    const order: string[] = [];
    const enter = async (name: string): Promise<(() => void) | null> => {
      const end = await turns.acquire();
      order.push(name);
      return end;
    };
    const [first] = await Promise.all([enter('a'), enter('b')]);
    const [third, fourth] = [enter('c'), enter('d')];
    expect(order).toEqual(['a', 'b']);
    first?.();
    (await third)?.();
    await fourth;
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are given up when the patience is over, and keep no place then', async () => {
    const turns = new Turns(1);
    const end = await turns.acquire(0);
    expect([await turns.acquire(0), await turns.acquire(1)]).toEqual([null, null]);
    end?.();
    expect(await turns.acquire(0)).not.toBeNull();
  });
});
