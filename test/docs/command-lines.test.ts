import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, type CommanderError } from 'commander';
import { COMMANDS } from '#bootstrap/commands/all-commands';

const GUIDES = 'ops/guides';
const documents = ['README.md', ...readdirSync(GUIDES).map((each) => join(GUIDES, each))];

/** The command lines of `japm` in the code blocks of a document: what follows the name up to a comment, a pipe or the end of a substitution. */
function commandLines(document: string): string[] {
  const fenced = [...readFileSync(document, 'utf8').matchAll(/^```(\w*)\n([^]*?)^```/gmu)];
  const blocks = fenced.filter(([, language = '']) => ['', 'sh', 'bash'].includes(language)).map(([, , block = '']) => block);
  const lines = blocks.flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'));
  return lines.flatMap((line) =>
    [...line.matchAll(/(?:^|[ (])japm ((?:'[^']*'|"[^"]*"|[^'"|#)])+)/gu)].map(([, args = '']) => args.trim()),
  );
}

const wordsOf = (line: string): string[] =>
  [...line.matchAll(/(?:'([^']*)'|"((?:\$\([^)]*\)|[^"])*)"|(\S+))/gu)].map(([, single, double, bare]) => single ?? double ?? bare ?? '');

/** The program of all commands, none of which does anything. */
function idleProgram(): Command {
  const program = new Command('japm').version('0.0.0', '--version');
  const output = { out: () => undefined, err: () => undefined, terminal: null };
  const deps = { output, env: {}, exitWith: () => undefined, interruption: () => new AbortController().signal };
  for (const register of COMMANDS) register(program, deps);
  const calm = (command: Command): void => {
    command.exitOverride().configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
    if (command.commands.length === 0) command.action(() => undefined);
    command.commands.forEach(calm);
  };
  calm(program);
  return program;
}

const written = documents.flatMap((document) => commandLines(document).map((line) => [document, line] as const));

it('finds the command lines of the guides', () => {
  expect(written.length).toBeGreaterThan(25);
});

it.each(written)('%s shows a command line that the program takes: japm %s', async (_, line) => {
  const fault = await idleProgram()
    .parseAsync(wordsOf(line), { from: 'user' })
    .then(() => null)
    .catch((error: unknown) => (error as CommanderError).message);
  expect([null, '(outputHelp)', '0.0.0']).toContain(fault);
});
