import { join } from 'node:path';
import { performVerify } from '#contexts/audit/log/adapters/cli/perform-verify';
import { registerImport } from '#contexts/prompts/exchange/adapters/cli/import.command';
import { runProgram } from '#platform/cli/run-program';
import { Api } from '../chain/api';
import { steps, told, trail, WALKED, walkTheChain } from '../chain/walk';
import { eventually } from '../eventually';
import { ADMIN, startTestingApp, type TestingApp } from './testing-app';

const FIXTURE = join(__dirname, '../fixtures/prompts.csv');

describe('the whole chain on the embedded default', () => {
  let app: TestingApp;
  let api: Api;

  beforeAll(async () => {
    app = await startTestingApp();
    api = await Api.login(app.url, ADMIN.email, ADMIN.password);
  });
  afterAll(() => app.stop());

  const silent = { out: () => undefined, err: () => undefined, terminal: null };
  const importFixture = async (): Promise<{ code: number; summary: string }> => {
    const lines: string[] = [];
    const output = { ...silent, out: (line: string) => void lines.push(line) };
    const env = { JAPM_URL: app.url, JAPM_TOKEN: api.token };
    return {
      code: await runProgram([registerImport], ['import', FIXTURE, '--project', 'Imported'], { output, env }),
      summary: lines.at(-1) ?? '',
    };
  };
  const verified = async () => (await performVerify({ since: [] }, silent, () => app.product.config)).result;

  it('serves a prompt and has every step on the trail', async () => {
    expect((await walkTheChain(api)).resolved).toBe('Hello Bo');
    await trail(api); // Leaves searches behind the walk.
    const events = steps(await trail(api));
    expect(told(events).slice(-WALKED.length)).toEqual(WALKED);
    expect(events.at(-WALKED.length)).toMatchObject({ actor: { email: ADMIN.email }, changes: { name: { after: 'Chain' } } });
    expect(events.map((each) => each.seq)).toEqual(events.map((each) => each.seq).toSorted((a, b) => a - b));
  });

  it('makes the trail searchable by words, through the worker', async () => {
    await eventually(async () => {
      expect(told(await trail(api, '&action=prompt.create&q=order-mail'))).toEqual(['prompt.create']);
    });
  });

  it('takes in a file of prompts, changes nothing the second time, and every prompt has its events', async () => {
    expect(await importFixture()).toEqual({ code: 0, summary: 'Project Imported: 26 created, 0 updated, 0 unchanged, 0 failed' });
    expect(await importFixture()).toEqual({ code: 0, summary: 'Project Imported: 0 created, 0 updated, 26 unchanged, 0 failed' });
    const created = await trail(api, '&project=imported&action=prompt.create');
    expect(new Set(created.map((each) => each.resource.id)).size).toBe(26);
    expect((await api.get<object[]>('/api/projects/imported/prompts?limit=100')).body).toHaveLength(26);
  });

  it('proves its log', async () => {
    const events = await trail(api);
    expect(await verified()).toMatchObject({ verdict: 'valid', findings: [] });
    expect((await verified()).size).toBeGreaterThanOrEqual(events.length);
  });
});
