import { join } from 'node:path';
import { registerImport } from '#contexts/prompts/exchange/adapters/cli/import.command';
import { runProgram } from '#platform/cli/run-program';
import { startTestingApp } from './testing-app';

describe('a bulk import against limits', () => {
  it('waits when it is told to, and brings everything in', async () => {
    const few = { requests: 12, seconds: 1 };
    const app = await startTestingApp({
      limits: { enabled: true, reads: few, writes: few, auth: { requests: 20, seconds: 900 }, execution: few, tenantFactor: 1 },
    });
    const out: string[] = [];
    const output = { out: (line: string) => void out.push(line), err: () => undefined, terminal: null };
    try {
      const args = ['import', join(__dirname, '../fixtures/prompts.csv'), '--project', 'Bulk'];
      expect(await runProgram([registerImport], args, { output, env: { JAPM_URL: app.url, JAPM_TOKEN: app.admin } })).toBe(0);
      expect(out.at(-1)).toBe('Project Bulk: 26 created, 0 updated, 0 unchanged, 0 failed');
      const { headers } = await fetch(`${app.url}/api/projects`, { headers: { authorization: `Bearer ${app.admin}` } });
      expect(headers.get('ratelimit-policy')).toContain('"reads";q=12;w=1');
    } finally {
      await app.stop();
    }
  }, 60_000);
});
