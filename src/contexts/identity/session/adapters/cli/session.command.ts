import { type ApiCommandOptions, apiOptions, connect, urlOption } from '#platform/cli/api-command';
import { baseUrlOf, keptCredentials } from '#platform/cli/api-settings';
import { type CommandDeps, given, type RegisterCommand, UsageError } from '#platform/cli/command';
import { CredentialStore } from '#platform/cli/credential-store';
import { loginOf } from '#platform/cli/login-renewal';
import { printFields } from '#platform/cli/table';

interface LogoutOptions extends ApiCommandOptions {
  readonly everywhere?: boolean;
}

/** `japm login`, `japm logout`, `japm whoami` */
export const registerSession: RegisterCommand = (program, deps) => {
  urlOption(program.command('login'))
    .summary('sign in at a server, for the commands that follow')
    .description(
      "Keeps a token in the user's configuration folder. The password is asked for, or taken from JAPM_PASSWORD or standard input.",
    )
    .option('--email <address>', 'e-mail to sign in with (JAPM_EMAIL)')
    .action((options: ApiCommandOptions) => login(options, deps));
  urlOption(program.command('logout'))
    .summary('end the sessions that japm has kept of a server, and forget their tokens')
    .option('--everywhere', 'end all sessions of the user, on all devices')
    .action((options: LogoutOptions) => logout(options, deps));
  apiOptions(program.command('whoami').summary('show as whom the commands act')).action(async (options: ApiCommandOptions) => {
    const profile = await (await connect(options, deps)).get('/api/auth/profile', {});
    printFields(deps.output, profile, ['email', 'name', 'role', 'tenantId', 'id'], options.json);
  });
};

async function login(options: ApiCommandOptions, { env, input, output }: CommandDeps): Promise<void> {
  const baseUrl = baseUrlOf(options, env);
  const asked = async (kind: 'line' | 'secret', question: string): Promise<string> => {
    if (!input) throw new UsageError('the user is missing: give --email, and JAPM_PASSWORD');
    return input[kind](question);
  };
  const email = options.email ?? given(env.JAPM_EMAIL) ?? (await asked('line', 'E-mail: '));
  const password = given(env.JAPM_PASSWORD) ?? (await asked('secret', 'Password: '));
  const { ApiClient } = await import('#platform/cli/api-client');
  const store = new CredentialStore(env);
  store.keep(baseUrl, loginOf(email, await ApiClient.login(baseUrl, { email, password })));
  store.remember(baseUrl);
  output.out(`Signed in at ${baseUrl} as ${email}`);
}

async function logout(options: LogoutOptions, { env, output }: CommandDeps): Promise<void> {
  const store = new CredentialStore(env);
  const baseUrl = baseUrlOf(options, env);
  const keys = store.keysOf(baseUrl);
  if (keys.length === 0) {
    output.out(`Not signed in at ${baseUrl}`);
    return;
  }
  const { ApiClient } = await import('#platform/cli/api-client');
  for (const key of keys) {
    try {
      const credentials = keptCredentials(store, baseUrl, key);
      if (credentials === null) continue;
      const api = await ApiClient.connect({ baseUrl, credentials });
      await api.post('/api/auth/logout', options.everywhere === true ? { everywhere: true } : {});
    } catch (error) {
      // The token is removed in any case. An ended session needs no end, and one that may still live must be reported.
      if (!isOver(error)) output.err(`japm: the server did not end the session: ${error instanceof Error ? error.message : String(error)}`);
    }
    store.forget(key);
  }
  output.out(`Signed out at ${baseUrl}`);
}

const isOver = (error: unknown): boolean => error instanceof UsageError || (error as { kind?: string }).kind === 'unauthenticated';
