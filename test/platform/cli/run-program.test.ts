import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counted, numeral } from '#platform/cli/counted';
import { type RegisterCommand, UsageError } from '#platform/cli/command';
import { jsonText } from '#platform/cli/output';
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

  it('lets nothing through that steers a terminal, whichever command prints it, and keeps the values of documents', async () => {
    const written: string[] = [];
    const write = (text: string): void => void written.push(text);
    const hostile = 'a\u001b]0;owned\u0007\u202eb\u009b\u{e0001}\tc\nd\re\u200df\u200c';
    const failing: RegisterCommand = (program, deps) => {
      program.command('print').action(() => {
        deps.output.out(hostile);
        deps.output.err(hostile);
        deps.output.out(jsonText({ hostile }));
        throw new UsageError(hostile);
      });
    };
    expect(await runProgram([failing], ['print'], { output: { out: write, err: write, terminal: null }, env: {} })).toBe(2);
    const shown = 'a\uFFFD]0;owned\uFFFD\uFFFDb\uFFFD\uFFFD\tc\nd\uFFFDe\u200df\u200c';
    expect([written[0], written[1], written[3]]).toEqual([shown, shown, `japm: ${shown}`]);
    expect(written[2]).toMatch(/^[\n\x20-\x7e\u200c\u200d]+$/u);
    expect(JSON.parse(written[2] ?? '')).toEqual({ hostile });
  });

  it('lets nothing through that steers a terminal when a fault is of no known kind', async () => {
    const written: string[] = [];
    const output = { out: () => undefined, err: (text: string) => void written.push(text), terminal: null };
    const failing: RegisterCommand = (program) => {
      program.command('fail').action(() => {
        throw new Error('EIO: a\u001b[2Jb\u202e.csv');
      });
    };
    expect(await runProgram([failing], ['fail'], { output, env: {} })).toBe(1);
    expect(written).toEqual([expect.stringMatching(/^Error: EIO: a\uFFFD\[2Jb\uFFFD\.csv\n +at /u)]);
  });

  it('counts as people read it', () => {
    expect([0, 1, 2, 1493].map((count) => counted(count, 'prompt'))).toEqual(['0 prompts', '1 prompt', '2 prompts', '1,493 prompts']);
    expect(counted(2, 'row failed', 'rows failed')).toBe('2 rows failed');
    expect(numeral(1_000_000)).toBe('1,000,000');
  });
});
