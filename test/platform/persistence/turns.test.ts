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

  it('count what is heavy for as many places as it takes, and let nobody overtake it', async () => {
    const turns = new Turns(10);
    const order: string[] = [];
    const enter = async (name: string, weight: number): Promise<() => void> => {
      const end = await turns.acquire(Infinity, weight);
      order.push(name);
      return end ?? (() => undefined);
    };
    const six = await enter('six', 6);
    const [hundred, one] = [enter('hundred', 100), enter('one', 1)];
    expect(await turns.acquire(0, 1)).toBeNull();
    six();
    (await hundred)();
    (await one)();
    expect(order).toEqual(['six', 'hundred', 'one']);
    expect(await turns.acquire(0, 10)).not.toBeNull();
  });

  it('let the next one in when a heavy one before it gives up', async () => {
    const turns = new Turns(2);
    await turns.acquire(0, 1);
    const [heavy, light] = [turns.acquire(1, 2), turns.acquire(Infinity, 1)];
    expect(await heavy).toBeNull();
    expect(await light).not.toBeNull();
  });
});
