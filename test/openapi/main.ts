import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startOpenIdProvider, type RunningProvider } from '../fakes/openid-provider-process';
import { ADMIN, build, JapmProcess } from '../faults/japm-process';

/**
 * `npm run test:openapi [-- OPTION…]`: Schemathesis against the whole OpenAPI document, on SQLite or the empty database of
 * JAPM_DATABASE_URL. Options are Schemathesis' own; KEEP_LOG names a file for the server's log. Fails on a finding, on an operation
 * without a success, on an error in the log and when `japm verify` does not say valid.
 */
const SCHEMATHESIS = process.env.SCHEMATHESIS ?? 'schemathesis';
const PROVIDER = { id: 'corp', secret: 'the secret of corp', administrator: 'administrator@corp.test', password: 'correct horse battery' };
const ACCOUNTS = Object.fromEntries(
  Array.from({ length: 50 }, (_, index) => `person${index}`).map((sub) => [sub, { sub, email: `${sub}@corp.test`, email_verified: true }]),
);

type Answers = Readonly<Record<string, Readonly<Record<string, number>>>>;

async function main(options: readonly string[]): Promise<void> {
  if (spawnSync(SCHEMATHESIS, ['--version']).status !== 0) {
    process.stderr.write(`\n*** NOT RUN *** ${SCHEMATHESIS} is not there: pip install schemathesis==4.32.5, or name it in SCHEMATHESIS\n`);
    process.exitCode = 1;
    return;
  }
  build();
  const faults = await prove(process.env.JAPM_DATABASE_URL ?? '', options);
  for (const each of faults) process.stdout.write(`FAULT ${each}\n`);
  if (faults.length > 0) process.exitCode = 1;
}

/** What is wrong on that database. */
async function prove(databaseUrl: string, options: readonly string[]): Promise<string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'japm-openapi-'));
  const { tenant, url } = await withTenantOfProvider(dataDir, databaseUrl);
  const redirectUri = `${url}/api/auth/oidc/${PROVIDER.id}/callback`;
  const client = { client_id: PROVIDER.id, client_secret: PROVIDER.secret, redirect_uris: [redirectUri] };
  const provider = await startOpenIdProvider(ACCOUNTS, [client]);
  const environment = { PORT: new URL(url).port, JAPM_DATABASE_URL: databaseUrl, JAPM_REGISTER: 'true', ...signIn(provider, url, tenant) };
  const server = await JapmProcess.server(dataDir, environment).up();
  try {
    const answers = join(dataDir, 'answers.json');
    const code = await schemathesis(server.url, answers, options);
    const counted = JSON.parse(readFileSync(answers, 'utf8')) as Answers;
    return [
      ...(code === 0 ? [] : [`Schemathesis ended with ${code}`]),
      ...faultsOf(counted, server),
      ...(await verify(dataDir, databaseUrl)),
    ];
  } finally {
    await server.end();
    await provider.stop();
    if (process.env.KEEP_LOG) writeFileSync(process.env.KEEP_LOG, server.output);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A provider belongs to one tenant, which must be there before the server starts with it. */
async function withTenantOfProvider(dataDir: string, databaseUrl: string): Promise<{ readonly tenant: string; readonly url: string }> {
  const server = await JapmProcess.server(dataDir, { JAPM_DATABASE_URL: databaseUrl }).up();
  const post = async <T>(path: string, body: object, token = ''): Promise<T> => {
    const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) };
    const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const { access_token: token } = await post<{ access_token: string }>('/api/auth/login', ADMIN);
  const initialAdminUser = { email: PROVIDER.administrator, password: PROVIDER.password };
  const { id: tenant } = await post<{ id: string }>('/api/tenants', { name: 'Corp', initialAdminUser }, token);
  const { url } = server;
  await server.end();
  return { tenant, url };
}

function signIn({ issuer }: RunningProvider, publicUrl: string, tenant: string): Record<string, string> {
  const provider = { id: PROVIDER.id, issuer, clientId: PROVIDER.id, clientSecret: PROVIDER.secret, tenant, emailDomains: ['corp.test'] };
  return { JAPM_PUBLIC_URL: publicUrl, JAPM_OIDC_PROVIDERS: JSON.stringify([provider]) };
}

async function schemathesis(url: string, answers: string, options: readonly string[]): Promise<number | null> {
  const config = ['--config-file', join(__dirname, 'schemathesis.toml')];
  const child = spawn(SCHEMATHESIS, [...config, 'run', `${url}/api/docs-json`, '--url', url, ...options], {
    // It keeps notes of its own where it runs.
    cwd: dirname(answers),
    stdio: 'inherit',
    env: {
      ...process.env,
      PYTHONPATH: __dirname,
      PYTHONDONTWRITEBYTECODE: '1',
      SCHEMATHESIS_HOOKS: 'hooks',
      JAPM_URL: url,
      JAPM_EMAIL: ADMIN.email,
      JAPM_PASSWORD: ADMIN.password,
      JAPM_PROVIDER: PROVIDER.id,
      JAPM_PROVIDER_ADMINISTRATOR: PROVIDER.administrator,
      JAPM_ANSWERS: answers,
    },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

function faultsOf(answers: Answers, server: JapmProcess): string[] {
  const operations = Object.entries(answers);
  const unsuccessful = operations.filter(([, statuses]) => !Object.keys(statuses).some((each) => Number(each) < 400));
  const errors = server.log.filter(({ level }) => Number(level) >= 50);
  const cases = operations.reduce((sum, [, statuses]) => sum + Object.values(statuses).reduce((a, b) => a + b, 0), 0);
  const memory = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1];
  process.stdout.write(`${operations.length} operations, ${cases} requests, at most ${Math.round(Number(memory) / 1024)} MiB\n`);
  return [
    ...unsuccessful.map(([operation, statuses]) => `${operation} never succeeded: ${JSON.stringify(statuses)}`),
    ...errors.map((each) => `in the log: ${JSON.stringify(each)}`),
  ];
}

async function verify(dataDir: string, databaseUrl: string): Promise<string[]> {
  const command = JapmProcess.command(['verify'], { JAPM_DATA_DIR: dataDir, JAPM_DATABASE_URL: databaseUrl });
  const { code } = await command.exited;
  process.stdout.write(command.output);
  return code === 0 ? [] : [`japm verify ended with ${code}: ${command.errors}`];
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
