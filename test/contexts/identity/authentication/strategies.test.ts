import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import { sign } from 'jsonwebtoken';
import { PERMISSIONS } from '#bootstrap/contexts';
import { IdentityStrategies } from '#contexts/identity/authentication/adapters/http/identity-strategies';
import { PrincipalCaches } from '#contexts/identity/authentication/adapters/http/principal-caches';
import { CreateApiKey } from '#contexts/identity/api-key/application/create-api-key';
import { RecordKeyUse } from '#contexts/identity/api-key/application/record-key-use';
import { RotateApiKey } from '#contexts/identity/api-key/application/rotate-api-key';
import { UpdateApiKey } from '#contexts/identity/api-key/application/update-api-key';
import { JwtTokenSigner } from '#contexts/identity/session/adapters/crypto/jwt-token-signer';
import type { TokenClaims } from '#contexts/identity/session/application/token-signer.port';
import { TokenSettings } from '#contexts/identity/session/application/token-settings';
// For what their routes declare.
import '#contexts/identity/user/adapters/http/users.controller';
import '#contexts/prompts/prompt/adapters/http/prompts.controller';
import '#contexts/prompts/resolution/adapters/http/resolve-prompt.controller';
import '#contexts/prompts/resolution/adapters/http/serve-prompt.controller';
import { declaredOperations, reach } from '#platform/http/operation';
import type { User } from '#contexts/identity/user/domain/user';
import type { Actor, KeyScopes } from '#shared/actor';
import { ACME, actorOf, IdentityWorld } from '../identity-world';

const SECRETS = ['new secret', 'old secret'];
const HOUR = 3600;
// Operations, by id.
const SERVE = 'ServePrompt_base';
const RESOLVE = 'ResolvePrompt_resolve';
const USERS = 'Users_list';

/** Signs in as passport does; null where the credentials are refused. */
class Door {
  readonly world = new IdentityWorld();
  readonly #settings = new TokenSettings(SECRETS, HOUR);
  readonly signer = new JwtTokenSigner(this.#settings);
  readonly recordKeyUse = new RecordKeyUse(this.world.apiKeys, this.world.unitOfWork, this.world.clock);
  readonly caches = new PrincipalCaches(this.world.settings);
  readonly #strategies = new IdentityStrategies(this.world.principals, this.recordKeyUse, this.signer, this.#settings, this.caches);

  /** By the route of an operation; `path` as the caller wrote it. */
  enter(scheme: 'bearer' | 'api_key', credential: string, id = USERS, path = '/'): Promise<Actor | null> {
    const { strategy } = this.#strategies.all.find(({ name }) => name === scheme) ?? {};
    if (!strategy) throw new Error(scheme);
    const headers = {
      authorization: scheme === 'bearer' ? `Bearer ${credential}` : undefined,
      'x-api-key': scheme === 'api_key' ? credential : undefined,
    };
    const request = { path, headers, get: (name: 'x-api-key') => headers[name] } as unknown as Request;
    const operation = declaredOperations().get(id);
    if (!operation) throw new Error(id);
    reach(request, operation);
    return new Promise((resolve, reject) => {
      const attempt = Object.assign(Object.create(strategy) as typeof strategy, {
        success: resolve,
        fail: () => {
          resolve(null);
        },
        error: reject,
      });
      (attempt as { authenticate(request: Request): void }).authenticate(request);
    });
  }

  /** A token of a fresh session. */
  async signIn(user: User): Promise<string> {
    return this.signer.sign(await this.claims(user), HOUR);
  }

  async claims(user: User): Promise<TokenClaims> {
    return JSON.parse((await this.world.signIn(user)).accessToken) as TokenClaims;
  }

  async apiKey(owner: User, expiresAt: Date | null = null, scopes?: KeyScopes): Promise<{ id: string; value: string }> {
    const { apiKeys, keyProjects, random, outbox, unitOfWork, ids, clock, policy } = this.world;
    const { apiKey, value } = await new CreateApiKey(
      apiKeys,
      keyProjects,
      random,
      outbox,
      unitOfWork,
      ids,
      clock,
      policy,
      PERMISSIONS,
    ).execute({
      actor: actorOf(owner),
      name: 'k',
      expiresAt,
      scopes,
    });
    return { id: apiKey.state.id, value };
  }

  async revoke(owner: User, id: string): Promise<void> {
    const { apiKeys, outbox, unitOfWork, clock, policy } = this.world;
    await new UpdateApiKey(apiKeys, outbox, unitOfWork, clock, policy).execute({
      actor: actorOf(owner),
      id,
      as: 'revoke',
      patch: { revoked: true },
    });
  }
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

describe('bearer tokens', () => {
  it('sign in the user as the database has him, not as the token has', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const token = await door.signIn(ann);
    const [sessionId] = await door.world.sessionIds(ann);
    expect(await door.enter('bearer', token)).toEqual({ ...actorOf(ann), sessionId });
    await door.world.users.update(ann.change({ role: 'prompt_consumer' }, door.world.clock.now()));
    expect((await door.enter('bearer', token))?.role).toBe('prompt_consumer');
  });

  it('are refused when the user is gone', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const token = await door.signIn(ann);
    await door.world.users.remove(ann);
    expect(await door.enter('bearer', token)).toBeNull();
  });

  it('are accepted from each of our secrets and no other', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const claims = await door.claims(ann);
    const signed = (secret: string): string => sign(claims, secret, { expiresIn: HOUR, issuer: 'japm' });
    expect(await door.enter('bearer', signed('old secret'))).not.toBeNull();
    expect(await door.enter('bearer', signed('foreign secret'))).toBeNull();
  });

  it('are refused with another algorithm, also with none', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const claims = { ...(await door.claims(ann)), iss: 'japm' };
    expect(await door.enter('bearer', sign(claims, SECRETS[0] ?? '', { expiresIn: HOUR, algorithm: 'HS512' }))).toBeNull();
    expect(await door.enter('bearer', sign({ ...claims, exp: nowSeconds() + HOUR }, '', { algorithm: 'none' }))).toBeNull();
  });

  it('are refused when they are over, too old, never end, or lack a claim', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const claims = { ...(await door.claims(ann)), iss: 'japm' };
    const with_ = (more: object): string => sign({ ...claims, ...more }, SECRETS[0] ?? '');
    expect(await door.enter('bearer', with_({ exp: nowSeconds() + 60 }))).not.toBeNull();
    // The tolerance for clocks that differ.
    expect(await door.enter('bearer', with_({ exp: nowSeconds() - 3 }))).not.toBeNull();
    expect(await door.enter('bearer', with_({ exp: nowSeconds() - 10 }))).toBeNull();
    expect(await door.enter('bearer', with_({ iat: nowSeconds() - HOUR - 10, exp: nowSeconds() + HOUR }))).toBeNull();
    expect(await door.enter('bearer', with_({}))).toBeNull();
    for (const bad of [
      { tenantId: undefined },
      { sid: undefined },
      { sid: 'x' },
      { iss: undefined },
      { iss: 'other' },
      { iat: nowSeconds() + 60 },
    ]) {
      expect(await door.enter('bearer', with_({ exp: nowSeconds() + 60, ...bad }))).toBeNull();
    }
    expect(await door.enter('bearer', 'no.token.atall')).toBeNull();
    const [header, payload] = with_({ exp: nowSeconds() + 60 }).split('.');
    const unsigned = createHmac('sha256', 'x').update('x').digest('base64url');
    expect(await door.enter('bearer', `${header ?? ''}.${payload ?? ''}.${unsigned}`)).toBeNull();
  });

  it('do not hide a broken database behind a 401', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const token = await door.signIn(ann);
    jest.spyOn(door.world.users, 'find').mockRejectedValue(new Error('database away'));
    await expect(door.enter('bearer', token)).rejects.toThrow('database away');
  });
});

describe('what is shut', () => {
  it('lets nobody in, neither by token nor by key: a session that ended, a disabled user, a disabled tenant', async () => {
    const door = new Door();
    const [ann, bo] = [await door.world.user(ACME, 'user'), await door.world.user(ACME, 'user')];
    const [annToken, boToken, annKey] = [await door.signIn(ann), await door.signIn(bo), (await door.apiKey(ann)).value];
    const open = async (): Promise<boolean[]> =>
      [await door.enter('bearer', annToken), await door.enter('bearer', boToken), await door.enter('api_key', annKey)].map(Boolean);
    expect(await open()).toEqual([true, true, true]);
    const now = door.world.clock.now();
    await door.world.users.update(ann.change({ disabled: true }, now));
    expect(await open()).toEqual([false, true, false]);
    await door.world.users.update(ann.change({ disabled: true }, now).change({ disabled: false }, now));
    await door.world.sessions.endOfUser(ACME, ann.state.id, now);
    expect(await open()).toEqual([false, true, true]);
    const tenant = await door.world.tenants.find(ACME);
    if (tenant) await door.world.tenants.update(tenant.change({ disabled: true }, now));
    expect(await open()).toEqual([false, false, false]);
  });

  it('closes on serving routes within a second', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'admin');
    const token = await door.signIn(ann);
    const serve = (): Promise<Actor | null> => door.enter('bearer', token, SERVE);
    const time = jest.spyOn(performance, 'now').mockReturnValue(5000);
    expect(await serve()).not.toBeNull();
    await door.world.sessions.endOfUser(ACME, ann.state.id, door.world.clock.now());
    time.mockReturnValue(5999);
    expect(await serve()).not.toBeNull();
    time.mockReturnValue(6000);
    expect(await serve()).toBeNull();
    time.mockRestore();
  });
});

describe('a change that was committed in this process', () => {
  it.each(['user.delete', 'user.role', 'api_key.revoke', 'tenant.disable', 'session.end', 'member.revoke'])(
    'counts on serving routes at once: %s',
    async (action) => {
      const door = new Door();
      const ann = await door.world.user(ACME, 'admin');
      const [token, { value }] = [await door.signIn(ann), await door.apiKey(ann)];
      const serve = async (): Promise<boolean[]> =>
        [await door.enter('bearer', token, SERVE), await door.enter('api_key', value, SERVE)].map((each) => each !== null);
      expect(await serve()).toEqual([true, true]);
      await door.world.users.remove(ann);
      door.caches.committed([{ action: 'prompt.update' }, { action: 'session.login' }]);
      expect(await serve()).toEqual([true, true]);
      door.caches.committed([{ action: 'prompt.update' }, { action }]);
      expect(await serve()).toEqual([false, false]);
    },
  );
});

describe('API keys', () => {
  it('act as their owner and say which key it was', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'tenant_admin');
    const { id, value } = await door.apiKey(ann);
    const ofKey = { type: 'api_key', apiKeyId: id, scopes: null, keyExpiresAt: null, withPreviousSecret: false };
    expect(await door.enter('api_key', value)).toEqual({ ...actorOf(ann), ...ofKey });
  });

  it('are refused with a wrong secret, of a wrong form, revoked, over, or without an owner', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const { id, value } = await door.apiKey(ann);
    const last = value.endsWith('0') ? '1' : '0';
    expect(await door.enter('api_key', value.slice(0, -1) + last)).toBeNull();
    expect(await door.enter('api_key', '')).toBeNull();
    expect(await door.enter('api_key', value.toUpperCase())).toBeNull();
    const brief = await door.apiKey(ann, new Date(door.world.clock.now().getTime() + 1000));
    expect(await door.enter('api_key', brief.value)).not.toBeNull();
    door.world.clock.advance(1000);
    expect(await door.enter('api_key', brief.value)).toBeNull();
    await door.revoke(ann, id);
    expect(await door.enter('api_key', value)).toBeNull();
    const other = await door.apiKey(ann);
    await door.world.users.remove(ann);
    expect(await door.enter('api_key', other.value)).toBeNull();
  });

  it('are looked up each time on administrative routes, and once a second on serving ones', async () => {
    const door = new Door();
    const { value } = await door.apiKey(await door.world.user(ACME, 'user'));
    const find = jest.spyOn(door.world.apiKeys, 'findByPrefix');
    for (const id of [USERS, USERS, SERVE, RESOLVE, SERVE]) {
      expect(await door.enter('api_key', value, id)).not.toBeNull();
    }
    expect(find).toHaveBeenCalledTimes(3);
  });

  it('are looked up where a prompt is changed that is called like a serving route', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const { value } = await door.apiKey(ann);
    const patch = (): Promise<Actor | null> => door.enter('api_key', value, 'Prompts_update', '/api/projects/p/prompts/resolve');
    expect(await door.enter('api_key', value, RESOLVE)).not.toBeNull();
    expect(await patch()).not.toBeNull();
    await door.world.users.remove(ann);
    expect(await patch()).toBeNull();
  });

  it('keep their last use in batches, at most once a minute', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const { id, value } = await door.apiKey(ann);
    const touch = jest.spyOn(door.world.apiKeys, 'touch');
    const use = async (): Promise<Date | null> => {
      for (let time = 0; time < 3; time += 1) await door.enter('api_key', value);
      await door.recordKeyUse.flush();
      return (await door.world.apiKeys.find(ACME, ann.state.id, id))?.state.lastUsedAt ?? null;
    };
    const first = door.world.clock.now();
    expect(await use()).toEqual(first);
    door.world.clock.advance(59_999);
    expect(await use()).toEqual(first);
    door.world.clock.advance(1);
    expect(await use()).toEqual(door.world.clock.now());
    expect(touch).toHaveBeenCalledTimes(2);
  });

  it('answer although their last use cannot be kept, and try again', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const { id, value } = await door.apiKey(ann);
    jest.spyOn(door.world.apiKeys, 'touch').mockRejectedValueOnce(new Error('disk full'));
    expect(await door.enter('api_key', value)).not.toBeNull();
    await expect(door.recordKeyUse.flush()).rejects.toThrow('disk full');
    await door.recordKeyUse.flush();
    expect((await door.world.apiKeys.find(ACME, ann.state.id, id))?.state.lastUsedAt).toEqual(door.world.clock.now());
  });

  it('carry their scopes, and none when they are not narrowed', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'tenant_admin');
    const scopes = { permissions: ['prompt:resolve'], projects: ['shop'], environments: null };
    expect((await door.enter('api_key', (await door.apiKey(ann, null, scopes)).value))?.scopes).toEqual(scopes);
    expect((await door.enter('api_key', (await door.apiKey(ann)).value))?.scopes).toBeNull();
  });

  it('have two good secrets while a rotation overlaps', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const { id, value: old } = await door.apiKey(ann);
    const { apiKeys, random, outbox, unitOfWork, clock, policy } = door.world;
    const rotate = new RotateApiKey(apiKeys, random, outbox, unitOfWork, clock, policy);
    const { value: fresh } = await rotate.execute({ actor: actorOf(ann), id, overlapSeconds: 60 });
    expect(fresh.split('_').slice(0, 2)).toEqual(old.split('_').slice(0, 2));
    const good = async (): Promise<boolean[]> =>
      [await door.enter('api_key', old), await door.enter('api_key', fresh)].map((each) => each !== null);
    expect(await good()).toEqual([true, true]);
    clock.advance(59_999);
    expect(await good()).toEqual([true, true]);
    clock.advance(1);
    expect(await good()).toEqual([false, true]);
    const { value: last } = await rotate.execute({ actor: actorOf(ann), id, overlapSeconds: 0 });
    expect(await good()).toEqual([false, false]);
    expect(await door.enter('api_key', last)).not.toBeNull();
    expect(door.world.trail).not.toContain(last.split('_')[2]);
  });

  it('rotated again have the secret before the last rotation, and none from before that', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'user');
    const { id, value: first } = await door.apiKey(ann);
    const { apiKeys, random, outbox, unitOfWork, clock, policy } = door.world;
    const rotate = new RotateApiKey(apiKeys, random, outbox, unitOfWork, clock, policy);
    const { value: second } = await rotate.execute({ actor: actorOf(ann), id, overlapSeconds: 60 });
    const { value: third } = await rotate.execute({ actor: actorOf(ann), id, overlapSeconds: 60 });
    const good: boolean[] = [];
    for (const value of [first, second, third]) good.push((await door.enter('api_key', value)) !== null);
    expect(good).toEqual([false, true, true]);
  });

  it('lose the secret before a rotation on serving routes at the end of the overlap, also where it was just used', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'tenant_admin');
    const { id, value: old } = await door.apiKey(ann);
    const { apiKeys, random, outbox, unitOfWork, clock, policy } = door.world;
    const rotate = new RotateApiKey(apiKeys, random, outbox, unitOfWork, clock, policy);
    await rotate.execute({ actor: actorOf(ann), id, overlapSeconds: 60 });
    clock.advance(59_999);
    expect(await door.enter('api_key', old, SERVE)).not.toBeNull();
    clock.advance(1);
    expect(await door.enter('api_key', old, SERVE)).toBeNull();
  });

  it('end at their time on serving routes too, cached or not', async () => {
    const door = new Door();
    const ann = await door.world.user(ACME, 'tenant_admin');
    const { value } = await door.apiKey(ann, new Date(door.world.clock.now().getTime() + 500));
    expect(await door.enter('api_key', value, SERVE)).not.toBeNull();
    door.world.clock.advance(500);
    expect(await door.enter('api_key', value, SERVE)).toBeNull();
  });
});
