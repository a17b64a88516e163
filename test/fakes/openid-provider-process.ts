import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface RunningProvider {
  readonly issuer: string;
  stop(): Promise<void>;
}

export type Accounts = Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly sub: string }>>;

/** The OpenID provider of openid-provider.ts on a free port. It is an ES module, which jest would have to transform. */
export async function startOpenIdProvider(accounts: Accounts, clients: readonly object[]): Promise<RunningProvider> {
  const script = join(__dirname, 'openid-provider.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify({ accounts, clients })], {
    stdio: ['ignore', 'pipe', process.env.OIDC_DEBUG ? 'inherit' : 'ignore'],
  });
  const exited = once(child, 'exit');
  const [issuer] = (await Promise.race([once(createInterface(child.stdout), 'line'), exited])) as [unknown];
  if (typeof issuer !== 'string') throw new Error('the OpenID provider did not start');
  return {
    issuer,
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}
