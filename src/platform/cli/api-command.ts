import { type Command, InvalidArgumentError, Option } from 'commander';
import { hasLetterOrDigit, slugOf } from '#shared/slug';
import type { Api } from './api';
import type { ApiPatience } from './api-client';
import { type ApiOptions, apiSettings } from './api-settings';
import { type CommandDeps, given, UsageError } from './command';

export interface ApiCommandOptions extends ApiOptions {
  readonly json?: boolean;
}

export interface ProjectOptions extends ApiCommandOptions {
  readonly project?: string;
}

export const urlOption = (command: Command): Command =>
  command.option('--url <address>', 'address of the server; default: JAPM_URL, the last japm login, or http://127.0.0.1:3000');

/** Adds the options of every command that talks to a server. */
export const apiOptions = (command: Command): Command =>
  urlOption(command)
    .option('--email <address>', 'e-mail to sign in with, together with JAPM_PASSWORD; default: JAPM_TOKEN or the tokens of japm login')
    .option('--json', 'print JSON, one document a line');

/** Adds the options of every command about something in a project. */
export const projectOptions = (command: Command): Command =>
  apiOptions(command.option('-p, --project <name>', 'name or slug of the project; default: JAPM_PROJECT'));

/** The path parameter of the project from --project or JAPM_PROJECT. Throws UsageError. */
export const projectIdOf = (options: ProjectOptions, { env }: Pick<CommandDeps, 'env'>): string => slugOf(projectNameOf(options, env));

/** The name as it was given, unless no project could have it; `-` and `_` are those of some that earlier releases made. */
export function projectNameOf({ project }: ProjectOptions, env: CommandDeps['env']): string {
  const name = given(project) ?? given(env.JAPM_PROJECT);
  if (name === undefined) throw new UsageError('a project is missing: give --project, or set JAPM_PROJECT');
  if (slugOf(name) !== name && !hasLetterOrDigit(slugOf(name)))
    throw new UsageError(`'${name}' is not a project name: it needs a Latin letter or a digit`);
  return name;
}

/** An option that takes one of these values. Completion knows them. */
export const choice = (flags: string, description: string, values: readonly string[]): Option =>
  new Option(flags, description).choices(values);

/** Parses the value of an option that counts something. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(text)) throw new InvalidArgumentError('It is not a whole number above 0.');
  return Number(text);
}

/** The group of commands `japm NAME …`; several contexts may add to one. */
export function commandGroup(program: Command, name: string, description: string): Command {
  return program.commands.find((each) => each.name() === name) ?? program.command(name).description(description);
}

export async function connect(
  options: ApiOptions,
  { env, output, interruption }: CommandDeps,
  patience: Partial<ApiPatience> = {},
): Promise<Api> {
  const settings = apiSettings(options, env);
  const [{ ApiClient }, { Api: TypedApi }] = await Promise.all([import('#platform/cli/api-client'), import('#platform/cli/api')]);
  const warn = (text: string): void => {
    output.err(`warning: ${text}`);
  };
  return new TypedApi(await ApiClient.connect(settings, { ...patience, signal: interruption() }), warn);
}

/** Reads a password for another user or a new account from a variable, standard input or the terminal, and never from an argument. */
export async function newPassword({ env, input }: CommandDeps): Promise<string> {
  if (env.JAPM_NEW_PASSWORD) return env.JAPM_NEW_PASSWORD;
  if (!input) throw new UsageError('a password is missing: set JAPM_NEW_PASSWORD');
  return input.secret('New password: ');
}
