import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApiProcess, type ApiProcess } from './api-process';
import type { Benchmark, Measurement } from './measurement';
import { scratchMysql } from './scratch-mysql';

const ROUNDS = 5;
const BOUND_MS = 1000;
const ADMIN = { email: 'root@japm.test', password: 'correct horse battery' };
const PASSWORD = 'a long password';
type Headers = Readonly<Record<string, string>>;

/**
 * How long another process still serves somebody whose credentials were taken away: two API processes on MySQL, one that
 * takes them away and one that is asked all the time; no relay, no Kafka.
 */
export const revocation: Benchmark = {
  name: 'revocation',
  run: async () => {
    const server = process.env.MYSQL_URL;
    if (!server) {
      process.stdout.write('  *** SKIPPED *** MYSQL_URL is not set\n');
      return null;
    }
    const [dataDir, database] = [await mkdtemp(join(tmpdir(), 'japm-bench-')), await scratchMysql(server)];
    const environment = {
      JAPM_DATA_DIR: dataDir,
      JAPM_DATABASE_URL: database.url,
      JAPM_ADMIN_EMAIL: ADMIN.email,
      JAPM_ADMIN_PASSWORD: ADMIN.password,
    };
    const processes: ApiProcess[] = [];
    try {
      for (let each = 0; each < 2; each += 1) processes.push(await startApiProcess(environment));
      const [writing, serving] = processes as [ApiProcess, ApiProcess];
      return await measureAll(writing, serving);
    } finally {
      for (const each of processes) await each.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

async function measureAll(writing: ApiProcess, serving: ApiProcess): Promise<Measurement[]> {
  const root = await login(writing, ADMIN);
  const worst = new Map<string, number>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const [what, take] of Object.entries(await aCompany(writing, root, round))) {
      const stale = await staleness(() => serving.call('GET', RESOLVE, take.headers), take.away);
      worst.set(what, Math.max(worst.get(what) ?? 0, stale));
    }
  }
  return [...worst].map(([what, value]) => ({ what: `${what}, worst of ${ROUNDS}`, value, unit: 'ms', bound: BOUND_MS }));
}

const RESOLVE = '/api/projects/shop/prompts/order-mail/resolve?version=latest';

interface Taking {
  readonly headers: Headers;
  away(): Promise<{ readonly status: number }>;
}

/** A tenant with a prompt, and every way to take somebody's credentials away there; the last one ends them all. */
async function aCompany(api: ApiProcess, root: Headers, round: number): Promise<Record<string, Taking>> {
  const admin = { email: `admin-${round}@acme.test`, password: PASSWORD };
  const tenant = await created(api, '/api/tenants', root, { name: `Acme ${round}`, initialAdminUser: admin });
  const boss = await login(api, admin);
  await created(api, '/api/projects', boss, { name: 'Shop' });
  await created(api, '/api/projects/shop/prompts', boss, { name: 'Order Mail', promptText: 'Dear {{variable:who}}', activate: true });
  const key = await created(api, '/api/api-keys', boss, { name: 'shop' });
  const colleague = { email: `bo-${round}@acme.test`, password: PASSWORD };
  const user = await created(api, '/api/users', boss, { ...colleague, role: 'prompt_consumer' });
  const [first, second] = [await login(api, colleague), await login(api, colleague)];
  const spare = await created(api, '/api/api-keys', boss, { name: 'spare' });
  return {
    'an API key is revoked': { headers: { 'x-api-key': key.apiKey }, away: () => api.call('DELETE', `/api/api-keys/${key.id}`, boss) },
    'a session is ended': { headers: first, away: () => api.call('POST', '/api/auth/logout', first) },
    'a user is disabled': { headers: second, away: () => api.call('PATCH', `/api/users/${user.id}`, boss, { disabled: true }) },
    'a tenant is disabled': {
      headers: { 'x-api-key': spare.apiKey },
      away: () => api.call('PATCH', `/api/tenants/${tenant.id}`, root, { disabled: true }),
    },
  };
}

/** How many ms after the answer to `takeAway` the last request began that was still served. */
async function staleness(
  probe: () => Promise<{ readonly status: number }>,
  takeAway: () => Promise<{ readonly status: number }>,
): Promise<number> {
  let lastServed = 0;
  let served = 0;
  const probing = (async () => {
    for (;;) {
      const since = performance.now();
      const { status } = await probe();
      if (status === 401) return;
      if (status !== 200) throw new Error(`the probe was answered ${status}`);
      lastServed = since;
      served += 1;
    }
  })();
  // At another age of the cached principal each time.
  await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 1000));
  const { status } = await takeAway();
  const takenAt = performance.now();
  if (status >= 300 || served === 0) throw new Error(`nothing to measure: answered ${status} after ${served} requests`);
  await probing;
  return Math.max(0, lastServed - takenAt);
}

async function login(api: ApiProcess, credentials: object): Promise<Headers> {
  const { body } = await api.call('POST', '/api/auth/login', {}, credentials);
  return { authorization: `Bearer ${(body as { access_token: string }).access_token}` };
}

async function created(api: ApiProcess, path: string, headers: Headers, form: object): Promise<Created> {
  const { status, body } = await api.call('POST', path, headers, form);
  if (status !== 201) throw new Error(`POST ${path} was answered ${status}: ${JSON.stringify(body)}`);
  return body as Created;
}

interface Created {
  readonly id: string;
  /** Of an API key. */
  readonly apiKey: string;
}
