import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerDashboard } from '#contexts/audit/dashboard/adapters/cli/dashboard.command';
import { runProgram } from '#platform/cli/run-program';
import { startTestingApp, type TestingApp } from '../../../http/testing-app';

describe('japm dashboard rebuild', () => {
  let app: TestingApp;
  let home: string;
  let out: string[] = [];
  let err: string[] = [];

  beforeAll(async () => {
    app = await startTestingApp();
    home = await mkdtemp(join(tmpdir(), 'japm-home-'));
  });
  afterAll(async () => {
    await app.stop();
    await rm(home, { recursive: true });
  });

  function japm(args: readonly string[], token = app.admin): Promise<number> {
    [out, err] = [[], []];
    const output = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), terminal: null };
    return runProgram([registerDashboard], ['dashboard', 'rebuild', ...args], {
      output,
      env: { HOME: home, JAPM_URL: app.url, JAPM_TOKEN: token },
    });
  }
  const stats = async (): Promise<unknown> => (await app.request('get', '/api/dashboard/stats', app.admin).expect(200)).body;

  it('ends when the new dashboard is in use', async () => {
    await app.given.project('Shop');
    const before = await stats();
    // Nobody counts so.
    await app.change('UPDATE audit_dashboard_project SET active_prompts = 7');
    expect(await stats()).not.toEqual(before);
    expect(await japm([])).toBe(0);
    expect(out).toEqual([expect.stringMatching(/^the dashboard is rebuilt: \d+ events$/u)]);
    expect(await stats()).toEqual(before);
  });

  it('does not wait where it is told not to', async () => {
    expect(await japm(['--no-wait', '--json'])).toBe(0);
    expect(JSON.parse(out.join('\n'))).toMatchObject({ isRunning: true });
    expect(await japm([])).toBe(0);
  });

  it('is refused to administrators of other tenants', async () => {
    expect(await japm([], await app.strangerToken())).toBe(4);
    expect([out, err.join()]).toEqual([[], expect.stringContaining('403')]);
  });

  it('is on the audit log, with what it joined', async () => {
    const { body } = (await app.request('get', '/api/audit/events?action=dashboard.rebuild', app.admin).expect(200)) as {
      body: { outcome: string }[];
    };
    const outcomes = new Set(body.map(({ outcome }) => outcome));
    expect(outcomes.has('success')).toBe(true);
  });
});
