import { Argon2PasswordHasher } from '#contexts/identity/user/adapters/crypto/argon2-password-hasher';

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

  it('send away who finds 64 waiting, known or not, and serve again afterwards', async () => {
    const busy = new Argon2PasswordHasher();
    const hash = await busy.hash('correct horse');
    await busy.verify('x', null);
    const outcomes = await Promise.all(
      Array.from({ length: 74 }, (_each, index) =>
        busy.verify('correct horse', index % 2 === 0 ? hash : null).then(
          (matches) => (matches === (index % 2 === 0) ? 'done' : 'wrong'),
          (error: unknown) => (error as { kind?: string }).kind,
        ),
      ),
    );
    expect(outcomes.slice(0, 68)).toEqual(Array.from({ length: 68 }, () => 'done'));
    expect(outcomes.slice(68)).toEqual(Array.from({ length: 6 }, () => 'unavailable'));
    expect(await busy.verify('correct horse', hash)).toBe(true);
  });
});
