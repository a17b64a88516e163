import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { changedNumbers, KEEP_DIGITS } from '#shared/json-numbers';
import { UsageError } from './command';
import { standardInput } from './input';

export interface VariableOptions {
  readonly var: readonly string[];
  readonly vars?: string;
}

const STANDARD_INPUT = '-';

/** Adds the options of every command that takes values for the variables of a prompt. */
export const variableOptions = (command: Command): Command =>
  command
    .option(
      '--var <name=value>',
      'value of a variable: name=text, or name:=JSON for a number, a boolean, a list or an object; may be repeated',
      (value: string, before: string[]) => [...before, value],
      [],
    )
    .option('--vars <file>', 'JSON file with the values by name, - for standard input; --var takes precedence');

/** The values of both options. Throws UsageError. */
export async function variablesOf({ var: pairs, vars }: VariableOptions): Promise<Record<string, unknown>> {
  const values = vars === undefined ? {} : await valuesIn(vars);
  return Object.fromEntries([...Object.entries(values), ...pairs.map(valueOf)]);
}

function valueOf(pair: string): readonly [name: string, value: unknown] {
  const at = pair.indexOf('=');
  const isJson = pair[at - 1] === ':';
  const name = pair.slice(0, isJson ? at - 1 : at);
  if (at < 0 || name === '') throw new UsageError(`'${pair}' is not a variable: write --var name=text or --var name:=JSON`);
  const value = pair.slice(at + 1);
  return [name, isJson ? parsedJson(value, `the value of '${name}'`) : value];
}

async function valuesIn(file: string): Promise<object> {
  const text = await (file === STANDARD_INPUT ? standardInput() : readFile(file, 'utf8')).catch((error: unknown) => {
    throw new UsageError(`${file} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  });
  const values = parsedJson(text, file === STANDARD_INPUT ? 'standard input' : file);
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values;
  throw new UsageError(`${file} must hold an object with the values by name`);
}

/** JSON.parse changes numbers that a double cannot hold; these are refused, as the server does. */
function parsedJson(text: string, what: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${what} is not valid JSON: ${(error as Error).message}`);
  }
  for (const { literal } of changedNumbers(text)) throw new UsageError(`${what}: ${literal} ${KEEP_DIGITS}`);
  return value;
}
