import type { Command, Option } from 'commander';

/** A command as completion sees it: words that may follow it. */
export interface CommandNode {
  /** The names that lead to it, without that of the program. */
  readonly path: readonly string[];
  readonly commands: readonly Word[];
  readonly options: readonly OptionWord[];
  /** What the first arguments are. */
  readonly values: readonly Values[];
}

export interface Word {
  readonly name: string;
  readonly description: string;
}

export interface OptionWord extends Word {
  readonly short: string | null;
  /** Null for a switch. */
  readonly takes: Values | null;
}

/** What can be completed: fixed words, files, names that the server knows, or nothing. */
export type Values =
  { readonly kind: 'words'; readonly words: readonly string[] } | { readonly kind: 'files' | 'projects' | 'environments' | 'anything' };

const FILES = ['file', 'folder'];

/** Every command of the program, parents first. */
export function commandTree(program: Command, path: readonly string[] = []): CommandNode[] {
  const help = program.createHelp();
  const commands = help.visibleCommands(program).filter((each) => path.length === 0 || each.name() !== 'help');
  const node = {
    path,
    commands: commands.map((each) => ({ name: each.name(), description: each.summary() || each.description() })),
    options: help.visibleOptions(program).flatMap(optionWord),
    values: program.registeredArguments.map((each) => valuesOf(each.name(), each.argChoices)),
  };
  return [node, ...program.commands.flatMap((each) => commandTree(each, [...path, each.name()]))];
}

function optionWord(option: Option): OptionWord[] {
  const { long, short, description, flags, argChoices } = option;
  if (!long) return [];
  const takesValue = option.required || option.optional;
  const values = takesValue ? valuesOf(long.slice(2), argChoices, /<(\w+)/u.exec(flags)?.[1]) : null;
  return [{ name: long, short: short ?? null, description, takes: values }];
}

function valuesOf(name: string, choices: readonly string[] | undefined, placeholder = name): Values {
  if (choices) return { kind: 'words', words: choices };
  if (FILES.includes(placeholder)) return { kind: 'files' };
  if (name === 'project') return { kind: 'projects' };
  if (name === 'environment') return { kind: 'environments' };
  return { kind: 'anything' };
}
