import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '#bootstrap/commands/all-commands';
import { runProgram } from '#platform/cli/run-program';

let dir: string;
beforeAll(() => (dir = mkdtempSync(join(tmpdir(), 'japm-completion-'))));
afterAll(() => rmSync(dir, { recursive: true }));

async function script(shell: 'bash' | 'zsh'): Promise<string> {
  const out: string[] = [];
  const output = { out: (line: string) => void out.push(line), err: () => undefined, terminal: null };
  expect(await runProgram(COMMANDS, ['completion', shell], { output, env: {} })).toBe(0);
  return out.join('\n');
}

/** Stands for the program that the script asks for names. It says for which project it was asked. */
const STAND_IN = `japm() { [[ $3 == projects ]] && printf '%s\\n' shop 'zoo' || printf '%s\\n' "of-$JAPM_PROJECT" 'a b' '$(touch ran)'; }`;

/** What bash offers after these words. */
async function offered(...words: string[]): Promise<string[]> {
  writeFileSync(join(dir, 'script.bash'), await script('bash'));
  const program = `${STAND_IN}; source ./script.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _japm; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = { PATH: process.env.PATH, JAPM_PROJECT: 'default' };
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', program, 'bash', ...words], { cwd: dir, env, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe('completion for bash', () => {
  it.each([
    ['japm rele', ['release']],
    ['japm prompts ', ['list', 'show', '--help', '-h']],
    ['japm prompts list --st', ['--status']],
    ['japm prompts list --status ', ['draft', 'active', 'archived']],
    ['japm prompts list --sort -na', ['-name']],
    ['japm release mail 1.0.0 --dep', ['--deploy']],
    ['japm release mail 1.0.0 --message ', []],
    ['japm prompts list --project ', ['shop', 'zoo']],
    ['japm projects show z', ['zoo']],
    ['japm completion ', ['bash', 'zsh', '--help', '-h']],
    ['japm import ', []],
    ['japm nothing ', expect.arrayContaining(['prompts', 'release'])],
  ])('offers after %p what may follow', async (line, words) => {
    expect(await offered(...line.split(' '))).toEqual(words);
  });

  it('offers the environments of the project that the line names, or else of JAPM_PROJECT', async () => {
    expect(await offered('japm', 'release', 'mail', '--environment', 'of')).toEqual(['of-default']);
    expect(await offered('japm', 'release', 'mail', '-p', 'shop', '-e', 'of')).toEqual(['of-shop']);
  });

  it('runs nothing that a name contains, and quotes what a shell would split', async () => {
    expect(await offered('japm', 'pointers', 'list', '-e', '')).toEqual(['of-default', String.raw`a\ b`, String.raw`\$\(touch\ ran\)`]);
    expect(existsSync(join(dir, 'ran'))).toBe(false);
  });

  it('knows every command of the program', async () => {
    const text = await script('bash');
    for (const command of ['prompts list', 'versions show', 'release', 'audit search', 'keys generate', 'users create', 'migrate'])
      expect(text).toContain(`'${command}') echo '`);
    expect(text).not.toContain('completion names)');
  });
});

describe('completion for zsh', () => {
  const zsh = spawnSync('zsh', ['--version']).status === 0;

  it('has a function for each command, with descriptions', async () => {
    const text = await script('zsh');
    expect(text).toMatch(/^#compdef japm\n/u);
    expect(text).toContain('_japm_prompts_list() {');
    expect(text).toContain("'release:bring a version of a prompt to an environment'");
    expect(text).toContain(
      "'(-p --project)'{-p,--project}'[name or slug of the project; default\\: JAPM_PROJECT]:value:{_japm_names projects}'",
    );
  });

  (zsh ? it : it.skip)('is a script that zsh reads', async () => {
    writeFileSync(join(dir, 'script.zsh'), await script('zsh'));
    const { status, stderr } = spawnSync('zsh', ['-f', '-n', 'script.zsh'], { cwd: dir, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('the names that completion asks for', () => {
  it('are nothing where nobody is signed in', async () => {
    const err: string[] = [];
    const output = { out: (line: string) => void err.push(line), err: () => undefined, terminal: null };
    expect(await runProgram(COMMANDS, ['completion', 'names', 'projects'], { output, env: {} })).toBe(2);
    expect(err).toEqual([]);
  });
});
