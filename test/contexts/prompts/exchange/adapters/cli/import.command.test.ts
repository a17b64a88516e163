import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerImport } from '../../../../../../src/contexts/prompts/exchange/adapters/cli/import.command';
import { runProgram } from '../../../../../../src/platform/cli/run-program';
import { FakeJapmServer, PASSWORD, problem, TOKEN } from '../fake-japm-server';

const FIXTURE = join(__dirname, '../../../../../fixtures/prompts.csv');

let server: FakeJapmServer;
let url: string;
let folder: string;
let out: string[];
let err: string[];

beforeEach(async () => {
  server = new FakeJapmServer();
  url = await server.start();
  folder = await mkdtemp(join(tmpdir(), 'japm-import-'));
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

async function japm(
  args: readonly string[],
  env: Readonly<Record<string, string>> = { JAPM_TOKEN: TOKEN, JAPM_URL: url },
): Promise<number> {
  out = [];
  err = [];
  const output = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), terminal: null };
  return runProgram([registerImport], args, { output, env });
}

const lines = (): Record<string, unknown>[] => out.map((line) => JSON.parse(line) as Record<string, unknown>);
const document = (): Record<string, unknown> => lines().at(-1) ?? {};
const promptsOf = (project: string) => server.projects.get(project)?.prompts ?? new Map<string, never>();
async function csv(content: string): Promise<string> {
  const file = join(folder, 'some.csv');
  await writeFile(file, content);
  return file;
}

describe('japm import', () => {
  it('creates the project and its prompts, and tells people what happened', async () => {
    expect(await japm(['import', FIXTURE, '--project', 'Real Prompts'])).toBe(0);
    expect(server.projects.get('real-prompts')?.name).toBe('Real Prompts');
    expect(promptsOf('real-prompts').size).toBe(26);
    expect(out.at(-1)).toBe('Project Real Prompts: 26 created, 0 updated, 0 unchanged, 0 failed');
    expect(out.join('\n')).toMatch(/field 'for_devs' has no counterpart/u);
    expect(out.join('\n')).toMatch(/… and \d+ more; --json lists all/u);
    expect(err).toEqual(['26 of 26 rows']);
    expect(promptsOf('real-prompts').get('weekly-menu-planner')).toMatchObject({
      name: 'Weekly Menu Planner',
      versions: [
        {
          versionTag: '1.0.0',
          status: 'active',
          languageCode: 'en-US',
          promptText: 'Plan dinners for {{variable:Number of people}} people in {{variable:Season}}. Avoid {{variable:Allergens}}.',
          variables: [
            { name: 'Number of people', type: 'string', required: false, default: 'four' },
            { name: 'Season', type: 'string', required: true },
            { name: 'Allergens', type: 'string', required: false, default: 'nothing' },
          ],
          literals: [],
        },
      ],
    });
  });

  it('changes nothing when it runs again, also when the server pages its list', async () => {
    await japm(['import', FIXTURE, '-p', 'demo']);
    server.pageSize = 10;
    server.requests.length = 0;
    expect(await japm(['import', FIXTURE, '-p', 'demo', '--json'])).toBe(0);
    expect(document()).toMatchObject({ project: 'demo', created: 0, updated: 0, unchanged: 26, failed: 0 });
    // A line as each row is done, and the counts in the last one.
    expect(lines().filter(({ event }) => event === 'row')).toHaveLength(26);
    expect(server.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('adds active versions for what changed', async () => {
    await japm(['import', await csv('act,prompt\nA,one\nB,two\n'), '-p', 'demo']);
    await japm(['import', await csv('act,prompt\nA,one\nB,${two}\n'), '-p', 'demo', '--json']);
    expect(document()).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect(promptsOf('demo').get('b')?.versions).toMatchObject([
      { versionTag: '1.0.0' },
      { versionTag: '1.1.0', status: 'active', promptText: '{{variable:two}}' },
    ]);
  });

  it('takes a JSON file in another language', async () => {
    const file = join(folder, 'zh.json');
    await writeFile(file, JSON.stringify([{ act: '担任', prompt: '我' }]));
    expect(await japm(['import', file, '-p', 'demo', '--language', 'zh'])).toBe(0);
    expect([...promptsOf('demo').values()]).toMatchObject([{ name: '担任', versions: [{ languageCode: 'zh' }] }]);
  });

  it('reports bad rows and what the server refuses, brings the others in and ends with 1', async () => {
    server.before = (method, path) =>
      method === 'PUT' && path.endsWith('/document') && server.requests.length === 4
        ? problem(400, ['name is odd', 'so is this'])
        : undefined;
    expect(await japm(['import', await csv('act,prompt\nA,x\n,y\nC,z\n'), '-p', 'demo', '--json'])).toBe(1);
    expect(document()).toMatchObject({ event: 'end', created: 1, failed: 2 });
    expect(lines().filter(({ event }) => event === 'failed')).toEqual(
      expect.arrayContaining([
        { event: 'failed', line: 2, title: 'A', reason: 'name is odd; so is this (400)' },
        { event: 'failed', line: 3, title: null, reason: "'act' is empty" },
      ]),
    );
  });

  it('does nothing with a file whose quoting is broken, and says where', async () => {
    expect(await japm(['import', await csv('act,prompt\nStory,"Once, upon\na time, there was\nOther,fine\n'), '-p', 'demo'])).toBe(2);
    expect(err.join('\n')).toMatch(/some\.csv cannot be imported; nothing was changed: the record that begins in line 2: /u);
    expect(server.requests).toEqual([]);
  });

  it('logs in by e-mail and password, and never shows the password', async () => {
    const args = ['import', FIXTURE, '-p', 'demo', '--url', url, '--email', 'a@b.test'];
    expect(await japm([...args, '--password', PASSWORD], {})).toBe(0);
    expect(await japm(args, { JAPM_PASSWORD: PASSWORD, JAPM_TOKEN: 'stale' })).toBe(0);
    expect(await japm([...args, '--password', 'hunter2'], {})).toBe(4);
    expect(err.join('\n')).toContain('Invalid credentials (401)');
    expect([...out, ...err].join('\n')).not.toContain('hunter2');
  });

  it('stops when the server goes away, says how many went in, and goes on in the next run', async () => {
    let prompts = 0;
    server.before = (method, path) =>
      method === 'PUT' && path.endsWith('/document') && ++prompts > 10 ? problem(401, 'Unauthorized') : undefined;
    expect(await japm(['import', FIXTURE, '-p', 'demo'])).toBe(1);
    expect(out.at(-1)).toBe('Stopped: Unauthorized (401). 10 went in; run the same command again to go on.');
    server.before = () => undefined;
    expect(await japm(['import', FIXTURE, '-p', 'demo', '--json'])).toBe(0);
    expect(document()).toMatchObject({ created: 16, unchanged: 10 });
    expect(document()).not.toHaveProperty('stopped');
  });

  it.each([
    [[], /Usage: japm/u],
    [['import', '-p', 'demo'], /missing required argument 'file'/u],
    [['import', 'x.csv'], /give --project, or set JAPM_PROJECT/u],
    [['import', 'x.csv', '-p', 'demo'], /no such file/u],
    [['import', '.', '-p', 'demo'], /folder/u],
    [['import', 'x.csv', '-p', '计'], /not a project name/u],
    [['import', 'x.csv', '-p', 'demo', '-l', 'x'], /not a language code/u],
    [['import', 'x.csv', '-p', 'demo', '--url', 'ftp://x'], /not an http or https address/u],
    [['import', 'x.csv', '-p', 'demo', '--email', 'a@b.test'], /password is missing/u],
    [['export'], /unknown command 'export'/u],
  ])('of %j is wrong usage', async (args, message) => {
    expect(await japm(args)).toBe(2);
    expect(err.join('\n')).toMatch(message);
    expect(server.requests).toEqual([]);
  });

  it('asks for credentials when there are none', async () => {
    expect(await japm(['import', FIXTURE, '-p', 'demo'], { JAPM_TOKEN: '' })).toBe(2);
    expect(err.join('\n')).toMatch(/JAPM_TOKEN/u);
  });

  it('explains itself', async () => {
    expect(await japm(['--help'])).toBe(0);
    expect(out.join('\n')).toMatch(/import .* bring a file or folder of prompts into a project/su);
  });

  it('shows titles and reasons without what steers a terminal, each in its line', async () => {
    const file = await csv('act,prompt\n"Bad\u001b]0;owned\u0007\u202e\nline 9: forged",\n');
    expect(await japm(['import', file, '--project', 'Terminal'])).toBe(1);
    expect(out.join('\n')).toContain("'Bad\uFFFD]0;owned\uFFFD\uFFFD\uFFFDline 9: forged'");
    expect([...out, ...err].join('\n')).not.toMatch(/[^\P{C}\n]|^line 9/mu);
  });

  it('refuses a file that has a column twice: which one counts is a guess', async () => {
    const file = await csv('act,prompt,prompt\nOne,first,second\n');
    expect(await japm(['import', file, '--project', 'Twice'])).toBe(2);
    expect(err.join('\n')).toMatch(/has the column 'prompt' more than once in its first line/u);
    expect(server.projects.size).toBe(0);
  });
});
