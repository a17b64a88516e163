import { japm as run, type Ran } from './japm';
import { must, type Schemas } from './client';
import { startTestingApp, type TestingApp } from './testing-app';

describe('releasing on the command line', () => {
  let app: TestingApp;
  let approver: string;
  const japm = (args: readonly string[], { token = app.admin, reply }: { token?: string; reply?: string } = {}): Promise<Ran> =>
    run(args, { JAPM_URL: app.url, JAPM_TOKEN: token, JAPM_PROJECT: 'shop' }, reply);
  const served = async (environment: string): Promise<Record<string, string>> => {
    const { entries } = await japm(['pointers', 'list', '-e', environment, '--json']);
    return Object.fromEntries(entries<{ promptId: string; versionTag: string }>().map((each) => [each.promptId, each.versionTag]));
  };
  const release = (tag: string, environment: string, ...more: string[]): Promise<Ran> =>
    japm(['release', 'mail', tag, '-e', environment, ...more]);
  const guarded = async (name: string, rules: Schemas['ReplaceReleaseRulesDto'] = { approvalRequired: true }): Promise<void> => {
    await app.given.environment('shop', name);
    const path = { projectId: 'shop', environmentId: name };
    must(await app.client().PUT('/api/projects/{projectId}/environments/{environmentId}/rules', { params: { path }, body: rules }));
  };
  const idOf = ({ entries }: Ran): string => entries<{ id: string }>()[0]?.id ?? '';

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    await app.given.prompt('shop', { name: 'Mail', promptText: 'Hello' });
    for (const versionTag of ['1.1.0', '1.2.0'])
      await app.given.version({ projectId: 'shop', promptId: 'mail' }, { versionTag, promptText: versionTag, languageCode: 'en-US' });
    approver = await app.userToken('admin');
  });
  afterAll(() => app.stop());

  it('moves the pointer where the rules allow it, and has nothing to do the second time', async () => {
    await app.given.environment('shop', 'free');
    expect((await release('1.0.0', 'free', '--yes')).out.join('\n')).toMatch(/environment +free\npromptId +mail\nversionTag +1\.0\.0/u);
    expect(await release('1.0.0', 'free')).toMatchObject({ code: 0, err: ['free serves mail 1.0.0 already.'] });
    expect(await served('free')).toEqual({ mail: '1.0.0' });
  });

  it('asks at a terminal, and needs --yes without one', async () => {
    await app.given.environment('shop', 'asked');
    expect(await release('1.0.0', 'asked')).toMatchObject({ code: 2, out: [], err: [expect.stringContaining('give --yes')] });
    const args = ['release', 'mail', '1.0.0', '-e', 'asked'];
    expect(await japm(args, { reply: 'n' })).toMatchObject({ code: 1, out: [], err: [expect.any(String), 'japm: nothing was done'] });
    expect(await japm(args, { reply: '' })).toMatchObject({ code: 1 });
    expect(await served('asked')).toEqual({});
    const yes = await japm(args, { reply: 'y' });
    expect(yes).toMatchObject({ code: 0, err: ['asked: mail (nothing) → 1.0.0. Release it now? [y/N] '] });
    expect(await served('asked')).toEqual({ mail: '1.0.0' });
  });

  it('requests where approval is required, tells what is awaited, and carries out what was approved', async () => {
    await guarded('guarded');
    const asked = await release('1.1.0', 'guarded', '--json', '--message', 'because');
    expect(asked).toMatchObject({ code: 0, err: ['Requested.', `Awaited: 1 of 1 approvals, with: japm approve ${idOf(asked)}`] });
    expect(asked.entries()).toMatchObject([{ status: 'PENDING', description: 'because' }]);
    const again = await release('1.1.0', 'guarded', '--deploy', '--json');
    expect([again.code, idOf(again)]).toEqual([7, idOf(asked)]);
    expect((await japm(['deployments', 'list', '--status', 'PENDING', '-e', 'guarded', '--json'])).entries()).toHaveLength(1);
    expect((await japm(['approve', idOf(asked)])).code).toBe(4);
    const approved = await japm(['approve', idOf(asked)], { token: approver });
    expect(approved.out.join('\n')).toMatch(/status +APPROVED[^]*mail +- +1\.1\.0/u);
    expect((await release('1.1.0', 'guarded')).err.join()).toMatch(/with --deploy carries it out/u);
    expect((await release('1.1.0', 'guarded', '--deploy')).code).toBe(2);
    expect(await served('guarded')).toEqual({});
    expect((await release('1.1.0', 'guarded', '--deploy', '--yes')).out.join('\n')).toMatch(/status +DEPLOYED/u);
    expect(await served('guarded')).toEqual({ mail: '1.1.0' });
    expect((await japm(['deployments', 'show', idOf(asked)])).out.join('\n')).toMatch(/approved +\d{4}-.* by admin/u);
  });

  it('requests again what was rejected, since names of requests differ', async () => {
    await guarded('strict');
    const asked = await release('1.1.0', 'strict', '--json');
    expect((await japm(['deployments', 'reject', idOf(asked), '--reason', 'no'], { token: approver })).out.join('\n')).toMatch(
      /closeReason +no/u,
    );
    const named = await release('1.1.0', 'strict', '--json', '--name', 'another');
    expect(named.entries()).toMatchObject([{ status: 'PENDING', name: 'another' }]);
    expect((await japm(['deployments', 'cancel', idOf(named)])).out.join('\n')).toMatch(/status +CANCELLED/u);
  });

  it('shows why the rules refuse a release, ends with 5, and overrides them when the glass is broken', async () => {
    await guarded('ordered');
    await guarded('last', { after: (await japm(['environments', 'show', 'ordered', '--json'])).entries<{ id: string }>()[0]?.id ?? '' });
    const refused = await release('1.2.0', 'last', '--yes');
    expect(refused).toMatchObject({ code: 5, out: [], err: [expect.stringMatching(/takes no release now: .*mail@1\.2\.0/u)] });
    expect((await release('1.2.0', 'last', '--break-glass', 'fire', '--deploy')).code).toBe(2);
    expect((await release('1.2.0', 'last', '--break-glass', 'fire')).code).toBe(2);
    expect((await release('1.2.0', 'last', '--break-glass', 'fire', '--yes')).code).toBe(0);
    const { entries } = await japm(['audit', 'search', '--action', 'pointer.break_glass', '--risk', 'critical', '--json']);
    expect(entries()).toHaveLength(1);
  });

  it('brings an environment back, and tells which prompts move before it asks', async () => {
    await app.given.environment('shop', 'back');
    expect(await japm(['rollback', '-e', 'back', '--yes'])).toMatchObject({
      code: 3,
      err: [expect.stringContaining('no deployment was carried out')],
    });
    for (const tag of ['1.0.0', '1.1.0']) {
      const asked = await release(tag, 'back', '--request', '--json');
      await japm(['approve', idOf(asked)], { token: approver });
      expect((await release(tag, 'back', '--request', '--deploy', '--yes')).code).toBe(0);
      if (tag === '1.0.0') expect((await japm(['rollback', '-e', 'back', '--yes'])).code).toBe(3);
    }
    await release('1.2.0', 'back', '--yes');
    const kept = await japm(['rollback', '-e', 'back'], { reply: 'no' });
    expect(kept).toMatchObject({
      code: 1,
      out: [],
      err: ['  mail 1.2.0 → 1.0.0', expect.stringMatching(/^back goes back to .*Continue\? /u), expect.any(String)],
    });
    expect(await served('back')).toEqual({ mail: '1.2.0' });
    expect((await japm(['rollback', '-e', 'back', '--yes'])).out.join('\n')).toMatch(/status +ROLLED_BACK/u);
    expect(await served('back')).toEqual({ mail: '1.0.0' });
  });

  it('is for those who may: a plain user neither releases nor rolls back', async () => {
    await app.given.environment('shop', 'closed');
    const token = await app.userToken('prompt_consumer');
    expect((await japm(['release', 'mail', '1.0.0', '-e', 'closed', '--yes'], { token })).code).toBe(4);
    const stranger = await app.strangerToken();
    expect((await japm(['release', 'mail', '1.0.0', '-e', 'closed', '--yes'], { token: stranger })).code).toBe(3);
    expect((await japm(['rollback', '-e', 'closed', '--yes'], { token: stranger })).code).toBe(3);
    expect(await served('closed')).toEqual({});
  });
});
