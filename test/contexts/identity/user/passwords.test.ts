import { TooManyFailures } from '#contexts/identity/session/application/failed-sign-ins';
import { ChangePassword, WrongPassword } from '#contexts/identity/user/application/change-password';
import { IssuePasswordReset } from '#contexts/identity/user/application/issue-password-reset';
import { ResetPassword } from '#contexts/identity/user/application/reset-password';
import { UpdateUser } from '#contexts/identity/user/application/update-user';
import { InvalidResetToken } from '#contexts/identity/user/domain/password-reset';
import { UserNotFound } from '#contexts/identity/user/domain/user';
import { Forbidden, Invalid } from '#shared/errors';
import type { Actor } from '#shared/actor';
import { ACME, actorOf, GLOBEX, IdentityWorld, PASSWORD } from '../identity-world';

const NEW = 'a wholly new one';
const reasons = (answers: PromiseSettledResult<unknown>[]): unknown[] =>
  answers.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));

function useCases(world = new IdentityWorld()) {
  const { users, userScope, resets, hasher, failures, guard, random, outbox, unitOfWork, clock } = world;
  const change = new ChangePassword(users, hasher, failures, guard, outbox, unitOfWork, clock, world.policy);
  const issue = new IssuePasswordReset(resets, users, userScope, guard, random, outbox, unitOfWork, clock);
  const reset = new ResetPassword(resets, users, hasher, guard, outbox, unitOfWork, clock);
  return {
    world,
    change: (actor: Actor, currentPassword = PASSWORD, newPassword = NEW) =>
      change.execute({ actor, currentPassword, newPassword, address: '192.0.2.1' }),
    issue: (actor: Actor, userId: string) => issue.execute({ actor, userId }),
    reset: (token: string, newPassword = NEW) => reset.execute({ token, newPassword }),
  };
}

describe('changing one’s own password', () => {
  it('wants the old one, ends the other sessions and is on the trail without either', async () => {
    const { world, change } = useCases();
    const ann = await world.user(ACME, 'user');
    await world.signIn(ann);
    const here = world.actorWith(ann, await world.signIn(ann));
    await change(here);
    expect(await world.sessionIds(ann)).toEqual([here.sessionId]);
    const hash = (await world.users.find(ACME, ann.state.id))?.state.passwordHash ?? '';
    expect(await world.hasher.verify(NEW, hash)).toBe(true);
    expect(world.outbox.facts.at(-1)).toMatchObject({ rule: { action: 'user.password' }, details: { endedSessions: 1 } });
    expect(world.trail).not.toMatch(/horse|wholly/u);
  });

  it('is refused with a wrong password, a bad new one, and by an API key', async () => {
    const { world, change } = useCases();
    const ann = await world.user(ACME, 'user');
    await expect(change(actorOf(ann), 'wrong')).rejects.toThrow(WrongPassword);
    await expect(change(actorOf(ann), PASSWORD, 'short')).rejects.toThrow(Invalid);
    await expect(change({ ...actorOf(ann), type: 'api_key', apiKeyId: 'k' })).rejects.toThrow(Forbidden);
    expect(await world.users.find(ACME, ann.state.id)).toBe(ann);
  });

  it('is no way to guess: five failures, then the back-off of signing in', async () => {
    const { world, change } = useCases();
    const ann = await world.user(ACME, 'user');
    for (let time = 0; time < 5; time += 1) await expect(change(actorOf(ann), 'wrong')).rejects.toThrow(WrongPassword);
    await expect(change(actorOf(ann))).rejects.toThrow(TooManyFailures);
    expect(world.outbox.facts).toMatchObject([
      {
        rule: { action: 'session.lockout', risk: 'high' },
        outcome: 'denied',
        actor: { id: ann.state.id, tenantId: ACME },
        resource: { id: ann.state.id },
      },
    ]);
    world.clock.advance(1000);
    await change(actorOf(ann));
  });

  it('is no way to guess many at once either', async () => {
    const { world, change } = useCases();
    const ann = await world.user(ACME, 'user');
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => change(actorOf(ann), 'wrong')));
    expect(reasons(answers).filter((each) => each instanceof WrongPassword)).toHaveLength(5);
    expect(reasons(answers).filter((each) => each instanceof TooManyFailures)).toHaveLength(7);
    expect(world.hasher.verifications).toBe(5);
  });
});

describe('a reset by an administrator', () => {
  it('gives a token that is good once, for an hour, and ends all sessions', async () => {
    const { world, issue, reset } = useCases();
    const ann = await world.user(ACME, 'user');
    await world.signIn(ann);
    const { token, expiresAt } = await issue(await world.actor(ACME, 'tenant_admin'), ann.state.id);
    expect(token).toMatch(/^japm_pr_[0-9a-f]{64}$/u);
    expect(Number(expiresAt) - Number(world.clock.now())).toBe(3_600_000);
    await expect(reset(token, 'short')).rejects.toThrow(Invalid);
    await reset(token);
    await expect(reset(token, 'yet another one')).rejects.toThrow(InvalidResetToken);
    const hash = (await world.users.find(ACME, ann.state.id))?.state.passwordHash ?? '';
    expect(await world.hasher.verify(NEW, hash)).toBe(true);
    expect(await world.sessionIds(ann)).toEqual([]);
    expect(world.outbox.facts.slice(1)).toMatchObject([
      { rule: { action: 'user.issue_reset', risk: 'high' }, resource: { id: ann.state.id } },
      { rule: { action: 'user.reset_password', risk: 'high' }, actor: { id: ann.state.id }, details: { endedSessions: 1 } },
    ]);
    expect(world.trail).not.toMatch(/wholly|japm_pr/u);
  });

  it('is over after an hour, replaced by the next one, and void when the password changes otherwise', async () => {
    const { world, issue, reset, change } = useCases();
    const [ann, admin] = [await world.user(ACME, 'user'), await world.actor(ACME, 'admin')];
    const first = await issue(admin, ann.state.id);
    const second = await issue(admin, ann.state.id);
    await expect(reset(first.token)).rejects.toThrow(InvalidResetToken);
    world.clock.advance(3_600_000);
    await expect(reset(second.token)).rejects.toThrow(InvalidResetToken);
    const third = await issue(admin, ann.state.id);
    await change(actorOf(ann));
    await expect(reset(third.token)).rejects.toThrow(InvalidResetToken);
    for (const bad of ['', 'x', 'japm_pr_']) await expect(reset(bad)).rejects.toThrow(InvalidResetToken);
  });

  it('is void when the role changes: who issued it may not stand above the new one', async () => {
    const { world, issue, reset } = useCases();
    const { users, userScope, hasher, guard, outbox, unitOfWork, clock } = world;
    const ann = await world.user(ACME, 'user');
    await world.signIn(ann);
    const { token } = await issue(await world.actor(ACME, 'tenant_admin'), ann.state.id);
    const update = new UpdateUser(users, userScope, hasher, guard, outbox, unitOfWork, clock);
    await update.execute({ actor: await world.actor(ACME, 'admin'), userId: ann.state.id, as: 'update', role: 'admin' });
    await expect(reset(token)).rejects.toThrow(InvalidResetToken);
    expect((await world.users.find(ACME, ann.state.id))?.state.passwordHash).toBe(ann.state.passwordHash);
    expect(await world.sessionIds(ann)).toHaveLength(1);
  });

  it('is for those below, in one’s own tenant', async () => {
    const { world, issue } = useCases();
    const [boss, bo] = [await world.user(ACME, 'admin'), await world.user(GLOBEX, 'user')];
    const climber = await world.actor(ACME, 'tenant_admin');
    await expect(issue(climber, boss.state.id)).rejects.toThrow(Forbidden);
    await expect(issue(climber, bo.state.id)).rejects.toThrow(UserNotFound);
  });
});
