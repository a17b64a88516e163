/**
 * Looks at which modules the command line loads, so it loads modules of its own.
 * @jest-environment node
 */
import { COMMANDS } from '#bootstrap/commands/all-commands';
import { runProgram } from '#platform/cli/run-program';

const packages = (): string[] => [
  ...new Set(Object.keys(require.cache).flatMap((file) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(file)?.[1] ?? [])),
];
const isOfTheProduct = (name: string): boolean => ['zod', 'typeorm', 'express', 'inversify', 'string-width', 'config'].includes(name);

it('the help and the completion scripts of japm load no package but commander', async () => {
  const output = { out: () => undefined, err: () => undefined, terminal: null };
  for (const args of [['--help'], ['completion', 'bash'], ['completion', 'zsh']]) await runProgram(COMMANDS, args, { output, env: {} });
  expect(packages()).toContain('commander');
  expect(packages().filter(isOfTheProduct)).toEqual([]);
});
