import type { Command } from 'commander';
import type { ApiClient } from './api-client';
import { type ApiOptions, apiSettings } from './api-settings';
import { type CommandDeps, UsageError } from './command';

export interface ApiCommandOptions extends ApiOptions {
  readonly json?: boolean;
}

/** A resource as the server sent it. */
export type Thing = Readonly<Record<string, unknown>> & { readonly id: string };

/** Adds the options of every command that talks to a server. */
export const apiOptions = (command: Command): Command =>
  command
    .option('--url <address>', 'address of the server; default: JAPM_URL, the last japm login, or http://127.0.0.1:3000')
    .option('--email <address>', 'e-mail to sign in with, together with JAPM_PASSWORD; default: JAPM_TOKEN or the tokens of japm login')
    .option('--json', 'print JSON');

/** The group of commands `japm NAME …`; several contexts may add to one. */
export function commandGroup(program: Command, name: string, description: string): Command {
  return program.commands.find((each) => each.name() === name) ?? program.command(name).description(description);
}

export async function connect(options: ApiOptions, { env }: CommandDeps): Promise<ApiClient> {
  const settings = apiSettings(options, env);
  const { ApiClient: Client } = await import('#platform/cli/api-client');
  return Client.connect(settings);
}

export function thingOf(body: unknown): Thing {
  if (isThing(body)) return body;
  throw new UsageError(STRANGE);
}

/** Reads all pages of a list. */
export async function listOf(api: ApiClient, path: string): Promise<Thing[]> {
  const things: Thing[] = [];
  for (let page: string | null = path; page !== null;) {
    const { body, nextPage } = await api.get(page);
    if (!Array.isArray(body)) throw new UsageError(STRANGE);
    things.push(...body.map(thingOf));
    page = nextPage;
  }
  return things;
}

const STRANGE = 'the server gave an answer that this version does not understand; is the address right?';
const isThing = (body: unknown): body is Thing => typeof (body as Partial<Thing> | null | undefined)?.id === 'string';

/** Reads a password for another user or a new account from a variable, standard input or the terminal, and never from an argument. */
export async function newPassword({ env, input }: CommandDeps): Promise<string> {
  if (env.JAPM_NEW_PASSWORD) return env.JAPM_NEW_PASSWORD;
  if (!input) throw new UsageError('a password is missing: set JAPM_NEW_PASSWORD');
  return input.secret('New password: ');
}
