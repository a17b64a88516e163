import { addBytesInFlight, BytesInFlight, withBytesInFlight } from '#platform/persistence/bytes-in-flight';
import { Turns } from '#platform/persistence/turns';

const MB = 1024 * 1024;

describe('the bytes of responses in flight', () => {
  const tooLong = { kind: 'unavailable', code: 'platform.responses_too_long' };

  it('are given up with a 503 when no room comes, and make room when a response is over', async () => {
    const turns = new Turns(4 * MB);
    const first = new BytesInFlight(turns, true);
    await first.add(3 * MB);
    const second = new BytesInFlight(turns, true, undefined, 1);
    await expect(second.add(2 * MB)).rejects.toMatchObject(tooLong);
    first.release();
    await expect(second.add(2 * MB)).resolves.toBeUndefined();
  });

  it('of short responses and of changes that are made are counted, and wait for nobody', async () => {
    const turns = new Turns(2 * MB);
    const change = new BytesInFlight(turns, false);
    await change.add(3 * MB);
    const short = new BytesInFlight(turns, true);
    await short.add(MB / 2);
    const long = new BytesInFlight(turns, true, undefined, 1);
    await expect(long.add(MB)).rejects.toMatchObject(tooLong);
    change.release();
    await expect(long.add(MB)).resolves.toBeUndefined();
  });

  it('are given back where the client left while its request waited', async () => {
    const turns = new Turns(2 * MB);
    const first = new BytesInFlight(turns, true);
    await first.add(2 * MB);
    const left = new BytesInFlight(turns, true);
    const waiting = left.add(2 * MB);
    left.release();
    first.release();
    await expect(waiting).rejects.toMatchObject(tooLong);
    expect(await turns.acquire(0, 2 * MB)).not.toBeNull();
  });

  it('are counted in requests only, and long ones are told of', async () => {
    await expect(addBytesInFlight(100 * MB)).resolves.toBeUndefined();
    const told: number[] = [];
    const bytes = new BytesInFlight(new Turns(4 * MB), true, (long) => told.push(long));
    await withBytesInFlight(bytes, async () => {
      await addBytesInFlight(10);
      await addBytesInFlight(2 * MB);
    });
    expect(told).toEqual([2 * MB]);
  });
});
