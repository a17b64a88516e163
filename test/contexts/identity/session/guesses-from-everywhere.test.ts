import { FailedSignIns, TooManyFailures } from '#contexts/identity/session/application/failed-sign-ins';
import { ACME, IdentityWorld } from '../identity-world';

const ANN = 'ann@acme.test';
const strange = (n: number): string => `198.51.${Math.floor(n / 250)}.${n % 250}`;

describe('guesses of one account from many addresses', () => {
  let world: IdentityWorld;
  let failures: FailedSignIns;
  beforeEach(() => {
    world = new IdentityWorld();
    failures = world.failures;
  });

  const guess = (address: string, account = ANN): Promise<boolean> =>
    failures.inTurn(account, address, () => Promise.resolve(failures.failed(account, address)));
  const guesses = async (from: number, to: number): Promise<string[]> => {
    const answers: string[] = [];
    for (let n = from; n < to; n += 1)
      answers.push(
        await guess(strange(n)).then(
          () => 'looked at',
          (error: unknown) => (error instanceof TooManyFailures ? 'refused' : String(error)),
        ),
      );
    return answers;
  };
  const wait = (seconds: number): void => {
    world.clock.advance(seconds * 1000);
  };

  it('are slowed by account after twenty, and at most half a minute each', async () => {
    expect(new Set(await guesses(0, 20))).toEqual(new Set(['looked at']));
    expect(new Set(await guesses(20, 300))).toEqual(new Set(['refused']));
    wait(60);
    let looked = 0;
    for (let second = 0; second < 600; second += 1) {
      looked += (await guesses(300, 310)).filter((each) => each === 'looked at').length;
      wait(1);
    }
    // At once, after 2, 4, 8 and 16 seconds, then one in half a minute.
    expect(looked).toBe(23);
    await expect(guess(strange(0), 'bo@acme.test')).resolves.toBe(false);
  });

  it('say once that a lock-out begins', async () => {
    const begun: boolean[] = [];
    for (let n = 0; n < 20; n += 1) begun.push(await guess(strange(n)));
    expect(begun.filter(Boolean)).toHaveLength(1);
  });

  it('do not stop those who have signed in from their network, whose failures there count as before', async () => {
    failures.succeeded(ANN, '203.0.113.7');
    failures.succeeded(ANN, '2001:db8:1:2::7');
    await guesses(0, 25);
    await expect(guess('203.0.113.7')).resolves.toBe(false);
    await expect(guess('2001:db8:1:2::8')).resolves.toBe(false);
    await expect(guess('2001:db8:1:3::8')).rejects.toThrow(TooManyFailures);
    // A success of theirs gives the guesser no new attempts.
    failures.succeeded(ANN, '203.0.113.7');
    expect(await guesses(25, 26)).toEqual(['refused']);
  });

  it('do not stop the owner on a network of before a restart, and ask the stored sessions once in a while', async () => {
    const ann = await world.user(ACME, 'user', ANN);
    await world.signIn(ann);
    const restarted = (): FailedSignIns => (failures = new FailedSignIns(world.clock, world.history));
    restarted();
    await guesses(0, 20);
    expect(world.history.asked).toBe(0);
    await guesses(20, 300);
    expect(world.history.asked).toBe(1);
    await expect(guess('192.0.2.1')).resolves.toBe(false);
    await expect(guess('192.0.2.2')).rejects.toThrow(TooManyFailures);
    world.clock.advance(91 * 24 * 60 * 60_000);
    restarted();
    await guesses(0, 20);
    await expect(guess('192.0.2.1')).rejects.toThrow(TooManyFailures);
  });

  it.each([1, 40])('leave the owner on a new network a turn, however often %s networks try', async (networks) => {
    await guesses(0, 20);
    let tries = 0;
    for (let isIn = false; !isIn && tries < 1000; tries += 1) {
      // The guessers come first each time, and once more after the owner.
      await guesses(100, 100 + networks);
      isIn = await failures
        .inTurn(ANN, '203.0.113.9', () => Promise.resolve(true))
        .catch((error: unknown) => {
          if (error instanceof TooManyFailures) return false;
          throw error;
        });
      await guesses(100, 100 + networks);
      wait(5);
    }
    // At most one turn of each before the owner's, of half a minute.
    expect(tries).toBeLessThanOrEqual(7 * (networks + 1));
  });

  it('come after networks that have failed less, even when they came first', async () => {
    await guesses(0, 20);
    expect(await guesses(0, 1)).toEqual(['refused']);
    expect(await guesses(50, 51)).toEqual(['refused']);
    wait(2);
    expect(await guesses(0, 1)).toEqual(['refused']);
    expect(await guesses(50, 51)).toEqual(['looked at']);
  });

  it('give up their place in line when they do not come back, and make room for who has failed less', async () => {
    await guesses(0, 20);
    // They fill the line; each of them has failed before.
    for (let n = 0; n < 20; n += 1) await guesses(n, n + 1);
    await guesses(1000, 1236);
    await guesses(2000, 2001);
    await expect(guess(strange(1000))).rejects.toThrow(TooManyFailures);
    wait(31);
    await expect(guess('203.0.113.9')).rejects.toThrow(TooManyFailures);
    wait(31);
    await expect(guess(strange(0))).rejects.toThrow(TooManyFailures);
    await expect(guess('203.0.113.9')).resolves.toBe(false);
  });

  it('at once are looked at as far as they may fail', async () => {
    let looks = 0;
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const all = Array.from({ length: 200 }, (_, n) =>
      failures.inTurn(ANN, strange(n), async () => {
        looks += 1;
        await gate;
        failures.failed(ANN, strange(n));
      }),
    );
    const ended = Promise.allSettled(all);
    open();
    const refused = (await ended).filter(({ status }) => status === 'rejected').length;
    expect([looks, refused]).toEqual([20, 180]);
  });
});
