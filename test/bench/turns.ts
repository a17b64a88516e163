import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The longest turn of the event loop while `work` runs, in ms; the resolution of the timer is taken off. */
export async function longestTurnMs<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly longestMs: number }> {
  const resolution = 5;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  try {
    const result = await work();
    return { result, longestMs: Math.max(0, delay.max / 1e6 - resolution) };
  } finally {
    delay.disable();
  }
}
