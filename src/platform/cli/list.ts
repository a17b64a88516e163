import type { Command } from 'commander';
import type { SomeListRules } from '#shared/list';
import type { Page } from './api';
import { choice, count, type ProjectOptions } from './api-command';
import { type CommandDeps, UsageError } from './command';
import { jsonLine } from './output';
import { type Column, Table } from './table';

export type ListOptions = ProjectOptions & {
  readonly limit?: number;
  readonly all?: boolean;
  readonly search?: string;
  readonly sort?: string;
};

/** What a list command asks the server for. */
export interface ListRequest {
  readonly limit: number;
  readonly query: Readonly<Record<string, string | undefined>>;
}

const DEFAULT_LIMIT = 100;

/** Adds the options of every command that lists something. */
export const pageOptions = (command: Command): Command =>
  command
    .option('--limit <number>', `the maximum number of entries (default: ${String(DEFAULT_LIMIT)})`, count)
    .option('--all', 'all of them, however many');

/** Adds those, and the options that the list's rules have: search, order and filters, except the ones in `without`. */
export function listOptions(command: Command, { search, sort, filters }: SomeListRules, without: readonly string[] = []): Command {
  pageOptions(command);
  if (search.length > 0) command.option('-q, --search <text>', `only with this text, in any case (${search.join(', ')})`);
  command.addOption(
    choice(
      '--sort <order>',
      'order of the list',
      Object.keys(sort).flatMap((name) => [name, `-${name}`]),
    ),
  );
  for (const [name, values] of Object.entries(filters).filter(([name]) => !without.includes(name))) {
    const flag = name.replace(/[A-Z]/gu, (capital) => `-${capital.toLowerCase()}`);
    const words = flag.replaceAll('-', ' ');
    if (values.length > 0) command.addOption(choice(`--${flag} <${flag}>`, `only with this ${words}`, values));
    else command.option(`--${flag} <${flag}>`, `only with this ${words}`);
  }
  return command;
}

/** Throws UsageError. */
export function limitOf({ limit, all }: Pick<ListOptions, 'limit' | 'all'>): number {
  if (all === true && limit !== undefined) throw new UsageError('--all and --limit exclude each other');
  return all === true ? Infinity : (limit ?? DEFAULT_LIMIT);
}

/** The request that the options of {@link listOptions} mean. Throws UsageError. */
export function listRequest(options: ListOptions, { filters }: SomeListRules): ListRequest {
  const given = options as Readonly<Record<string, string | undefined>>;
  const chosen = Object.keys(filters).map((name) => [name, given[name]] as const);
  return { limit: limitOf(options), query: { q: options.search, sort: options.sort, ...Object.fromEntries(chosen) } };
}

/**
 * Prints a list page by page: a table for people, or with --json an entry a line as the server sent it. It ends quietly when nothing reads
 * standard output any more. `none` tells people that there are no entries.
 */
export async function printList<R extends object>(
  pages: AsyncIterable<Page<R>>,
  columns: readonly Column<R>[],
  { none, json, limit }: Pick<ListOptions, 'json' | 'limit'> & { readonly none: string },
  { output }: Pick<CommandDeps, 'output'>,
): Promise<void> {
  const table = new Table(output, columns);
  let shown = 0;
  let isCut = false;
  for await (const { entries, hasMore } of pages) {
    if (json === true) for (const entry of entries) output.out(jsonLine(entry));
    else if (entries.length > 0) table.add(entries);
    shown += entries.length;
    isCut = hasMore;
    // The next turn of the event loop brings the error of a pipe that is closed.
    await new Promise((resolve) => setImmediate(resolve));
    if (output.closed === true) return;
  }
  if (shown === 0) output.err(none);
  else if (isCut && limit === undefined) output.err(`There are more than ${String(shown)}: use --limit or --all.`);
}
