import { nextTurn, TurnBudget } from '#shared/event-loop';

describe('TurnBudget', () => {
  it('ends the turn whenever the work of one turn is done, and only then', async () => {
    let turns = 0;
    const budget = new TurnBudget(10, () => {
      turns += 1;
      return Promise.resolve();
    });
    for (let row = 0; row < 95; row += 1) await budget.spend();
    expect(turns).toBe(9);
    await budget.spend(25);
    expect(turns).toBe(10);
  });

  it('lets what waits run before the loop goes on', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('a request'));
    for (let row = 0; row < 3; row += 1) {
      await new TurnBudget(2).spend(row);
      order.push(`row ${row}`);
    }
    expect(order).toEqual(['row 0', 'row 1', 'a request', 'row 2']);
    await expect(nextTurn()).resolves.toBeUndefined();
  });
});
