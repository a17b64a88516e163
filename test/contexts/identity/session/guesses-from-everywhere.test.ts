import { FailedSignIns, TooManyFailures } from '#contexts/identity/session/application/failed-sign-ins';
import { FixedClock } from '../../../fakes/clock-and-ids';

const ANN = 'ann@acme.test';
const strange = (n: number): string => `198.51.${Math.floor(n / 250)}.${n % 250}`;

describe('guesses of one account from many addresses', () => {
  const clock = new FixedClock();
  let failures: FailedSignIns;
  beforeEach(() => {
    failures = new FailedSignIns(clock);
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
    clock.advance(seconds * 1000);
  };

  it('are slowed by account after twenty, and at most half a minute each', async () => {
    expect(new Set(await guesses(0, 20))).toEqual(new Set(['looked at']));
    expect(new Set(await guesses(20, 300))).toEqual(new Set(['refused']));
    let looked = 0;
    for (let second = 0; second < 600; second += 1) {
      wait(1);
      if ((await guesses(300 + second, 301 + second))[0] === 'looked at') looked += 1;
    }
    // 1, 2, 4, 8 and 16 seconds, then one in half a minute: never none at all, so that its owner comes in from a new place as well.
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
