import { Signal } from '#platform/messaging/signal';

describe('a signal', () => {
  it('wakes everyone who waits', async () => {
    const signal = new Signal();
    const waiting = Promise.all([signal.wait(60_000), signal.wait(60_000)]);
    signal.ring();
    await waiting;
  });

  it('ends the waiting by itself after the time, and forgets who waited', async () => {
    jest.useFakeTimers();
    const signal = new Signal();
    const waiting = signal.wait(200);
    jest.advanceTimersByTime(200);
    await waiting;
    expect(jest.getTimerCount()).toBe(0);
    signal.ring();
    jest.useRealTimers();
  });

  it('does not let a listener miss what rang since its last wait', async () => {
    const signal = new Signal();
    const [one, other] = [signal.listener(), signal.listener()];
    signal.ring();
    await one(60_000);
    await other(60_000);
    const again = one(60_000);
    signal.ring();
    await again;
  });
});
