import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counted, numeral } from '#platform/cli/counted';
import { runProgram } from '#platform/cli/run-program';
import { installedVersion } from '#platform/config/installation';

describe('japm', () => {
  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as { version: string };
    const out: string[] = [];
    const output = { out: (line: string) => void out.push(line), err: () => undefined, terminal: null };
    expect(await runProgram([], ['--version'], { output, env: {}, version: installedVersion() })).toBe(0);
    expect(out).toEqual([version]);
  });

  it('counts as people read it', () => {
    expect([0, 1, 2, 1493].map((count) => counted(count, 'prompt'))).toEqual(['0 prompts', '1 prompt', '2 prompts', '1,493 prompts']);
    expect(counted(2, 'row failed', 'rows failed')).toBe('2 rows failed');
    expect(numeral(1_000_000)).toBe('1,000,000');
  });
});
