import { PrincipalCache } from '#contexts/identity/authentication/adapters/http/principal-cache';

describe('the cache of principals', () => {
  let now = 0;
  let looks = 0;
  const look = (principal: object | null) => (): Promise<object | null> => {
    looks += 1;
    return Promise.resolve(principal);
  };

  beforeEach(() => {
    now = 5000;
    looks = 0;
  });

  it('asks once for all who ask at the same time, and again when a second is over', async () => {
    const cache = new PrincipalCache<object>(1000, 60_000, () => now);
    const ann = {};
    expect(await Promise.all([cache.get('ann', look(ann)), cache.get('ann', look({}))])).toEqual([ann, ann]);
    now += 999;
    await cache.get('ann', look({}));
    expect(looks).toBe(1);
    now += 1;
    await cache.get('ann', look({}));
    expect(looks).toBe(2);
  });

  it('counts the age from the start of the look-up', async () => {
    const cache = new PrincipalCache<object>(1000, 60_000, () => now);
    await cache.get('ann', () => {
      now += 800;
      return Promise.resolve({});
    });
    now += 200;
    expect(await cache.get('ann', look(null))).toBeNull();
  });

  it('keeps neither nobody nor errors', async () => {
    const cache = new PrincipalCache<object>(1000, 60_000, () => now);
    await cache.get('ann', look(null));
    expect(await cache.get('ann', look({}))).toEqual({});
    await expect(cache.get('bo', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await cache.get('bo', look({}))).toEqual({});
  });

  it('asks each time when nothing may be old', async () => {
    const cache = new PrincipalCache<object>(0, 60_000, () => now);
    await cache.get('ann', look({}));
    await cache.get('ann', look({}));
    expect(looks).toBe(2);
  });

  it('goes on with whom it knows while the database is away, for the grace and no longer', async () => {
    const cache = new PrincipalCache<object>(1000, 60_000, () => now);
    const ann = {};
    const away = (): Promise<null> => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    await cache.get('ann', look(ann));
    now += 59_999;
    expect(await cache.get('ann', away)).toBe(ann);
    await expect(cache.get('bo', away)).rejects.toThrow('connect');
    now += 1000;
    await expect(cache.get('ann', away)).rejects.toThrow('connect');
  });

  it('forgets everybody when it is cleared, also for the grace, and whose look-up was under way', async () => {
    const cache = new PrincipalCache<object>(1000, 60_000, () => now);
    const away = (): Promise<null> => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    await cache.get('ann', look({}));
    let answer: (bo: object) => void = () => undefined;
    const bo = cache.get('bo', () => new Promise((resolve) => (answer = resolve)));
    cache.clear();
    answer({});
    expect(await bo).toEqual({});
    await expect(cache.get('ann', away)).rejects.toThrow('connect');
    await expect(cache.get('bo', away)).rejects.toThrow('connect');
  });

  it('does not go on after a look-up that found nobody, nor over other errors', async () => {
    const cache = new PrincipalCache<object>(0, 60_000, () => now);
    const away = (): Promise<null> => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    await cache.get('ann', look({}));
    await expect(cache.get('ann', () => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault');
    await cache.get('ann', look(null));
    await expect(cache.get('ann', away)).rejects.toThrow('connect');
  });
});
