import { EndAllSessions } from '#contexts/identity/session/application/end-all-sessions';
import { wholeList } from '#shared/list';
import { SESSION_LIST } from '#contexts/identity/session/application/session-repository.port';
import { EndSession } from '#contexts/identity/session/application/end-session';
import type { Tokens } from '#contexts/identity/sign-in/application/issue-session';
import { ListSessions } from '#contexts/identity/session/application/list-sessions';
import { InvalidRefreshToken, RefreshSession } from '#contexts/identity/sign-in/application/refresh-session';
import { SessionNotFound } from '#contexts/identity/session/domain/session';
import { ACME, actorOf, GLOBEX, IdentityWorld } from '../identity-world';

function useCases(world = new IdentityWorld()) {
  const { sessions, users, tenants, issueSession, random, outbox, unitOfWork, clock } = world;
  const refresh = new RefreshSession(sessions, users, tenants, issueSession, random, outbox, unitOfWork, clock);
  return {
    world,
    refresh: ({ refreshToken }: Pick<Tokens, 'refreshToken'>) => refresh.execute(refreshToken),
    end: new EndSession(sessions, outbox, unitOfWork, clock, world.policy),
    endAll: new EndAllSessions(sessions, outbox, unitOfWork, clock, world.policy),
    list: new ListSessions(sessions, clock, world.policy),
  };
}

describe('refreshing', () => {
  it('gives a new pair of tokens of the same session and voids the token before', async () => {
    const { world, refresh } = useCases();
    const ann = await world.user(ACME, 'user');
    const first = await world.signIn(ann);
    const second = await refresh(first);
    const third = await refresh(second);
    const sids = [first, second, third].map(({ accessToken }) => (JSON.parse(accessToken) as { sid: string }).sid);
    expect(new Set(sids).size).toBe(1);
    expect(new Set([first, second, third].map((each) => each.refreshToken)).size).toBe(3);
    expect(world.outbox.facts.map(({ rule }) => rule.action)).toEqual(['session.login', 'session.refresh', 'session.refresh']);
    for (const { refreshToken } of [first, second, third]) expect(world.trail).not.toContain(refreshToken.split('_')[3]);
  });

  it.each(['the last', 'an early'])('ends the session when %s used token comes again, and says so with high risk', async (which) => {
    const { world, refresh } = useCases();
    const ann = await world.user(ACME, 'user');
    const other = await world.signIn(ann);
    const first = await world.signIn(ann);
    const second = await refresh(first);
    const third = await refresh(second);
    await expect(refresh(which === 'the last' ? second : first)).rejects.toMatchObject({ kind: 'unauthenticated', recorded: true });
    expect(world.outbox.facts.at(-1)).toMatchObject({
      rule: { action: 'session.reuse', risk: 'high' },
      outcome: 'denied',
      actor: { type: 'anonymous', tenantId: ACME },
      details: { userId: ann.state.id },
    });
    const facts = world.outbox.facts.length;
    await expect(refresh(third)).rejects.toThrow(InvalidRefreshToken);
    expect(world.outbox.facts).toHaveLength(facts);
    expect(await world.sessionIds(ann)).toHaveLength(1);
    await refresh(other);
  });

  it('lets one of two through who refresh at the same time, and ends what both had', async () => {
    const { world, refresh } = useCases();
    const ann = await world.user(ACME, 'user');
    const tokens = await world.signIn(ann);
    const stale = await world.sessions.find(ACME, ann.state.id, (await world.sessionIds(ann))[0] ?? '');
    await refresh(tokens);
    // What the slower of the two has read before the other wrote.
    jest.spyOn(world.sessions, 'findByFamily').mockResolvedValueOnce(stale).mockResolvedValueOnce(stale);
    await expect(refresh(tokens)).rejects.toMatchObject({ recorded: true });
    expect(await world.sessionIds(ann)).toEqual([]);
  });

  it('knows no foreign, altered or malformed token, and such a one ends nothing', async () => {
    const { world, refresh } = useCases();
    const ann = await world.user(ACME, 'user');
    const { refreshToken } = await world.signIn(ann);
    const flipped = refreshToken.replace(/^(japm_rt_)(.)/u, (_all, head: string, digit: string) => head + (digit === '0' ? '1' : '0'));
    for (const bad of ['', 'x', flipped, refreshToken.toUpperCase(), `${refreshToken} `, refreshToken.slice(0, -1), `${refreshToken}0`]) {
      await expect(refresh({ refreshToken: bad })).rejects.toThrow(InvalidRefreshToken);
    }
    expect(await world.sessionIds(ann)).toHaveLength(1);
  });

  it('ends with the session, however often it was renewed', async () => {
    const { world, refresh } = useCases();
    const ann = await world.user(ACME, 'user');
    let tokens = await world.signIn(ann);
    world.clock.advance(23.5 * 3600 * 1000);
    tokens = await refresh(tokens);
    expect(tokens.expiresIn).toBe(1800);
    world.clock.advance(1800 * 1000);
    await expect(refresh(tokens)).rejects.toThrow(InvalidRefreshToken);
  });

  it('is refused to a disabled user and in a disabled tenant', async () => {
    const { world, refresh } = useCases();
    const [ann, bo] = [await world.user(ACME, 'user'), await world.user(GLOBEX, 'user')];
    const [annTokens, boTokens] = [await world.signIn(ann), await world.signIn(bo)];
    await world.users.update(ann.change({ disabled: true }, world.clock.now()));
    const globex = await world.tenants.find(GLOBEX);
    if (globex) await world.tenants.update(globex.change({ disabled: true }, world.clock.now()));
    await expect(refresh(annTokens)).rejects.toThrow(InvalidRefreshToken);
    await expect(refresh(boTokens)).rejects.toThrow(InvalidRefreshToken);
  });
});

describe('sessions', () => {
  it('are listed to their owner while they live, newest first', async () => {
    const { world, list } = useCases();
    const [ann, bo] = [await world.user(ACME, 'user'), await world.user(ACME, 'user')];
    await world.signIn(ann);
    world.clock.advance(1000);
    await world.signIn(ann);
    await world.signIn(bo);
    const listed = (await list.execute(actorOf(ann), wholeList(SESSION_LIST))).items;
    expect(listed.map(({ state }) => state.userId)).toEqual([ann.state.id, ann.state.id]);
    expect(Number(listed[0]?.state.createdAt)).toBeGreaterThan(Number(listed[1]?.state.createdAt));
    world.clock.advance(24 * 3600 * 1000);
    expect((await list.execute(actorOf(ann), wholeList(SESSION_LIST))).items).toEqual([]);
  });

  it('end one by one, for their owner only', async () => {
    const { world, end, refresh } = useCases();
    const [ann, bo] = [await world.user(ACME, 'user'), await world.user(ACME, 'user')];
    const tokens = await world.signIn(ann);
    const { sessionId = '' } = world.actorWith(ann, tokens);
    await expect(end.execute({ actor: actorOf(bo), sessionId, as: 'end' })).rejects.toThrow(SessionNotFound);
    await expect(end.execute({ actor: { ...actorOf(ann), tenantId: GLOBEX }, sessionId, as: 'end' })).rejects.toThrow(SessionNotFound);
    await end.execute({ actor: actorOf(ann), sessionId, as: 'logout' });
    await expect(refresh(tokens)).rejects.toThrow(InvalidRefreshToken);
    await end.execute({ actor: actorOf(ann), sessionId, as: 'end' });
    expect(world.outbox.facts.slice(-2)).toMatchObject([
      { rule: { action: 'session.logout' }, outcome: 'success', resource: { id: sessionId, revision: 2 } },
      { rule: { action: 'session.end' }, outcome: 'unchanged' },
    ]);
  });

  it('end all at once, and nobody else’s', async () => {
    const { world, endAll } = useCases();
    const [ann, bo] = [await world.user(ACME, 'user'), await world.user(ACME, 'user')];
    for (const each of [ann, ann, bo]) await world.signIn(each);
    expect(await endAll.execute(actorOf(ann))).toBe(2);
    expect(await endAll.execute(actorOf(ann))).toBe(0);
    expect([await world.sessionIds(ann), await world.sessionIds(bo)].map((ids) => ids.length)).toEqual([0, 1]);
    expect(world.outbox.facts.at(-2)).toMatchObject({ rule: { action: 'session.logout_everywhere' }, details: { endedSessions: 2 } });
  });

  it('are forgotten a day after they are over, at the next sign-in', async () => {
    const { world } = useCases();
    const ann = await world.user(ACME, 'user');
    await world.signIn(ann);
    world.clock.advance(49 * 3600 * 1000);
    await world.signIn(ann);
    expect(world.store.sessions.size).toBe(1);
  });
});
