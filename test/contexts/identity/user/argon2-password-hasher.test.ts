import { Argon2PasswordHasher } from '#contexts/identity/user/adapters/crypto/argon2-password-hasher';
import { withRequestOrigin } from '#platform/observability/request-context';

describe('password hashes', () => {
  const hasher = new Argon2PasswordHasher();

  it('are Argon2id at the recommended cost, each with its own salt', async () => {
    const [one, two] = await Promise.all([hasher.hash('correct horse'), hasher.hash('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
    expect(one).not.toBe(two);
  });

  it('match their password in every form of its characters, and no other', async () => {
    const hash = await hasher.hash('P\u00e4ssword');
    expect(await hasher.verify('Pa\u0308ssword', hash)).toBe(true);
    expect(await hasher.verify('Password', hash)).toBe(false);
  });

  it('of nobody never match, not even the password of the decoy', async () => {
    expect(await hasher.verify('no account has this password', null)).toBe(false);
  });

  it('queue when many come at once, also past a failure', async () => {
    const hash = await hasher.hash('correct horse');
    const broken = hasher.verify('x', 'not a hash').catch(() => 'failed');
    const results = await Promise.all([broken, ...Array.from({ length: 12 }, () => hasher.verify('correct horse', hash))]);
    expect(results).toEqual(['failed', ...Array.from({ length: 12 }, () => true)]);
  });

  it('send away whose address has 16 waiting, known or not, take others, and serve again afterwards', async () => {
    const busy = new Argon2PasswordHasher();
    const hash = await busy.hash('correct horse');
    await busy.verify('x', null);
    const from = (ip: string, count: number): Promise<unknown[]> =>
      Promise.all(
        Array.from({ length: count }, (_each, index) =>
          withRequestOrigin({ ip, userAgent: null, requestId: null }, () =>
            busy.verify('correct horse', index % 2 === 0 ? hash : null),
          ).then(
            (matches) => (matches === (index % 2 === 0) ? 'done' : 'wrong'),
            (error: unknown) => (error as { kind?: string }).kind,
          ),
        ),
      );
    const [flood, other] = await Promise.all([from('192.0.2.1', 26), from('192.0.2.2', 4)]);
    expect(flood.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'done'));
    expect(flood.slice(20)).toEqual(Array.from({ length: 6 }, () => 'unavailable'));
    expect(other).toEqual(['done', 'done', 'done', 'done']);
    expect(await busy.verify('correct horse', hash)).toBe(true);
  });
});
